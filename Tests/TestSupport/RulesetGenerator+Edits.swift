public import Nftables

extension RulesetGenerator {
    /// One way to make another ruleset of a ruleset.
    public enum Edit: String, Sendable, CaseIterable {
        /// An element joins a set.
        case elementJoins
        /// An element leaves a set.
        case elementLeaves
        /// An element leaves one set and joins another.
        case memberMoves
        /// A set gets other elements altogether.
        case setRefilled
        /// A hole is cut into an interval, or one that was cut is closed.
        case exceptChanged
        /// A set goes and another takes its place in all rules.
        case setReplaced
        /// A set comes.
        case setAdded
        /// A map comes.
        case mapAdded
        /// A key joins a map.
        case keyAdded
        /// A key leaves a map.
        case keyRemoved
        /// A key leads elsewhere.
        case keyRepointed
        /// A rule is put into a chain.
        case ruleAdded
        /// A rule is taken out of a chain.
        case ruleRemoved
        /// A chain gets other rules.
        case rulesRewritten
        /// A rule gets another comment.
        case ruleCommented
        /// A chain goes and another takes its place in all rules and maps.
        case chainReplaced
        /// A chain comes that nothing leads to yet.
        case chainAdded
        /// A base chain comes.
        case baseChainAdded
        /// A base chain goes.
        case baseChainRemoved
        /// A base chain gets another policy.
        case policyChanged
        /// A counter comes.
        case counterAdded
        /// What nothing refers to goes.
        case unusedRemoved
        /// All but base chains get other names.
        case allRenamed
        /// Nothing stays but the table.
        case emptied
    }

    /// The ruleset with one to so many random edits.
    public mutating func mutated(_ ruleset: Ruleset, editsMax: Int = 3) -> Ruleset {
        mutated(ruleset, by: (0..<number(1...editsMax)).map { _ in randomEdit() })
    }

    /// The ruleset with these edits, as far as there is something to edit.
    public mutating func mutated(_ ruleset: Ruleset, by edits: [Edit]) -> Ruleset {
        var result = ruleset
        for edit in edits {
            let before = result
            apply(edit, to: &result)
            if result != before { coverage.count(edit) }
        }
        coverage.count(result)
        return result
    }

    private mutating func randomEdit() -> Edit {
        let rare: [Edit] = [.emptied, .allRenamed]
        return pick(Edit.allCases.filter { !rare.contains($0) || chance(20) }) ?? .ruleAdded
    }

    private mutating func apply(_ edit: Edit, to ruleset: inout Ruleset) {
        switch edit {
        case .elementJoins: joinElement(&ruleset)
        case .elementLeaves: leaveElement(&ruleset)
        case .memberMoves: moveMember(&ruleset)
        case .setRefilled: refillSet(&ruleset)
        case .exceptChanged: changeExcept(&ruleset)
        case .setReplaced: replaceSet(&ruleset)
        case .setAdded: ruleset.sets[name("s")] = set()
        case .mapAdded: addMap(to: &ruleset)
        case .keyAdded: addKey(&ruleset)
        case .keyRemoved: removeKey(&ruleset)
        case .keyRepointed: repointKey(&ruleset)
        case .ruleAdded: addRule(&ruleset)
        case .ruleRemoved: removeRule(&ruleset)
        case .rulesRewritten: if let chain = pick(ruleset.chains.keys.sorted()) { fill(chain, in: &ruleset) }
        case .ruleCommented: commentRule(&ruleset)
        case .chainReplaced: replaceChain(&ruleset)
        case .chainAdded: addChain(named: name("c\(number(1...6))"), base: nil, &ruleset)
        case .baseChainAdded: addChain(named: name("b"), base: baseChain(in: ruleset), &ruleset)
        case .baseChainRemoved: if let chain = pick(ruleset.baseChainNames) { ruleset.chains[chain] = nil }
        case .policyChanged: changePolicy(&ruleset)
        case .counterAdded: ruleset.counters.insert(name("k"))
        case .unusedRemoved: ruleset.removeUnused()
        case .allRenamed: renameAll(&ruleset)
        case .emptied: ruleset = Ruleset(table: ruleset.table, keeping: ruleset.comment)
        }
    }
}

extension Ruleset {
    /// The chains with a hook.
    fileprivate var baseChainNames: [String] { chains.filter { $0.value.base != nil }.keys.sorted() }
}

/// Edits of rules and chains.
extension RulesetGenerator {
    private mutating func addRule(_ ruleset: inout Ruleset) {
        guard let chain = pick(ruleset.chains.keys.sorted()) else { return }
        let rule = rule(in: ruleset, rank: Self.rank(chain))
        let position = number(0...(ruleset.chains[chain]?.rules.count ?? 0))
        ruleset.chains[chain]?.rules.insert(rule, at: position)
    }

    private mutating func removeRule(_ ruleset: inout Ruleset) {
        guard let (chain, index) = anyRule(ruleset) else { return }
        ruleset.chains[chain]?.rules.remove(at: index)
    }

    private mutating func commentRule(_ ruleset: inout Ruleset) {
        guard let (chain, index) = anyRule(ruleset), let rule = ruleset.chains[chain]?.rules[index] else { return }
        ruleset.chains[chain]?.rules[index] = Rule(rule.statements, comment: words())
    }

    private mutating func anyRule(_ ruleset: Ruleset) -> (chain: String, index: Int)? {
        pick(ruleset.sortedChains.flatMap { name, chain in chain.rules.indices.map { (name, $0) } })
    }

    private mutating func replaceChain(_ ruleset: inout Ruleset) {
        guard let old = pick(ruleset.chains.filter { $0.value.base == nil }.keys.sorted()) else { return }
        let new = name("c\(Self.rank(old))")
        ruleset.rename { $0 == old ? new : $0 }
        fill(new, in: &ruleset)
    }

    private mutating func addChain(named name: String, base: BaseChain?, _ ruleset: inout Ruleset) {
        ruleset.chains[name] = Chain(base: base)
        fill(name, in: &ruleset)
    }

    private mutating func changePolicy(_ ruleset: inout Ruleset) {
        guard let name = pick(ruleset.baseChainNames), let chain = ruleset.chains[name], let base = chain.base
        else { return }
        let policy: BaseChain.Policy = base.policy == .accept ? .drop : .accept
        let other = BaseChain(base.hook, priority: base.priority, policy: policy, kind: base.kind)
        ruleset.chains[name] = Chain(chain.rules, base: other, keeping: chain.comment)
    }

    private mutating func renameAll(_ ruleset: inout Ruleset) {
        var names: [String: String] = [:]
        let chains = ruleset.chains.filter { $0.value.base == nil }.keys
        for old in (Array(ruleset.sets.keys) + ruleset.maps.keys + chains + ruleset.counters).sorted() {
            names[old] = name(String(old.prefix { $0 != "." }))
        }
        ruleset.rename { names[$0] ?? $0 }
    }
}
