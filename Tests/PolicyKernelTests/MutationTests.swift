import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

/// The test of the tests: rules with a mistake in them are in the kernel, and real packets show it.
///
/// One node with a rule of each form; x/a at port 79 of its Service is itself.
@Suite(.requiresKernel) struct MutationTests {
    @Test("real packets show a mistake in any form of rule")
    func seesMistakes() throws {
        let lab = try TrafficLab(
            pods: Self.pods, outside: [("near", "192.0.2.7"), ("friend", "192.0.2.9"), ("one", "198.51.100.1")],
            ports: Self.ports)
        try lab.world.node.namespace.command(["nft", "-f", "-"], input: Self.service)
        try lab.node.apply(Self.policies.map { .policy($0.key, $0) })
        let right = try #require(lab.node.ruleset)
        for mutation in RulesetMutation.allCases {
            #expect(try lab.prober.surprises(Self.expectations) == [], "before \(mutation)")
            let mutant = try #require(mutation.applied(to: right), "there is a place for \(mutation)")
            try lab.node.enforce(mutant)
            // Whom it knows a pod reaches without discovery.
            _ = try lab.world.forgetNeighbours()
            let surprises = try lab.prober.surprises(Self.expectations, patienceSeconds: 0.3)
            #expect(surprises != [], "\(mutation) is not seen")
            try lab.node.enforce(right)
        }
    }

    private static let ports = (80...91).map { UInt16($0) }

    private static let pods = [
        TrafficLab.pod("x/a", "10.10.1.1"),
        TrafficLab.pod("x/b", "10.10.1.2", ports: [.init("web", .tcp, 84)]),
        TrafficLab.pod("x/c", "10.10.1.3"), TrafficLab.pod("x/many", "10.10.1.4"),
    ]

    private static var policies: [NetworkPolicy] {
        let pair = [PolicyPort.tcp(82), PolicyPort(.tcp, .numbers(PortRange(85...86)))]
        let twins: [IPBlock] = zip(TrafficLab.both("192.0.2.8"), TrafficLab.both("192.0.2.12")).map { first, hole in
            let length = first.family == .ipv4 ? 29 : 125
            return IPBlock(CIDR(first, prefixLength: length), except: [CIDR(hole)])
        }
        let ofA = NetworkPolicy(
            "x", "a",
            ingress: [
                PolicyRule([.named("b")], ports: [.tcp(80)]), PolicyRule([.named("c")], ports: [PolicyPort(.udp)]),
                PolicyRule([.named("many")], ports: pair),
                PolicyRule(PolicyPeer.addresses("198.51.100.1"), ports: [.tcp(83)]),
                PolicyRule(twins.map { .block($0) }, ports: [.tcp(84)]),
            ], egress: [PolicyRule(ports: [PolicyPort(.tcp, .named("web"))])])
        // Each of its own, so that they are looked up all at once.
        let ofMany = ports.enumerated().map { index, port in
            NetworkPolicy(
                ObjectKey("x", "many-\(index)"), podSelector: .named("many"),
                ingress: [PolicyRule([.named("b"), .named("nobody-\(index)")], ports: [.tcp(port)])])
        }
        return [ofA] + ofMany
    }

    private static let expectations: [Expectation] = [
        .passes("x/b", "x/a", [.tcp(80)]), .silent("x/b", "x/a", [.tcp(81), .udp(80), .echo]),
        .passes("x/c", "x/a", [.udp(80)]), .silent("x/c", "x/a", [.tcp(80), .sctp(80)]),
        .passes("x/many", "x/a", [.tcp(82), .tcp(86)]), .silent("x/many", "x/a", [.tcp(83), .tcp(87)]),
        .passes("one", "x/a", [.tcp(83)]), .silent("near", "x/a", [.tcp(83), .tcp(84)]),
        .passes("friend", "x/a", [.tcp(84)]), .silent("friend", "x/a", [.tcp(83)]),
        .passes("x/a", "x/b", [.tcp(84)]), .silent("x/a", "x/b", [.tcp(80), .udp(84)]),
        .silent("x/a", "node", [.tcp(84), .echo]), .passes("node", "x/a", ProbeKind.all),
        .passes("x/a", "x/a", at: TrafficLab.both("10.96.0.1"), [.tcp(79)]),
        .passes("x/b", "x/many", ports.map { .tcp($0) }), .silent("x/c", "x/many", ports.map { .tcp($0) }),
    ]

    private static let service = """
        table inet services {
            chain prerouting {
                type nat hook prerouting priority dstnat
                ip daddr 10.96.0.1 tcp dport 79 dnat ip to 10.10.1.1:80
                ip6 daddr fd00:10::a60:1 tcp dport 79 dnat ip6 to [fd00:10::a0a:101]:80
            }
            chain postrouting {
                type nat hook postrouting priority srcnat
                ip saddr 10.10.1.1 ip daddr 10.10.1.1 snat ip to 10.10.0.1
                ip6 saddr fd00:10::a0a:101 ip6 daddr fd00:10::a0a:101 snat ip6 to fd00:10::a0a:1
            }
        }
        """
}
