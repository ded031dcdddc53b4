import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

/// Services, whose addresses become those of pods before policies are asked.
///
/// The Service at port 8080 is pod x/b at port 80, at 8081 pod x/c at 80, and at 8082 pod x/a at 80.
@Suite(.requiresKernel) struct ServiceTests {
    private static let pods = [
        TrafficLab.pod("x/a", "10.10.1.1"), TrafficLab.pod("x/b", "10.10.1.2"), TrafficLab.pod("x/c", "10.10.1.3"),
    ]
    private static let service = TrafficLab.both("10.96.0.1")

    @Test("a Service is judged on the pod and the port behind it", arguments: World.Joining.available)
    func endpoints(_ joining: World.Joining) throws {
        let lab = try lab(joining)
        let open = [
            reaches("x/a", "x/b", 8080), reaches("x/a", "x/c", 8081), reaches("x/b", "x/a", 8082),
            reaches("x/c", "x/b", 8080),
        ]
        try lab.prober.expect(open)
        try lab.enforce(NetworkPolicy("x", "a", egress: [PolicyRule([.named("b")], ports: [.tcp(80)])]))
        try lab.expect(reaches("x/a", "x/b", 8080), misses("x/a", "x/c", 8081), reaches("x/c", "x/b", 8080))
        try lab.enforce(NetworkPolicy("x", "b", ingress: [PolicyRule([.named("a")], ports: [.tcp(80)])]))
        try lab.expect(reaches("x/a", "x/b", 8080), misses("x/c", "x/b", 8080), reaches("x/b", "x/a", 8082))
    }

    @Test("neither a Service's own address nor its port is what a rule speaks of", arguments: World.Joining.available)
    func frontends(_ joining: World.Joining) throws {
        let lab = try lab(joining)
        try lab.enforce(NetworkPolicy("x", "a", egress: [PolicyRule(PolicyPeer.addresses("10.96.0.1"))]))
        try lab.expect(misses("x/a", "x/b", 8080), misses("x/a", "x/c", 8081), reaches("x/c", "x/b", 8080))
        try lab.enforce(NetworkPolicy("x", "a", egress: [PolicyRule(ports: [.tcp(8080), .tcp(8081)])]))
        try lab.expect(misses("x/a", "x/b", 8080), misses("x/a", "x/c", 8081))
        try lab.enforce(NetworkPolicy("x", "a", egress: [PolicyRule(ports: [.tcp(80)])]))
        try lab.expect(reaches("x/a", "x/b", 8080), reaches("x/a", "x/c", 8081))
    }

    @Test("a pod reaches itself through its Service whatever isolates it", arguments: World.Joining.available)
    func hairpin(_ joining: World.Joining) throws {
        let lab = try lab(joining)
        try lab.prober.expect([reaches("x/a", "x/a", 8082)])
        try lab.enforce(NetworkPolicy("x", "a", ingress: [], egress: []))
        try lab.expect(
            reaches("x/a", "x/a", 8082), .passes("x/a", "x/a", ProbeKind.all), misses("x/b", "x/a", 8082),
            misses("x/a", "x/b", 8080))
    }

    @Test(
        "a port of the node is judged on the pod behind it and on the client before it",
        arguments: World.Joining.available)
    func nodePorts(_ joining: World.Joining) throws {
        let lab = try lab(joining)
        try lab.prober.expect([atNode("friend", passes: true), atNode("stranger", passes: true)])
        try lab.enforce(
            NetworkPolicy("x", "b", ingress: [PolicyRule(PolicyPeer.addresses("192.0.2.7"), ports: [.tcp(80)])]))
        try lab.expect(atNode("friend", passes: true), atNode("stranger", passes: false))
        try lab.enforce(
            NetworkPolicy("x", "b", ingress: [PolicyRule(PolicyPeer.addresses("192.0.2.7"), ports: [.tcp(30080)])]))
        try lab.expect(atNode("friend", passes: false), atNode("stranger", passes: false))
    }

    /// At the node's own address and port 30080, behind which x/b is at 80. The client's address becomes the node's,
    /// but only once rules have seen it.
    private func atNode(_ sender: String, passes: Bool) -> Expectation {
        let node = TrafficLab.both("10.10.0.1")
        return passes
            ? .passes(sender, "x/b", at: node, [.tcp(30080)]) : .silent(sender, "x/b", at: node, [.tcp(30080)])
    }

    private func reaches(_ sender: String, _ receiver: String, _ port: UInt16) -> Expectation {
        .passes(sender, receiver, at: Self.service, [.tcp(port)])
    }

    private func misses(_ sender: String, _ receiver: String, _ port: UInt16) -> Expectation {
        .silent(sender, receiver, at: Self.service, [.tcp(port)])
    }

    private func lab(_ joining: World.Joining) throws -> TrafficLab {
        let lab = try TrafficLab(
            joining, pods: Self.pods, outside: [("friend", "192.0.2.7"), ("stranger", "192.0.2.8")])
        try lab.world.node.namespace.command(["nft", "-f", "-"], input: Self.rules)
        return lab
    }

    /// A pod that answers itself would drop what comes from its own address, hence the node's as the source.
    private static let rules = """
        table inet services {
            chain prerouting {
                type nat hook prerouting priority dstnat
                ip daddr 10.96.0.1 tcp dport 8080 dnat ip to 10.10.1.2:80
                ip daddr 10.96.0.1 tcp dport 8081 dnat ip to 10.10.1.3:80
                ip daddr 10.96.0.1 tcp dport 8082 dnat ip to 10.10.1.1:80
                ip daddr 10.10.0.1 tcp dport 30080 dnat ip to 10.10.1.2:80
                ip6 daddr fd00:10::a0a:1 tcp dport 30080 dnat ip6 to [fd00:10::a0a:102]:80
                ip6 daddr fd00:10::a60:1 tcp dport 8080 dnat ip6 to [fd00:10::a0a:102]:80
                ip6 daddr fd00:10::a60:1 tcp dport 8081 dnat ip6 to [fd00:10::a0a:103]:80
                ip6 daddr fd00:10::a60:1 tcp dport 8082 dnat ip6 to [fd00:10::a0a:101]:80
            }
            chain postrouting {
                type nat hook postrouting priority srcnat
                ip saddr 10.10.1.1 ip daddr 10.10.1.1 snat ip to 10.10.0.1
                ip saddr 192.0.2.0/24 ct status dnat snat ip to 10.10.0.1
                ip6 saddr fd00:10::c000:200/120 ct status dnat snat ip6 to fd00:10::a0a:1
                ip6 saddr fd00:10::a0a:101 ip6 daddr fd00:10::a0a:101 snat ip6 to fd00:10::a0a:1
            }
        }
        """
}
