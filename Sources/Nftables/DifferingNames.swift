/// The names of the sets, maps and chains that two rulesets do not have alike, sorted.
///
/// Found once for all states between the two: looking a thousand names up takes longer than most changes do, and a
/// state between can differ from its neighbours only where the two ends do.
struct DifferingNames {
    let sets: [String]
    let maps: [String]
    let chains: [String]

    /// What two rulesets do not have alike.
    init(_ old: Ruleset, _ new: Ruleset) {
        sets = old.sets.namesDiffering(from: new.sets)
        maps = old.maps.namesDiffering(from: new.maps)
        chains = old.chains.namesDiffering(from: new.chains)
    }
}

extension Dictionary where Key == String, Value: Equatable {
    /// The keys, sorted, of which only one has a value, or the other has another one.
    fileprivate func namesDiffering(from other: [String: Value]) -> [String] {
        if self == other { return [] }  // at once where both have the same storage
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
}
