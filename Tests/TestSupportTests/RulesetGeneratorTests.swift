import Nftables
import Testing

@testable import TestSupport

@Suite struct RulesetGeneratorTests {
    @Test("makes only rulesets without problems, and so do all its edits")
    func isValid() {
        var generator = RulesetGenerator(.forTest("RulesetGenerator.isValid"))
        for _ in 0..<500 {
            let ruleset = generator.ruleset()
            #expect(ruleset.problems.isEmpty, "\(generator.seed)\n\(ruleset.text)")
            let other = generator.mutated(ruleset, editsMax: 6)
            #expect(other.problems.isEmpty, "\(generator.seed)\n\(other.text)")
        }
    }

    @Test("reaches every form of sets, rules, chains and edits")
    func coverage() {
        var generator = RulesetGenerator(.forTest("RulesetGenerator.coverage"))
        for _ in 0..<700 { _ = generator.mutated(generator.ruleset(), editsMax: 5) }
        #expect(generator.coverage.missing == [], "\(generator.seed)")
    }

    @Test("keeps to what a test packet can feel where it is told to")
    func packetForms() {
        var generator = RulesetGenerator(.forTest("RulesetGenerator.packetForms"), options: .forPackets)
        for _ in 0..<200 { _ = generator.mutated(generator.ruleset(), editsMax: 5) }
        let unwanted = ["limit", "mark", "icmp", "nat", "route", "input", "output", "prerouting", "postrouting"]
        let found = generator.coverage.counts.keys.filter { form in unwanted.contains { form.contains($0) } }
        #expect(found.sorted() == [], "\(generator.seed)")
    }

    @Test("makes only rulesets that the kernel takes", .requiresKernel)
    func isTaken() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        var generator = RulesetGenerator(.forTest("RulesetGenerator.isTaken"))
        for _ in 0..<rounds(60, long: 120) {
            let ruleset = generator.mutated(generator.ruleset())
            do {
                try namespace.command(["nft", "-f", "-"], input: "flush ruleset\n" + ruleset.text)
            } catch {
                Issue.record("\(generator.seed)\n\(error)\n\(ruleset.text)")
                return
            }
        }
    }

    @Test("makes the same of the same seed")
    func repeats() {
        var first = RulesetGenerator(SeededGenerator(seed: 7))
        var second = RulesetGenerator(SeededGenerator(seed: 7))
        for _ in 0..<50 { #expect(first.mutated(first.ruleset()) == second.mutated(second.ruleset())) }
    }
}
