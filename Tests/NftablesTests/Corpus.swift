import Addresses
import Nftables
import TestSupport

/// Where pairs of rulesets come from that ways are tried between.
enum Corpus {
    /// Two that differ by some random edits.
    static func random(_ seed: UInt64) -> RulesetPair { wander(seed, count: 1)[0] }

    /// So many pairs, each of a ruleset and the next one by some random edits.
    static func wander(_ seed: UInt64, count: Int) -> [RulesetPair] {
        var generator = RulesetGenerator(SeededGenerator(seed: seed), options: .forPackets)
        var old = generator.ruleset()
        return (0..<count).map { _ in
            let new = generator.mutated(old, editsMax: 4)
            defer { old = new }
            return RulesetPair(old: old, new: new)
        }
    }

    /// Two of which the second has a hook that the first lacks, and sets and maps that it may ask.
    static func hook(_ seed: UInt64) -> RulesetPair {
        var generator = RulesetGenerator(SeededGenerator(seed: seed), options: .forPackets)
        let old = generator.ruleset()
        return RulesetPair(old: old, new: generator.mutated(old, by: [.setAdded, .mapAdded, .baseChainAdded]))
    }

    /// Two of which one has hooks that the other lacks, while members move and keys are led elsewhere.
    static func hooksAndMovers(_ seed: UInt64) -> RulesetPair {
        var generator = RulesetGenerator(SeededGenerator(seed: seed), options: .forPackets)
        let old = generator.mutated(generator.ruleset(), by: [.baseChainAdded, .setAdded])
        let hook: RulesetGenerator.Edit = seed.isMultiple(of: 2) ? .baseChainAdded : .baseChainRemoved
        let others: [RulesetGenerator.Edit] = [.memberMoves, .elementJoins, .keyRepointed, .memberMoves, .ruleAdded]
        return RulesetPair(old: old, new: generator.mutated(old, by: [hook] + others.prefix(Int(seed / 2 % 6))))
    }

    /// A small node before and behind some events.
    static func node(_ seed: UInt64) -> RulesetPair {
        var random = SeededGenerator(seed: seed)
        let layout = PodLayout.random(&random)
        var after = layout
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            after = after.after(PodLayout.Event.allCases.randomElement(using: &random) ?? .podAdded, &random)
        }
        return RulesetPair(old: layout.ruleset, new: after.ruleset)
    }

    /// Every ruleset of one small kind: a base chain, a chain below it, two sets and a map, each with few contents.
    static let everySmall: [Ruleset] = {
        var rulesets: [Ruleset] = []
        for base in baseRules {
            for leaf in leafRules {
                for members in memberships {
                    for verdict in verdicts { rulesets.append(small(base, leaf, members, verdict)) }
                }
            }
        }
        return rulesets
    }()

    private static let layout = KeyLayout(.ipv4Address)

    private static func key(_ index: Int) -> Element { Element(.address(SmallUniverse.ipv4[index]), layout: layout) }

    private static let ask = Rule(.verdict(of: .destinationAddress(.ipv4), in: "m"))
    private static let call = Rule(.verdict(.jump("leaf")))

    private static func rule(_ set: String, _ verdict: Verdict) -> Rule {
        Rule(.match(.sourceAddress(.ipv4), in: set), .verdict(verdict))
    }

    private static let baseRules: [[Rule]] = [
        [ask], [call], [ask, rule("d", .drop)], [rule("a", .accept), ask], [rule("a", .accept)],
        [rule("d", .drop), call],
    ]

    private static let leafRules: [[Rule]] = [
        [rule("a", .accept), Rule(.verdict(.drop))], [rule("d", .drop)], [rule("d", .drop), rule("a", .accept)],
        [Rule(.match(.sourceAddress(.ipv4), notIn: "a"), .verdict(.drop))],
    ]

    private static let memberships: [(accepted: [Int], dropped: [Int])] = [
        ([], []), ([0], []), ([], [0]), ([0, 1], [2]), ([1], [0]),
    ]

    private static let verdicts: [Verdict?] = [nil, .jump("leaf"), .drop]

    private static func small(
        _ base: [Rule], _ leaf: [Rule], _ members: (accepted: [Int], dropped: [Int]), _ verdict: Verdict?
    ) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.sets["a"] = NamedSet(Elements(layout, members.accepted.map(key)))
        ruleset.sets["d"] = NamedSet(Elements(layout, members.dropped.map(key)))
        ruleset.maps["m"] = VerdictMap(layout, verdict.map { [key(3): $0] } ?? [:])
        ruleset.chains["leaf"] = Chain(leaf)
        ruleset.chains["base"] = Chain(base, base: BaseChain(.forward, policy: leaf.count > 1 ? .drop : .accept))
        return ruleset
    }
}
