import ClusterSupport
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

/// From one cluster's rules to the next one's, in the phases in which they are sent.
@Suite struct PlannedChangesTests {
    @Test("every event can be planned, ends where it should, and opens nothing on the way", arguments: 0..<UInt64(4))
    func plansEverything(_ part: UInt64) throws {
        let count = UInt64(rounds(3, long: 10))
        for seed in part * count..<(part + 1) * count {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            var node = CompiledNode()
            let kernel = MemoryKernel()
            node.apply(generator.events())
            try move(kernel, to: node.ruleset, [], "seed \(seed)")
            for step in 0..<12 {
                let flows = FlowGenerator(node.cluster)
                node.apply([generator.event()])
                let samples = (0..<150).map { _ in flows.flow(&generator.random) }
                let packets = samples.map { NodeView(node.cluster).packet($0) }
                try move(kernel, to: node.ruleset, packets, "seed \(seed) step \(step)")
            }
        }
    }

    /// What is judged is the whole table, and each base chain by itself.
    private func move(_ kernel: MemoryKernel, to wanted: Ruleset?, _ packets: [Packet], _ what: String) throws {
        let seen = try kernel.observe()
        let phases = try changes(from: seen.ruleset, to: wanted)
        for chain in [nil, "egress", "ingress", "own-node"] {
            let closed = packets.filter { packet in
                [seen.ruleset, wanted].allSatisfy { !accepts($0, packet, only: chain) }
            }
            for phase in phases {
                let opened = closed.first { accepts(phase.result, $0, only: chain) }
                #expect(opened == nil, "\(what): \(phase.step) of \(chain ?? "all")")
            }
        }
        var generation = seen.generation
        for phase in phases { generation = try kernel.apply(phase, expecting: generation) }
        #expect(kernel.ruleset == wanted, "\(what)")
    }

    private func accepts(_ ruleset: Ruleset?, _ packet: Packet, only chain: String?) -> Bool {
        guard var ruleset else { return true }
        if let chain { ruleset.chains = ruleset.chains.filter { $0.key == chain || $0.value.base == nil } }
        return PacketTracer(ruleset).verdict(packet) == .accepted
    }
}
