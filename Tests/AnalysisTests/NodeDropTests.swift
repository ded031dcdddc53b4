import Addresses
import ClusterSupport
import Nftables
import PolicyCompiler
import PolicyEngine
import Testing

@testable import Analysis

@Suite struct NodeDropTests {
    private static let gone = address("10.0.0.7")
    private static let unknown = address("10.0.0.9")
    private static let other = address("203.0.113.1")
    private static let local = address("fe80::1")
    private static let pod = address("fd00::1")

    private static func drops(_ change: (inout Practice) -> Void = { _ in }) -> NodeDrops {
        var practice = Practice(
            facts: NodeFacts(
                links: [pod: "veth1"], lingering: [gone], podRanges: AddressRanges([cidr("10.0.0.8/29")]),
                unknownPods: .deny))
        change(&practice)
        return NodeDrops(practice, NodePolicy())
    }

    private static func packet(_ hook: BaseChain.Hook, _ source: IPAddress, _ destination: IPAddress) -> Packet {
        Packet(hook, from: source, to: destination, .tcp(destinationPort: 80))
    }

    @Test(
        "what is forwarded is dropped for either end, what is for the node for its sender, what it sends for none",
        arguments: [
            (.forward, gone, other, .lingering(gone)), (.forward, other, gone, .lingering(gone)),
            (.forward, unknown, other, .unknownPod(unknown)), (.forward, other, unknown, .unknownPod(unknown)),
            (.forward, other, other, nil), (.forward, pod, local, .linkLocal(local)), (.forward, local, pod, nil),
            (.input, gone, other, .lingering(gone)), (.input, other, gone, nil), (.input, pod, local, nil),
            (.output, other, gone, nil), (.output, other, unknown, nil), (.output, pod, local, nil),
        ] as [(BaseChain.Hook, IPAddress, IPAddress, NodeDrop?)])
    func ends(hook: BaseChain.Hook, source: IPAddress, destination: IPAddress, drop: NodeDrop?) {
        #expect(Self.drops().drop(Self.packet(hook, source, destination)) == drop)
    }

    @Test("nothing is dropped where nothing is known, and where what is denied passes") func none() {
        let packets = [
            Self.packet(.forward, Self.gone, Self.other), Self.packet(.forward, Self.unknown, Self.other),
            Self.packet(.forward, Self.pod, Self.local),
        ]
        for change: (inout Practice) -> Void in [
            { $0.facts = NodeFacts() }, { $0.leniency = "only audits" },
            {
                $0.leniency = "is paused"
                $0.isOpen = true
            },
        ] {
            #expect(packets.allSatisfy { Self.drops(change).drop($0) == nil })
        }
        #expect(Self.drops { $0.facts.unknownPods = .allow }.drop(packets[1]) == nil)
        let toNode = Self.packet(.input, Self.gone, Self.other)
        #expect(Self.drops { $0.facts.policesOwnNode = false }.drop(toNode) == nil)
    }
}
