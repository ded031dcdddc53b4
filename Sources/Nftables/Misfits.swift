/// The phases of ``changes(from:to:)``, also where somebody else made objects of other types under names of ours.
///
/// All that is wanted is then built beside them, under other names, and turned to; they go, and in a second round the
/// names become right again. So also this way is a way of safe states.
/// - Throws: `PlanError` where the two are tables of different names.
public func changesAroundMisfits(from current: Ruleset?, to wanted: Ruleset?) throws(PlanError) -> [Phase] {
    var planner = Planner()
    return try planner.changesAroundMisfits(from: current, to: wanted)
}

extension Planner {
    /// The phases of the function of this name.
    public mutating func changesAroundMisfits(
        from current: Ruleset?, to wanted: Ruleset?
    ) throws(PlanError) -> [Phase] {
        do throws(PlanError) {
            return try changes(from: current, to: wanted)
        } catch {
            guard let current, let wanted, current.table == wanted.table else { throw error }
            let stop = Misfits(current, wanted).avoided(in: wanted)
            return try changes(from: current, to: stop) + changes(from: stop, to: wanted)
        }
    }
}

/// What stands in a table under a name of ours, and cannot become what we want under it.
private struct Misfits {
    let lookups: Set<String>
    let chains: Set<String>
    let counters: Set<String>

    init(_ current: Ruleset, _ wanted: Ruleset) {
        var foreign: (lookups: Set<String>, chains: Set<String>, counters: Set<String>) = ([], [], [])
        for object in current.foreign where wanted.claims(object) {
            switch object {
            case .set(let name): foreign.lookups.insert(name)
            case .chain(let name): foreign.chains.insert(name)
            case .object(_, let name): foreign.counters.insert(name)
            case .flowTable, .element, .catchAll, .dormancy: break
            }
        }
        let names = Set(wanted.sets.keys).union(wanted.maps.keys)
        lookups = foreign.lookups.union(
            names.filter { name in
                current.lookupType(name).map { $0 != wanted.lookupType(name) } ?? false
            })
        chains = foreign.chains.union(
            wanted.chains.keys.filter { name in
                current.chains[name].map { $0.place != wanted.chains[name]?.place } ?? false
            })
        counters = foreign.counters
    }

    /// A ruleset that does the same under other names.
    func avoided(in ruleset: Ruleset) -> Ruleset {
        let renaming = Renaming(
            lookups: Renaming.copies("beside", of: lookups), chains: Renaming.copies("beside", of: chains),
            counters: Renaming.copies("beside", of: counters))
        var result = ruleset
        result.counters = Set(ruleset.counters.map { renaming.counters[$0] ?? $0 })
        result.sets = ruleset.sets.renamed(renaming.lookups)
        result.maps = ruleset.maps.mapValues { renaming.apply(to: $0) }.renamed(renaming.lookups)
        result.chains = ruleset.chains.mapValues { renaming.apply(to: $0) }.renamed(renaming.chains)
        return result
    }
}

extension Dictionary where Key == String {
    fileprivate func renamed(_ names: [String: String]) -> Self {
        if names.isEmpty { return self }
        return Dictionary(uniqueKeysWithValues: map { (names[$0.key] ?? $0.key, $0.value) })
    }
}
