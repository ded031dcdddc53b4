@testable import Nftables
import TestSupport
import Testing

/// Objects of other types under names of ours.
@Suite struct MisfitsTests {
    @Test("whatever stands under a name of ours, what is wanted comes about, by states that the kernel takes")
    func misfits() throws {
        var random = SeededGenerator(seed: 5)
        for round in 0..<rounds(60, long: 600) {
            var generator = RulesetGenerator(SeededGenerator(seed: random.next()))
            let wanted = generator.ruleset()
            var found = wanted
            spoil(&found, &random)
            let kernel = MemoryKernel(found)
            var generation = try kernel.generation()
            for phase in try changesAroundMisfits(from: found, to: wanted) {
                generation = try kernel.apply(phase, expecting: generation)
            }
            // Comments of what stood there before are kept, and nothing depends on them.
            let difference = RulesetComparison(from: kernel.ruleset, to: wanted)
            #expect(difference.isEmpty, "round \(round):\n\(difference.text)")
        }
    }

    @Test("a base chain at another hook is replaced with one beside it, so that there is always one")
    func hooks() throws {
        let wanted = ruleset(["in": Chain([Rule(.verdict(.drop))], base: BaseChain(.forward))])
        let found = ruleset(["in": Chain([Rule(.verdict(.drop))], base: BaseChain(.input))])
        #expect(throws: PlanError.self) { try changes(from: found, to: wanted) }
        let phases = try changesAroundMisfits(from: found, to: wanted)
        let drops = phases.map { phase in
            phase.result?.chains.values.contains { $0.base?.hook == .forward && !$0.rules.isEmpty } ?? false
        }
        #expect(drops.firstIndex(of: true).map { drops[$0...].allSatisfy { $0 } } ?? false)
        #expect(phases.last?.result == wanted)
    }

    @Test("where all fits, the way is the usual one")
    func fits() throws {
        let wanted = ruleset(["in": Chain([], base: BaseChain(.forward))])
        #expect(try changesAroundMisfits(from: nil, to: wanted) == changes(from: nil, to: wanted))
        #expect(try changesAroundMisfits(from: wanted, to: nil) == changes(from: wanted, to: nil))
    }

    @Test("tables of different names stay an error")
    func otherTable() {
        #expect(throws: PlanError.otherTable("a", wanted: "b")) {
            try changesAroundMisfits(from: Ruleset(table: "a"), to: Ruleset(table: "b"))
        }
    }

    private func ruleset(_ chains: [String: Chain]) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.chains = chains
        return ruleset
    }

    /// Gives some objects another type, and leaves nothing that could not stand in a kernel.
    private func spoil(_ ruleset: inout Ruleset, _ random: inout SeededGenerator) {
        let names = Set(ruleset.sets.keys.filter { _ in Bool.random(using: &random) }.sorted())
        for (name, chain) in ruleset.chains {
            let rules = chain.rules.filter { rule in Set(rule.references).isDisjoint(with: names) }
            var base = chain.base
            if base != nil, Bool.random(using: &random) { base = BaseChain(.input, priority: 77) }
            ruleset.chains[name] = Chain(rules, base: base, keeping: chain.comment)
        }
        for name in names.sorted() { ruleset.sets[name] = NamedSet(Elements(KeyLayout(.interfaceName), [])) }
    }
}
