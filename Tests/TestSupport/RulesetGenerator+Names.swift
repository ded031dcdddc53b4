import Nftables

extension Ruleset {
    /// Gives objects other names, wherever they stand.
    mutating func rename(_ name: (String) -> String) {
        counters = Set(counters.map(name))
        sets = renamedKeys(sets, name)
        maps = renamedKeys(maps, name).mapValues { map in
            VerdictMap(map.layout, map.verdicts.mapValues { $0.renamed(name) }, keeping: map.comment)
        }
        chains = renamedKeys(chains, name).mapValues { chain in
            let rules = chain.rules.map { Rule($0.statements.map { $0.renamed(name) }, keeping: $0.comment) }
            return Chain(rules, base: chain.base, keeping: chain.comment)
        }
    }

    /// Removes what no rule and no map refers to, once.
    mutating func removeUnused() {
        let objects = Set(chains.values.flatMap(\.references))
        let rules = chains.values.flatMap(\.rules)
        let targets = Set(rules.flatMap(\.targets) + maps.values.flatMap { $0.verdicts.values.compactMap(\.target) })
        counters = counters.filter { objects.contains($0) }
        sets = sets.filter { objects.contains($0.key) }
        maps = maps.filter { objects.contains($0.key) }
        chains = chains.filter { $0.value.base != nil || targets.contains($0.key) }
    }

    private func renamedKeys<Object>(_ objects: [String: Object], _ name: (String) -> String) -> [String: Object] {
        Dictionary(objects.map { (name($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Statement {
    fileprivate func renamed(_ name: (String) -> String) -> Statement {
        switch self {
        case .match(let match):
            guard case .member(let set) = match.test else { return self }
            return .match(Match(match.fields, .member(of: name(set)), isNegated: match.isNegated))
        case .namedCounter(let counter): return .namedCounter(name(counter))
        case .verdict(let verdict): return .verdict(verdict.renamed(name))
        case .verdictMap(let fields, let map): return .verdictMap(fields, map: name(map))
        case .counter, .limit, .log, .reject, .foreign: return self
        }
    }
}

extension Verdict {
    fileprivate func renamed(_ name: (String) -> String) -> Verdict {
        switch self {
        case .jump(let chain): .jump(name(chain))
        case .goto(let chain): .goto(name(chain))
        case .accept, .drop, .return, .continue: self
        }
    }
}
