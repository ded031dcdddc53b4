/// What stays in the table and changes.
struct Round {
    let old: Ruleset
    let new: Ruleset
    let sets: Set<String>
    let maps: Set<String>
    let chains: Set<String>

    /// What both have and have differently.
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

    /// The keys of a map whose verdict changes, with what they lead to before and after.
    func changedKeys(of map: String) -> [KeyChange] {
        let (was, becomes) = (old.maps[map]?.verdicts ?? [:], new.maps[map]?.verdicts ?? [:])
        let keys = Set(was.keys).union(becomes.keys)
        return keys.filter { was[$0] != becomes[$0] }.map {
            KeyChange(map: map, key: $0, before: was[$0], after: becomes[$0])
        }
    }
}

/// A key of a map that comes, goes or leads elsewhere.
struct KeyChange {
    let map: String
    let key: Element
    let before: Verdict?
    let after: Verdict?
}
