import Addresses
import KubernetesModel
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

/// Traffic that policies treat in a way of its own, in IPv4 and IPv6.
@Suite(.requiresKernel) struct SpecialTrafficTests {
    private static let (a, b) = (TrafficLab.pod("x/a", "10.10.1.1"), TrafficLab.pod("x/b", "10.10.1.2"))
    private static let closed = NetworkPolicy("x", "a", ingress: [], egress: [])

    @Test(
        "the node reaches its own isolated pod, and the pod itself, and nobody else does",
        arguments: World.Joining.available)
    func nodeAndItself(_ joining: World.Joining) throws {
        let lab = try TrafficLab(joining, pods: [Self.a, Self.b])
        try lab.enforce(Self.closed)
        try lab.expect(
            .passes("node", "x/a", ProbeKind.all), .passes("x/a", "x/a", ProbeKind.all),
            .silent("x/b", "x/a", ProbeKind.all), .silent("x/a", "x/b", ProbeKind.all))
    }

    @Test("what a pod sends to its own node is policed as egress", arguments: World.Joining.available)
    func ownNode(_ joining: World.Joining) throws {
        let lab = try TrafficLab(joining, pods: [Self.a, Self.b])
        try lab.enforce(NetworkPolicy("x", "a", ingress: []))
        try lab.expect(.passes("x/a", "node", ProbeKind.all), .passes("x/b", "node", ProbeKind.all))
        try lab.enforce(Self.closed)
        try lab.expect(.silent("x/a", "node", ProbeKind.all), .passes("x/b", "node", ProbeKind.all))
        let toNode = PolicyRule(PolicyPeer.addresses("10.10.0.1"), ports: [.tcp(80)])
        try lab.enforce(NetworkPolicy("x", "a", ingress: [], egress: [toNode]))
        try lab.expect(
            .passes("x/a", "node", [.tcp(80)]), .silent("x/a", "node", [.tcp(81), .udp(80), .sctp(80), .echo]),
            .silent("x/a", "x/b", ProbeKind.all), .passes("node", "x/a", ProbeKind.all))
    }

    @Test(
        "an echo request needs a rule without ports, and neighbours are found without any rule",
        arguments: World.Joining.available)
    func echoAndNeighbours(_ joining: World.Joining) throws {
        let lab = try TrafficLab(joining, pods: [Self.a, Self.b])
        let toB = PolicyRule([.named("b")], ports: [.tcp(80)])
        try lab.enforce(
            NetworkPolicy("x", "a", ingress: [], egress: [toB]),
            NetworkPolicy("x", "b", ingress: [PolicyRule([.named("a")], ports: [.tcp(80)])], egress: []))
        for _ in 0..<2 {
            #expect(try lab.world.forgetNeighbours() == [])
            try lab.expect(
                .passes("x/a", "x/b", [.tcp(80)]), .silent("x/a", "x/b", [.tcp(81), .udp(80), .sctp(80), .echo]),
                .silent("x/b", "x/a", ProbeKind.all))
        }
        try lab.enforce(
            NetworkPolicy("x", "a", ingress: [], egress: [PolicyRule([.named("b")])]),
            NetworkPolicy("x", "b", ingress: [PolicyRule([.named("a")])], egress: []))
        try lab.expect(.passes("x/a", "x/b", ProbeKind.all), .silent("x/b", "x/a", ProbeKind.all))
    }

    @Test("replies pass where nothing else does in their direction", arguments: World.Joining.available)
    func replies(_ joining: World.Joining) throws {
        let lab = try TrafficLab(joining, pods: [Self.a, Self.b])
        let kinds: [ProbeKind] = [.tcp(80), .udp(80), .echo]
        try lab.enforce(NetworkPolicy("x", "a", egress: []))
        try lab.expect(.passes("x/b", "x/a", kinds), .silent("x/a", "x/b", kinds), .silent("x/a", "node", kinds))
        try lab.node.restart([.namespaces([Namespace("x")]), .pods([Self.a, Self.b]), .nodes([]), .policies([])])
        try lab.enforce(NetworkPolicy("x", "a", ingress: []))
        try lab.expect(.passes("x/a", "x/b", kinds), .silent("x/b", "x/a", kinds), .passes("x/a", "node", kinds))
    }

    @Test("where a denial is told, senders are refused at once instead of left waiting")
    func rejected() throws {
        let lab = try TrafficLab(pods: [Self.a, Self.b], .init(denial: .reject))
        try lab.enforce(NetworkPolicy("x", "a", ingress: [PolicyRule(ports: [.tcp(80)])]))
        let (sender, receiver) = (lab.world.place("x/b"), lab.world.place("x/a"))
        for address in lab.world.places[receiver].addresses {
            let attempts = lab.prober.attempts(from: sender, to: address, [.port(.tcp, 80), .port(.tcp, 81)])
            let outcomes = try lab.prober.outcomes(of: attempts, expecting: [true, true])
            // EHOSTUNREACH in IPv4 and EACCES in IPv6, as their ICMP messages have it.
            let told: Int32 = address.family == .ipv4 ? 113 : 13
            #expect(outcomes == [.answered(by: receiver), .refused(told)])
        }
    }
}
