/// The phases that take a table from one ruleset to another without a moment in which a packet gets a wrong answer.
///
/// A batch is all or nothing, but a packet under way is no part of it: it keeps the rules it began with, yet every set
/// and map it asks answers with what it holds by then. So the way leads over states that are safe in themselves and
/// in any mixture of two neighbours:
///
///     current ─build─► built ─switch─► switched ─remove─► wanted
///                │                │                 │
///                │                │                 └ late leavers go, and what no packet can reach
///                │                └ rules of existing chains and elements of maps, and nothing else
///                └ new sets, maps and chains, that no packet can reach; early joiners
///
/// That is all of it in most rounds, and often less. Some have more states (``Way``): where members move from set to
/// set, all join before any leaves; where hooks come they come first, and where they go they go last.
///
/// In each state a set that changes in place has a value between old and new: ``Passage`` says which, and why. Where
/// there is none, rules read a copy for a while: ``Detour``.
/// - Throws: `PlanError` where an object would have to become another of the same name.
public func changes(from current: Ruleset?, to wanted: Ruleset?) throws(PlanError) -> [Phase] {
    var planner = Planner()
    return try planner.changes(from: current, to: wanted)
}

/// The states between two rulesets. Each begins as the old one, so that all that stays is shared, not copied.
struct Way {
    let old: Ruleset
    let new: Ruleset
    let names: DifferingNames
    let passages: Passages

    /// The way on which sets and maps pass so.
    init(_ round: Round, _ passages: Passages) {
        old = round.old
        new = round.new
        names = round.names
        self.passages = passages
    }

    /// The states between, in order, each made of the one before.
    var states: [(step: Phase.Step, state: Ruleset?)] {
        var states: [(Phase.Step, Ruleset?)] = []
        let prepared = prepared
        let attached = gainsHooks ? attached(prepared) : prepared
        if gainsHooks { states += [(.build, prepared), (.switch, attached)] }
        let built = attached.with(passages, at: \.built)
        states.append((.build, built))
        let retired = passages.splits ? retired(built) : built
        if passages.splits { states.append((.switch, retired)) }
        if passages.differ(\.built, \.met) { states.append((.build, retired.with(passages, at: \.met))) }
        if passages.differ(\.met, \.settled) { states.append((.build, retired.with(passages, at: \.settled))) }
        let switched = switched
        states.append((.switch, switched))
        if passages.differ(\.switched, \.late) { states.append((.remove, switched.with(passages, at: \.late))) }
        if losesHooks {
            let closed = closed(switched)
            states += [(.remove, closed), (.remove, detached(closed))]
        }
        return states
    }

    private var losesHooks: Bool { names.chains.contains { old.chains[$0]?.base != nil && new.chains[$0] == nil } }

    /// Whether a hook comes to others that are there.
    private var gainsHooks: Bool {
        names.chains.contains { new.chains[$0]?.base != nil && old.chains[$0] == nil } && old.hasHooks
    }

    /// All that is new, out of sight, and sets that only let less through.
    private var prepared: Ruleset {
        var state = frame
        state.sets.add(new.sets, among: names.sets)
        state.maps.add(new.maps, among: names.maps)
        for map in names.maps where isKept(map) { state.maps[map] = passages.built(map) }
        state.chains.add(new.chains, among: names.chains.filter { new.chains[$0]?.base == nil })
        return state.with(passages, at: \.prepared)
    }

    /// New hooks stand beside the old ones before anything opens: what an old hook is about to let through because a
    /// new one drops it must meet that one.
    private func attached(_ prepared: Ruleset) -> Ruleset {
        var state = prepared
        state.chains.add(new.chains, among: names.chains)
        return state
    }

    /// The elements of maps that lead away from sets have changed, where others are yet to lead to them.
    private func retired(_ built: Ruleset) -> Ruleset {
        var state = built
        for map in names.maps where isKept(map) { state.maps[map] = passages.retired(map) }
        return state
    }

    /// Packets walk the new chains; the old ones still stand, and so does every old hook.
    private var switched: Ruleset {
        var state = frame
        state.sets.replace(by: new.sets, among: names.sets)
        state.maps.replace(by: new.maps, among: names.maps)
        for map in names.maps where isKept(map) { state.maps[map] = passages.switched(map) }
        state.chains.replace(by: new.chains, among: names.chains)
        return state.with(passages, at: \.switched)
    }

    /// All that stays is as it shall be: what an old hook kept out is kept out without it.
    private func closed(_ switched: Ruleset) -> Ruleset {
        var state = switched
        state.sets.replace(by: new.sets, among: names.sets)
        state.maps.replace(by: new.maps, among: names.maps)
        return state
    }

    /// The old hooks are gone, but not yet what a packet that came by one of them may still ask.
    private func detached(_ closed: Ruleset) -> Ruleset {
        var state = closed
        for name in names.chains where old.chains[name]?.base != nil && new.chains[name] == nil {
            state.chains[name] = nil
        }
        return state
    }

    private func isKept(_ map: String) -> Bool { old.maps[map] != nil && new.maps[map] != nil }

    /// What all states between share, and what they begin with.
    private var frame: Ruleset {
        var state = Ruleset(table: new.table, keeping: old.comment ?? new.comment)
        (state.counters, state.sets, state.maps, state.chains) = (old.counters, old.sets, old.maps, old.chains)
        if !names.counters.isEmpty { state.counters.formUnion(new.counters) }
        state.foreign = old.foreign.filter { !$0.isElement }
        return state
    }
}

extension Ruleset {
    fileprivate var hasHooks: Bool { chains.values.contains { $0.base != nil } }

    /// The ruleset with every set that changes as it is at one state of its passage.
    fileprivate func with(_ passages: Passages, at state: (Passage) -> Elements) -> Ruleset {
        var result = self
        for name in passages.sets {
            // Most states of most sets are the one before: then all sets go on sharing their storage.
            if let set = passages.set(name, at: state), result.sets[name] != set { result.sets[name] = set }
        }
        return result
    }
}

extension Dictionary where Key == String {
    /// Adds those of these objects that are not here yet.
    fileprivate mutating func add(_ others: [String: Value], among names: [String]) {
        for name in names where self[name] == nil { self[name] = others[name] }
    }

    /// Takes those of these objects that there are, whether or not others stand here.
    fileprivate mutating func replace(by others: [String: Value], among names: [String]) {
        for name in names { if let other = others[name] { self[name] = other } }
    }
}
