/// The names of the sets, maps, chains and counters that two rulesets do not have alike, sorted.
///
/// Found once for all states between the two: looking a thousand names up takes longer than most changes do, and a
/// state between can differ from its neighbours only where the two ends do.
struct DifferingNames {
    let sets: [String]
    let maps: [String]
    let chains: [String]
    /// Those of counters that only one of the two has.
    let counters: [String]

    /// What two rulesets do not have alike.
    init(_ old: Ruleset, _ new: Ruleset) {
        // Most changes are of sets, and then asking first whether all are equal is in vain.
        sets = old.sets.namesDifferingInPlace(from: new.sets) ?? old.sets.namesDiffering(from: new.sets)
        maps = old.maps.namesDiffering(from: new.maps)
        chains = old.chains.namesDiffering(from: new.chains)
        counters = old.counters == new.counters ? [] : old.counters.symmetricDifference(new.counters).sorted()
    }

    /// Whether the two have all alike.
    var isEmpty: Bool { sets.isEmpty && maps.isEmpty && chains.isEmpty && counters.isEmpty }

    /// Whether only sets differ, which both rulesets have.
    func areOfSetsThatStay(_ old: Ruleset, _ new: Ruleset) -> Bool {
        maps.isEmpty && chains.isEmpty && counters.isEmpty
            && sets.allSatisfy { old.sets[$0] != nil && new.sets[$0] != nil }
    }
}

extension Dictionary where Key == String, Value: Equatable {
    /// The keys, sorted, of which only one has a value, or the other has another one.
    func namesDiffering(from other: [String: Value]) -> [String] {
        if self == other { return [] }  // at once where both have the same storage
        if let names = namesDifferingInPlace(from: other) { return names }
        var names: [String] = []
        var commonCount = 0
        for (name, value) in self {
            let theirs = other[name]
            if theirs != nil { commonCount += 1 }
            if theirs != value { names.append(name) }
        }
        if commonCount < other.count { names += other.keys.filter { self[$0] == nil } }
        return names.sorted()
    }

    /// The same where both have the same keys in the same places, as copies of one dictionary have: then none is
    /// looked up, which takes longer than comparing. `nil` where they have not.
    fileprivate func namesDifferingInPlace(from other: [String: Value]) -> [String]? {
        guard count == other.count else { return nil }
        var names: [String] = []
        for ((name, value), (theirName, theirValue)) in zip(self, other) {
            if name != theirName { return nil }
            if value != theirValue { names.append(name) }
        }
        return names.sorted()
    }
}
