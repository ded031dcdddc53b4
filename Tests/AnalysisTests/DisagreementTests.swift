import Addresses
import ClusterSupport
import Nftables
import PolicyCompiler
import PolicyEngine
import Testing

@testable import Analysis

@Suite struct DisagreementTests {
    @Test("rules that are given and do otherwise are shouted about before all else") func givenRules() throws {
        let shop = ExplainedShop.inventory
        let question = try Question(source: "shop/wbe", destination: "shop/db-0:5432", in: shop)
        let explanation = try Explanation(question, in: shop, rules: Ruleset())
        #expect(explanation.disagreements.map(\.isAllowed) == [false])
        #expect(explanation.verdict == .denied)
        #expect(
            explanation.text().hasPrefix(
                """
                !!! THE RULES DO NOT DO WHAT THE POLICIES SAY. Do not rely on what stands below:
                !!! see by martlet diff what differs.
                !!! 10.0.1.2 -> 10.0.2.2, TCP port 5432: the policies deny it, the rules say accepted

                DENIED: shop/wbe (10.0.1.2)
                """))
    }

    @Test("our own rules that do otherwise are a bug to be reported, with what helps") func bug() {
        let flow = Flow(from: address("10.0.0.1"), to: address("10.0.0.2"), .icmp(type: 8))
        let all = (0..<7).map { _ in Disagreement(flow: flow, isAllowed: true, outcome: .dropped) }
        let line = "!!! 10.0.0.1 -> 10.0.0.2, ICMP type 8: the policies allow it, the rules say dropped\n"
        #expect(
            Disagreement.alarm(all, areRulesGiven: false).joined(separator: "\n") == """
                !!! THIS IS A BUG OF MARTLET: its rules do not do what the policies say. Please report it, with
                !!! this text by --verbose, with the policies, pods, namespaces and nodes, and with martlet dump.
                \(String(repeating: line, count: 5))!!! and 2 more
                """)
        #expect(Disagreement.alarm([], areRulesGiven: false) == [])
    }

    /// But for neighbour discovery, which nobody can ask about, and sets in which one member of many is missing.
    private static let mutations = RulesetMutation.allCases.filter {
        ![.discoveryJudged, .otherServer, .openingForgotten].contains($0)
    }

    @Test("a mistake in any form of rule is seen by questions", arguments: mutations)
    func seesMistakes(_ mutation: RulesetMutation) throws {
        for seed in 0..<UInt64(80) {
            var questions = RandomQuestions(seed: seed)
            let rules = PolicyCompiler().ruleset(of: Resolver.policy(of: nil, in: questions.inventory.cluster))
            guard let mutant = mutation.applied(to: rules) else { continue }
            for _ in 0..<40 {
                let asked = questions.next()
                if asked.flows.isEmpty { continue }
                let question = try Question(
                    source: asked.source, destination: asked.destination, in: questions.inventory)
                let explanation = try Explanation(question, in: questions.inventory, rules: mutant)
                if !explanation.disagreements.isEmpty { return }
            }
        }
        Issue.record("nobody saw \(mutation)")
    }

    @Test("without a port the edges of what is open are held against the rules") func edges() throws {
        let shop = ExplainedShop.inventory
        let question = try Question(source: "shop/web-1", destination: "shop/db-0", in: shop)
        let rules = PolicyCompiler().ruleset(of: Resolver.policy(of: nil, in: shop.cluster))
        #expect(try Explanation(question, in: shop, rules: rules).disagreements == [])
        let mutant = try #require(RulesetMutation.portTooMany.applied(to: rules))
        let found = try Explanation(question, in: shop, rules: mutant).disagreements
        #expect(found.map(\.flow.traffic) == [.port(.tcp, 5433), .port(.tcp, 5433)])
    }
}
