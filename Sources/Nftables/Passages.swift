/// The passage of each set and map that both rulesets have.
struct Passages {
    /// The sets of which rules must read a copy while they change.
    private(set) var copied: Set<String> = []

    private let old: Ruleset
    private let new: Ruleset
    private var between: [String: Elements] = [:]
    private var guarded: [String: Set<Element>] = [:]

    /// The passages from one ruleset to another.
    init(from old: Ruleset, to new: Ruleset) {
        self.old = old
        self.new = new
        let round = Round(from: old, to: new)
        guard !round.sets.isEmpty || !round.maps.isEmpty else { return }
        let analysis = PassageAnalysis(round)
        for set in round.sets {
            switch analysis.passage(of: set) {
            case .by(let elements): between[set] = elements
            case .atSwitch: break
            case .byCopy: copied.insert(set)
            }
        }
        for map in round.maps { guarded[map] = analysis.guarded(in: map) }
    }

    /// The set while packets still walk the old rules.
    func built(_ set: String) -> NamedSet? { old.sets[set].map { passing(set, else: $0) } }

    /// The set when packets walk the new rules.
    func switched(_ set: String) -> NamedSet? { new.sets[set].map { passing(set, else: $0) } }

    /// The map while packets still walk the old rules.
    func builtMap(_ map: String) -> VerdictMap? { old.maps[map].map { closing(map, in: $0) } }

    /// The map when packets walk the new rules.
    func switchedMap(_ map: String) -> VerdictMap? { new.maps[map].map { closing(map, in: $0) } }

    private func passing(_ set: String, else other: NamedSet) -> NamedSet {
        NamedSet(between[set] ?? other.elements, keeping: old.sets[set]?.comment)
    }

    private func closing(_ name: String, in other: VerdictMap) -> VerdictMap {
        var map = VerdictMap(other.layout, other.verdicts, keeping: old.maps[name]?.comment)
        for key in guarded[name] ?? [] { map.verdicts[key] = .drop }
        return map
    }
}

/// What stays in the table and changes.
struct Round {
    let old: Ruleset
    let new: Ruleset
    let sets: Set<String>
    let maps: Set<String>
    let chains: Set<String>

    init(from old: Ruleset, to new: Ruleset) {
        self.old = old
        self.new = new
        sets = Set(
            old.sets.keys.filter { name in
                new.sets[name].map { $0.elements != old.sets[name]?.elements } ?? false
            })
        maps = Set(
            old.maps.keys.filter { name in
                new.maps[name].map { $0.verdicts != old.maps[name]?.verdicts } ?? false
            })
        chains = Set(
            old.chains.keys.filter { name in
                guard let chain = new.chains[name], let was = old.chains[name] else { return false }
                return chain.rules != was.rules || chain.base?.policy != was.base?.policy
            })
    }

    /// The keys of a map whose verdict changes, with the chains that they lead to before and after.
    func changedKeys(of map: String) -> [(key: Element, before: Verdict?, after: Verdict?)] {
        let (was, becomes) = (old.maps[map]?.verdicts ?? [:], new.maps[map]?.verdicts ?? [:])
        let keys = Set(was.keys).union(becomes.keys)
        return keys.filter { was[$0] != becomes[$0] }.map { ($0, was[$0], becomes[$0]) }
    }
}
