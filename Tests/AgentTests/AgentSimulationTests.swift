import Agent
import Nftables
import TestSupport
import Testing

/// Whatever happens in whatever order, the table ends as a fresh compile would make it.
@Suite struct AgentSimulationTests {
    @Test("after any schedule of events, faults, damage, waits and crashes the table is that of a fresh compile")
    func schedules() throws {
        for seed in 0..<UInt64(rounds(40, long: 250)) {
            var simulation = try AgentSimulation(seed: seed)
            try simulation.run(40)
            simulation.settle()
            let difference = RulesetComparison(from: simulation.kernel.ruleset, to: simulation.expected)
            #expect(
                difference.isEmpty,
                "seed \(seed):\n\(difference.text)\n\(simulation.log.suffix(20).joined(separator: "\n"))")
            #expect(simulation.core.status.condition == .inSync, "seed \(seed)")
        }
    }
}
