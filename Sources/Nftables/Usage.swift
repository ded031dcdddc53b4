/// What it means for a packet to be in a set, judged by the rules that read it.
struct Usage: OptionSet {
    let rawValue: UInt8

    /// Being in it can only let packets through that would be dropped otherwise.
    static let opens = Usage(rawValue: 1)
    /// Being in it can only drop packets that would pass otherwise.
    static let closes = Usage(rawValue: 2)
    /// Being in it sends packets another way.
    static let diverts = Usage(rawValue: 4)

    /// What being in the set means to the rules of both rulesets.
    static func of(_ set: String, in rulesets: [(Ruleset, Readers)]) -> Usage {
        var usage: Usage = []
        for (ruleset, readers) in rulesets {
            for reader in readers[set] {
                for rule in ruleset.chains[reader]?.rules ?? [] { usage.formUnion(rule.usage(of: set)) }
            }
        }
        return usage
    }
}

extension Rule {
    /// What being in a set means to this rule; two look-ups may see two states of the set, so they mean anything.
    fileprivate func usage(of set: String) -> Usage {
        if statements.count(where: { $0.objectNamed == set }) > 1 { return .diverts }
        for (index, statement) in statements.enumerated() {
            guard case .match(let match) = statement, match.test == .member(of: set) else { continue }
            return Self.usage(of: statements[(index + 1)...], isNegated: match.isNegated)
        }
        return []
    }

    private static func usage(of rest: ArraySlice<Statement>, isNegated: Bool) -> Usage {
        for statement in rest {
            switch statement {
            case .verdict(.accept): return isNegated ? .closes : .opens
            case .verdict(.drop), .reject: return isNegated ? .opens : .closes
            case .verdict(.continue): return []
            case .verdict, .verdictMap, .foreign: return .diverts
            case .match, .counter, .namedCounter, .limit, .log: continue
            }
        }
        return []
    }

    /// Whether both are read in this rule.
    func reads(_ set: String, and other: String) -> Bool {
        let names = references
        return names.contains(set) && names.contains(other)
    }
}
