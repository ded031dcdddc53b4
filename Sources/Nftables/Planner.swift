/// Plans one way after the other, each as ``changes(from:to:)`` does.
///
/// What is kept between two plans is which rules read what, so that where only members of sets change, which is what
/// most changes are, no rule is looked at: it says nothing that could not be found anew.
public struct Planner: Sendable {
    private(set) var readers = Readers()
    /// How many rounds needed to know paths, so that a test can tell that few do.
    private(set) var pathCount = 0

    /// One that has planned nothing yet.
    public init() {}

    /// The phases of ``changes(from:to:)``.
    public mutating func changes(from current: Ruleset?, to wanted: Ruleset?) throws(PlanError) -> [Phase] {
        guard let wanted else { return Self.phases(removing: current) }
        if let current, current.foreign.contains(.dormancy) {
            // A phase of its own: the kernel takes no other change of a table that it is waking.
            var awake = current
            awake.foreign.remove(.dormancy)
            return Self.phases(from: current, over: [(.build, awake)]) + (try changes(from: awake, to: wanted))
        }
        let start = current ?? Ruleset(table: wanted.table)
        let names = DifferingNames(start, wanted)
        if let current { try PlanError.check(current, wanted, names) }
        if let current, names.isEmpty, current.foreign.isEmpty { return [] }
        // Where only some sets change, the states between are of these alone: what they all share is not copied.
        let isOfFewSets = names.areOfSetsThatStay(start, wanted)
        let (from, to) =
            isOfFewSets ? (start.withSets(names.sets), wanted.withSets(names.sets)) : (start, wanted)
        let round = Round(from: from, to: to, names, (readers(in: start), readers(in: wanted)))
        if let detour = Detour(round) { return try changes(from: current, to: wanted, by: detour.stops) }
        let analysis = round.analysis
        if let detour = analysis.flatMap({ Crossings(round, $0).detour(from: start, to: wanted) }) {
            return try changes(from: current, to: wanted, by: detour.stops)
        }
        let passages = Passages(round, analysis)
        if passages.knowsPaths { pathCount += 1 }
        if !passages.copied.isEmpty {
            let detour = Detour(from: start, to: wanted, copying: passages.copied)
            return try changes(from: current, to: wanted, by: detour.stops)
        }
        let states = Way(round, passages).states + [(.remove, to)]
        let phases = Self.phases(from: current == nil ? nil : from, over: states, among: names)
        return isOfFewSets ? phases.map { $0.completed(to, by: start, wanted) } : phases
    }

    private mutating func readers(in ruleset: Ruleset) -> Readers {
        readers.follow(ruleset.chains)
        return readers
    }

    /// One way after the other.
    private mutating func changes(
        from current: Ruleset?, to wanted: Ruleset, by stops: [Ruleset]
    ) throws(PlanError) -> [Phase] {
        var phases: [Phase] = []
        var previous = current
        for stop in stops + [wanted] {
            phases += try changes(from: previous, to: stop)
            previous = stop
        }
        return phases
    }

    /// The table goes in two steps, so that no packet under way finds its rules still there but their maps empty.
    private static func phases(removing current: Ruleset?) -> [Phase] {
        guard let current else { return [] }
        var quiet = current
        quiet.chains = current.chains.filter { $0.value.base == nil }
        return phases(from: current, over: [(.remove, quiet), (.remove, nil)])
    }

    private static func phases(
        from current: Ruleset?, over states: [(step: Phase.Step, state: Ruleset?)], among names: DifferingNames? = nil
    ) -> [Phase] {
        var phases: [Phase] = []
        var previous = current
        for (step, state) in states {
            let changes = Difference.changes(from: previous, to: state, among: names)
            if !changes.isEmpty { phases.append(Phase(step, changes, result: state)) }
            previous = state
        }
        return phases
    }
}

extension Ruleset {
    /// The same with these sets alone.
    fileprivate func withSets(_ names: [String]) -> Ruleset {
        var result = self
        result.sets = Dictionary(uniqueKeysWithValues: names.compactMap { name in sets[name].map { (name, $0) } })
        return result
    }
}

extension Phase {
    /// The same in the whole table, of which the sets that are left out stay as they are.
    fileprivate func completed(_ end: Ruleset, by old: Ruleset, _ new: Ruleset) -> Phase {
        guard var result else { return self }
        let changed = result.sets
        if changed == end.sets {
            result.sets = new.sets
        } else {
            result.sets = old.sets
            for (name, set) in changed { result.sets[name] = set }
        }
        return Phase(step, changes, result: result)
    }
}
