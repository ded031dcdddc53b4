/// The phases that take a table from one ruleset to another without a moment in which a packet gets a wrong answer.
///
/// A batch is all or nothing, but a packet under way is no part of it: it keeps the rules it began with, yet every set
/// and map it asks answers with what it holds by then. So the way leads over states that are safe in themselves and
/// in any mixture of two neighbours:
///
///     current ─build─► built ─switch─► switched ─remove─► (detached ─remove─►) wanted
///                │                │                 │
///                │                │                 └ what no packet can reach goes; late leavers and joiners
///                │                └ rules of existing chains and elements of maps, and nothing else
///                └ new sets, maps and chains, that no packet can reach; early joiners and leavers
///
/// In each state a set that changes in place has a value between old and new: ``Passage`` says which, and why.
/// - Throws: `PlanError` where an object would have to become another of the same name.
public func changes(from current: Ruleset?, to wanted: Ruleset?) throws(PlanError) -> [Phase] {
    if let current, let wanted { try PlanError.check(current, wanted) }
    guard let wanted else { return phases(removing: current) }
    let start = current ?? Ruleset(table: wanted.table)
    let passages = Passages(from: start, to: wanted)
    if let first = passages.copied.min() {
        return try changes(from: current, to: wanted, copying: first)
    }
    let way = Way(from: start, to: wanted, passages: passages)
    var states: [(Phase.Step, Ruleset)] = [(.build, way.built), (.switch, way.switched)]
    if way.losesBaseChains { states.append((.remove, way.detached)) }
    return phases(from: current, over: states + [(.remove, wanted)])
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

/// A set with no safe value between old and new is changed out of sight: rules read a copy while it changes.
private func changes(from current: Ruleset?, to wanted: Ruleset, copying set: String) throws(PlanError) -> [Phase] {
    guard let current, let old = current.sets[set], let new = wanted.sets[set] else { return [] }
    let copy = ObjectName.of(["copy", set])
    var onCopy = wanted
    onCopy.sets[set] = old
    onCopy.sets[copy] = NamedSet(new.elements)
    onCopy.chains = wanted.chains.mapValues { $0.reading(copy, insteadOf: set) }
    var changed = onCopy
    changed.sets[set]?.elements = new.elements
    return try changes(from: current, to: onCopy) + changes(from: onCopy, to: changed)
        + changes(from: changed, to: wanted)
}

/// The states between two rulesets.
private struct Way {
    let old: Ruleset
    let new: Ruleset
    let passages: Passages

    init(from old: Ruleset, to new: Ruleset, passages: Passages) {
        self.old = old
        self.new = new
        self.passages = passages
    }

    var losesBaseChains: Bool { old.chains.contains { $0.value.base != nil && new.chains[$0.key] == nil } }

    /// All that is new, out of sight, and the sets halfway; packets still walk the old chains.
    var built: Ruleset {
        var state = frame
        state.sets = both(old.sets, new.sets) { passages.built($0) }
        state.maps = both(old.maps, new.maps) { passages.builtMap($0) }
        let unseen = new.chains.filter { $0.value.base == nil }
        state.chains = old.chains.merging(unseen) { old, _ in old }
        return state
    }

    /// Packets walk the new chains; the old ones still stand, and so does every old hook.
    var switched: Ruleset {
        var state = frame
        state.sets = both(old.sets, new.sets) { passages.switched($0) }
        state.maps = both(old.maps, new.maps) { passages.switchedMap($0) }
        state.chains = old.chains.merging(new.chains) { _, new in new }
        return state
    }

    /// The old hooks are gone, but not yet what a packet that came by one of them may still ask.
    var detached: Ruleset {
        var state = frame
        state.sets = old.sets.merging(new.sets) { _, new in new }
        state.maps = old.maps.merging(new.maps) { _, new in new }
        state.chains = old.chains.filter { $0.value.base == nil }.merging(new.chains) { _, new in new }
        return state
    }

    /// What all states between share.
    private var frame: Ruleset {
        var state = Ruleset(table: new.table, keeping: old.comment ?? new.comment)
        state.counters = old.counters.union(new.counters)
        state.foreign = old.foreign.filter { !$0.isElement }
        return state
    }

    /// The objects of both sides; those on both as the passage says.
    private func both<Object>(
        _ old: [String: Object], _ new: [String: Object], between: (String) -> Object?
    ) -> [String: Object] {
        var result = old.merging(new) { old, _ in old }
        for name in old.keys where new[name] != nil { result[name] = between(name) }
        return result
    }
}

extension Chain {
    /// The chain with every look-up in one set turned to another.
    fileprivate func reading(_ copy: String, insteadOf set: String) -> Chain {
        var chain = self
        chain.rules = rules.map { rule in
            guard rule.references.contains(set) else { return rule }
            return Rule(rule.statements.map { $0.reading(copy, insteadOf: set) }, keeping: rule.comment)
        }
        return chain
    }
}

extension Statement {
    fileprivate func reading(_ copy: String, insteadOf set: String) -> Statement {
        guard case .match(let match) = self, match.test == .member(of: set) else { return self }
        return .match(Match(match.fields, .member(of: copy), isNegated: match.isNegated))
    }
}
