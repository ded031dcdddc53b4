import Agent
import Nftables
import TestSupport
import Testing

/// Whatever happens in whatever order, the table ends as a fresh compile would make it.
@Suite struct AgentSimulationTests {
    @Test("after any schedule of events, faults, damage, waits and crashes the table is that of a fresh compile")
    func schedules() throws {
        for seed in 0..<UInt64(rounds(12, long: 250)) {
            var simulation = try AgentSimulation(seed: seed, watchesPhases: seed % 4 == 0)
            try simulation.run(40)
            simulation.settle()
            let differences = RulesetComparison(from: simulation.kernel.ruleset, to: simulation.expected).text
            let isRight = simulation.kernel.ruleset == simulation.expected
            #expect(isRight, "seed \(seed): \(differences)\n\(simulation.log.suffix(20).joined(separator: "\n"))")
            #expect(simulation.core.status.condition == .inSync, "seed \(seed)")
            #expect(
                simulation.wronglyOpen.isEmpty, "seed \(seed): \(simulation.log.suffix(20).joined(separator: "\n"))")
            #expect(simulation.faults == [], "seed \(seed)")
        }
    }
}
