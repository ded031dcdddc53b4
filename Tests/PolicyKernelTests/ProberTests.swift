import Addresses
import PolicyEngine
import TestSupport
import Testing

/// The test of the tests: what the prober says of rules that are plain to see.
@Suite(.requiresKernel) struct ProberTests {
    @Test(
        "what is dropped is silent, what is rejected refused, and who answers is told",
        arguments: World.Joining.available)
    func outcomes(_ joining: World.Joining) throws {
        let lab = try TrafficLab(
            joining,
            pods: [
                TrafficLab.pod("x/a", "10.10.1.1"), TrafficLab.pod("x/b", "10.10.1.2"),
                TrafficLab.pod("x/c", "10.10.1.3"),
            ])
        try lab.world.node.namespace.command(["nft", "-f", "-"], input: Self.rules)
        let kinds: [ProbeKind] = [.tcp(80), .tcp(81), .udp(80), .udp(81), .sctp(80), .sctp(81), .echo]
        let (sender, receiver) = (lab.world.place("x/a"), lab.world.place("x/b"))
        for address in lab.world.places[receiver].addresses {
            let traffic = kinds.map { $0.traffic(address.family) }
            let attempts = lab.prober.attempts(from: sender, to: address, traffic)
            // Nothing is expected, so nothing is waited for longer than for silence.
            let outcomes = try lab.prober.outcomes(of: attempts, expecting: kinds.map { _ in false })
            let other = Outcome.answered(by: lab.world.place("x/c"))
            #expect(outcomes == [.silent, .refused(111), .silent, other, .silent, .answered(by: receiver), .silent])
        }
    }

    private static let rules = """
        table inet test {
            chain forward {
                type filter hook forward priority 0
                tcp dport 81 reject with tcp reset
                meta l4proto { tcp, udp, sctp } th dport 80 drop
                icmp type echo-request drop
                icmpv6 type echo-request drop
            }
            chain prerouting {
                type nat hook prerouting priority dstnat
                ip daddr 10.10.1.2 udp dport 81 dnat ip to 10.10.1.3
                ip6 daddr fd00:10::a0a:102 udp dport 81 dnat ip6 to fd00:10::a0a:103
            }
        }
        """
}
