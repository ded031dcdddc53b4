/// What stays in the table and changes.
struct Round {
    let old: Ruleset
    let new: Ruleset
    let sets: Set<String>
    let maps: Set<String>
    let chains: Set<String>

    /// The names of all that the two do not have alike, for whatever reason.
    let names: DifferingNames
    /// Hooks that come or go: their chains do not stand in both rulesets.
    let renewedHooks: Set<String>
    /// Who joins and who leaves each of the sets.
    let members: [String: (joining: Elements, leaving: Elements)]
    /// Which chains read what, on both sides.
    let readers: (old: Readers, new: Readers)

    /// What both have and have differently, among these names.
    init(
        from old: Ruleset, to new: Ruleset, _ names: DifferingNames, _ readers: (old: Readers, new: Readers)? = nil
    ) {
        self.old = old
        self.new = new
        self.names = names
        self.readers = readers ?? (Readers(of: old), Readers(of: new))
        var members: [String: (joining: Elements, leaving: Elements)] = [:]
        for name in names.sets {
            guard let was = old.sets[name]?.elements, let becomes = new.sets[name]?.elements, was != becomes
            else { continue }
            members[name] = (becomes.subtracting(was), was.subtracting(becomes))
        }
        self.members = members
        sets = Set(members.keys)
        maps = Set(
            names.maps.filter { name in
                guard let map = new.maps[name], let was = old.maps[name] else { return false }
                return map.verdicts != was.verdicts
            })
        chains = Set(
            names.chains.filter { name in
                guard let chain = new.chains[name], let was = old.chains[name] else { return false }
                return chain.rules != was.rules || chain.base?.policy != was.base?.policy
            })
        renewedHooks = Set(
            names.chains.filter { name in
                switch (old.chains[name], new.chains[name]) {
                case (let chain?, nil), (nil, let chain?): chain.base != nil
                case (nil, nil), (_?, _?): false
                }
            })
    }

    /// Whether nothing changes but what some sets hold.
    var isOfSetsAlone: Bool { maps.isEmpty && chains.isEmpty && renewedHooks.isEmpty }

    /// What of it touches what; `nil` where only rules change.
    var analysis: PassageAnalysis? { sets.isEmpty && maps.isEmpty ? nil : PassageAnalysis(self) }

    /// The keys of a map whose verdict changes, with what they lead to before and after.
    func changedKeys(of map: String) -> [KeyChange] {
        let (was, becomes) = (old.maps[map]?.verdicts ?? [:], new.maps[map]?.verdicts ?? [:])
        let gone = was.filter { becomes[$0.key] == nil }
        let others = becomes.filter { was[$0.key] != $0.value }
        return gone.map { KeyChange(map: map, key: $0.key, before: $0.value, after: nil) }
            + others.map { KeyChange(map: map, key: $0.key, before: was[$0.key], after: $0.value) }
    }
}

/// A key of a map that comes, goes or leads elsewhere.
struct KeyChange {
    let map: String
    let key: Element
    let before: Verdict?
    let after: Verdict?
}
