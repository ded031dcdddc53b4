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
    if let current, let wanted { try PlanError.check(current, wanted) }
    guard let wanted else { return phases(removing: current) }
    if let current, current.foreign.contains(.dormancy) {
        // A phase of its own: the kernel takes no other change of a table that it is waking.
        var awake = current
        awake.foreign.remove(.dormancy)
        return phases(from: current, over: [(.build, awake)]) + (try changes(from: awake, to: wanted))
    }
    let start = current ?? Ruleset(table: wanted.table)
    if let detour = Detour(from: start, to: wanted) { return try changes(from: current, to: wanted, by: detour.stops) }
    let passages = Passages(from: start, to: wanted)
    if !passages.copied.isEmpty {
        let detour = Detour(from: start, to: wanted, copying: passages.copied)
        return try changes(from: current, to: wanted, by: detour.stops)
    }
    let way = Way(from: start, to: wanted, passages: passages)
    return phases(from: current, over: way.states + [(.remove, wanted)])
}

/// One way after the other.
private func changes(from current: Ruleset?, to wanted: Ruleset, by stops: [Ruleset]) throws(PlanError) -> [Phase] {
    var phases: [Phase] = []
    var previous = current
    for stop in stops + [wanted] {
        phases += try changes(from: previous, to: stop)
        previous = stop
    }
    return phases
}

/// The table goes in two steps, so that no packet under way finds its rules still there but their maps empty.
private func phases(removing current: Ruleset?) -> [Phase] {
    guard let current else { return [] }
    var quiet = current
    quiet.chains = current.chains.filter { $0.value.base == nil }
    return phases(from: current, over: [(.remove, quiet), (.remove, nil)])
}

private func phases(from current: Ruleset?, over states: [(step: Phase.Step, state: Ruleset?)]) -> [Phase] {
    var phases: [Phase] = []
    var previous = current
    for (step, state) in states {
        let changes = Difference.changes(from: previous, to: state)
        if !changes.isEmpty { phases.append(Phase(step, changes, result: state)) }
        previous = state
    }
    return phases
}

/// The states between two rulesets.
struct Way {
    let old: Ruleset
    let new: Ruleset
    let passages: Passages

    /// The way on which sets and maps pass so.
    init(from old: Ruleset, to new: Ruleset, passages: Passages) {
        self.old = old
        self.new = new
        self.passages = passages
    }

    /// The states between, in order.
    var states: [(step: Phase.Step, state: Ruleset?)] {
        var states: [(Phase.Step, Ruleset?)] = [
            (.build, built), (.switch, retired), (.build, met), (.build, settled), (.switch, switched),
            (.remove, joined),
        ]
        if gainsHooks { states = [(.build, prepared), (.switch, attached)] + states }
        if losesHooks { states += [(.remove, closed), (.remove, detached)] }
        return states
    }

    private var losesHooks: Bool { old.hooks.contains { new.chains[$0] == nil } }

    /// Whether a hook comes to others that are there.
    private var gainsHooks: Bool { !old.hooks.isEmpty && new.hooks.contains { old.chains[$0] == nil } }

    /// All that is new, out of sight, and sets that only let less through.
    private var prepared: Ruleset {
        var state = frame
        state.sets = old.sets.merging(new.sets) { old, _ in old }
        state.maps = old.maps.merging(new.maps) { old, _ in old }
        for map in old.maps.keys where new.maps[map] != nil { state.maps[map] = passages.built(map) }
        let unseen = new.chains.filter { $0.value.base == nil }
        state.chains = old.chains.merging(unseen) { old, _ in old }
        return state.with(passages, at: \.prepared)
    }

    /// New hooks stand beside the old ones before anything opens: what an old hook is about to let through because a
    /// new one drops it must meet that one.
    private var attached: Ruleset {
        var state = prepared
        state.chains = new.chains.merging(old.chains) { _, old in old }
        return state
    }

    /// All that is new and early joiners; packets still walk the old chains.
    private var built: Ruleset { (gainsHooks ? attached : prepared).with(passages, at: \.built) }

    /// The elements of maps that lead away from sets have changed, where others are yet to lead to them.
    private var retired: Ruleset {
        var state = built
        for map in old.maps.keys where new.maps[map] != nil { state.maps[map] = passages.retired(map) }
        return state
    }

    /// Whoever moves from one of these sets to another has joined.
    private var met: Ruleset { retired.with(passages, at: \.met) }

    /// Early leavers are gone.
    private var settled: Ruleset { retired.with(passages, at: \.settled) }

    /// Packets walk the new chains; the old ones still stand, and so does every old hook.
    private var switched: Ruleset {
        var state = frame
        state.sets = old.sets.merging(new.sets) { _, new in new }
        state.maps = old.maps.merging(new.maps) { _, new in new }
        for map in old.maps.keys where new.maps[map] != nil { state.maps[map] = passages.switched(map) }
        state.chains = old.chains.merging(new.chains) { _, new in new }
        return state.with(passages, at: \.switched)
    }

    /// Late joiners are there.
    private var joined: Ruleset { switched.with(passages, at: \.late) }

    /// All that stays is as it shall be: what an old hook kept out is kept out without it.
    private var closed: Ruleset {
        var state = switched
        state.sets.merge(new.sets) { _, new in new }
        state.maps.merge(new.maps) { _, new in new }
        return state
    }

    /// The old hooks are gone, but not yet what a packet that came by one of them may still ask.
    private var detached: Ruleset {
        var state = closed
        state.chains = state.chains.filter { $0.value.base == nil || new.chains[$0.key] != nil }
        return state
    }

    /// What all states between share.
    private var frame: Ruleset {
        var state = Ruleset(table: new.table, keeping: old.comment ?? new.comment)
        state.counters = old.counters.union(new.counters)
        state.foreign = old.foreign.filter { !$0.isElement }
        return state
    }
}

extension Ruleset {
    fileprivate var hooks: [String] { chains.filter { $0.value.base != nil }.map(\.key) }

    /// The ruleset with every set that changes as it is at one state of its passage.
    fileprivate func with(_ passages: Passages, at state: KeyPath<Passage, Elements>) -> Ruleset {
        var result = self
        for name in sets.keys { if let set = passages.set(name, at: state) { result.sets[name] = set } }
        return result
    }
}
