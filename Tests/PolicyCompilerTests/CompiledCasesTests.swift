import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCases
import PolicyCompiler
import PolicyEngine
import Testing

/// The cases that were written down, through the compiled rules.
@Suite struct CompiledCasesTests {
    @Test("the rules do in each case what its table says, after every step", arguments: PolicyCase.Family.allCases)
    func cases(_ family: PolicyCase.Family) {
        for policyCase in PolicyCase.all where policyCase.family == family {
            var node = CompiledNode(node: CaseWorld.node.name)
            node.apply(CaseWorld.events)
            for (number, step) in policyCase.steps.enumerated() {
                node.apply(step.changes)
                #expect(node.ruleset == node.fromScratch, "\(policyCase), step \(number)")
                for probe in Probe.all {
                    #expect(grid(node, probe) == step.expected[probe], "\(policyCase), step \(number), \(probe)")
                }
            }
        }
    }

    private func grid(_ node: CompiledNode, _ probe: Probe) -> Grid {
        let tracer = PacketTracer(node.ruleset ?? Ruleset())
        return Grid { from, to in
            let ends = [from, to].map { FlowEnd.pod(CaseWorld.pods[$0]) }
            let traffic = Traffic.port(probe.transport, probe.port)
            guard let flow = node.cluster.flows(from: ends[0], to: ends[1], traffic).first else { return .absent }
            let packet = Packet(.forward, from: flow.source, to: flow.destination, flow.packetTransport)
            return tracer.verdict(packet) == .accepted ? .allowed : .denied
        }
    }
}
