import Addresses
import Nftables
import TestSupport

/// Rules in the ruleset that they belong to, for what is done rule by rule.
enum RuleSamples {
    /// Random rulesets.
    static func rulesets(_ count: Int, _ name: String) -> [Ruleset] {
        var generator = RulesetGenerator(.forTest(name))
        return (0..<count).map { _ in generator.ruleset() }
    }

    /// Whether `nft` 1.0.6 lists this ruleset in other words than ours, though it holds and reads the same: a mask of
    /// all bits is left out, protocol 0 is called `ip`, and a family is left out before its own kind of ICMP.
    static func isListedOtherwise(_ ruleset: Ruleset) -> Bool {
        let sets = ruleset.sets.values.map(\.elements)
        let all = sets + ruleset.maps.values.map { Elements($0.layout, $0.verdicts.keys) }
        return all.contains(where: namesProtocolZero) || rules(of: ruleset).contains { isListedOtherwise($0) }
    }

    private static func namesProtocolZero(_ elements: Elements) -> Bool {
        let zero = Datum.transport(TransportProtocol(rawValue: 0))
        return elements.contains { $0.ranges(elements.layout)?.contains(DatumRange(zero)) ?? false }
    }

    private static func isListedOtherwise(_ rule: Rule) -> Bool {
        let tests = rule.statements.compactMap { statement -> Test? in
            if case .match(let match) = statement { match.test } else { nil }
        }
        let saysAllBits = tests.contains { if case .bits(.max, _) = $0 { true } else { false } }
        return saysAllBits || tests.contains(.equals(.family(.ipv6))) && tests.contains(.equals(.transport(.icmpv6)))
            || tests.contains(.equals(.family(.ipv4))) && tests.contains(.equals(.transport(.icmp)))
    }

    /// The rules of a ruleset, in the order of its text.
    static func rules(of ruleset: Ruleset) -> [Rule] { ruleset.sortedChains.flatMap(\.chain.rules) }
}
