import Nftables
import TestSupport

/// Rules in the ruleset that they belong to, for what is done rule by rule.
enum RuleSamples {
    /// Random rulesets, each good.
    static func rulesets(_ count: Int, _ name: String) -> [Ruleset] {
        var generator = RulesetGenerator(.forTest(name))
        return (0..<count).map { _ in generator.ruleset() }
    }

    /// The rules of a ruleset, in the order of its text.
    static func rules(of ruleset: Ruleset) -> [Rule] { ruleset.sortedChains.flatMap(\.chain.rules) }
}
