import Addresses
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

/// Pods that come and go, are elsewhere, or differ in their ports, in IPv4 and IPv6.
@Suite(.requiresKernel) struct PodTests {
    private static let (a, b) = (TrafficLab.pod("x/a", "10.10.1.1"), TrafficLab.pod("x/b", "10.10.1.2"))
    private static let c = TrafficLab.pod("x/c", "10.10.1.3")

    @Test("a finished pod's address is its next holder's, with that one's rights only")
    func addressesOfFinishedPods() throws {
        let lab = try TrafficLab(pods: [Self.a, Self.b, Self.c])
        try lab.enforce(
            NetworkPolicy("x", "a", ingress: [PolicyRule([.named("b")])]), NetworkPolicy("x", "b", ingress: []))
        try lab.expect(
            .passes("x/b", "x/a", ProbeKind.all), .silent("x/c", "x/a", ProbeKind.all),
            .silent("x/a", "x/b", ProbeKind.all))
        var finished = Self.b
        finished.phase = .finished
        try lab.apply(.pod(Self.b.key, finished))
        try lab.expect(.silent("x/b", "x/a", ProbeKind.all), .passes("x/a", "x/b", ProbeKind.all))
        // In the world the address stays where it is: rules know addresses, and not who had them before.
        var heir = TrafficLab.pod("x/heir", "10.10.1.2")
        try lab.apply(.pod(heir.key, heir))
        try lab.expect(.silent("x/b", "x/a", ProbeKind.all), .passes("x/a", "x/b", ProbeKind.all))
        try lab.enforce(NetworkPolicy("x", "heir", ingress: [PolicyRule([.named("c")])]))
        try lab.expect(.silent("x/a", "x/b", ProbeKind.all), .passes("x/c", "x/b", ProbeKind.all))
        heir.labels = ["pod": "b"]
        try lab.apply(.pod(heir.key, heir))
        try lab.expect(.passes("x/b", "x/a", ProbeKind.all), .silent("x/c", "x/b", ProbeKind.all))
    }

    @Test("a port's name means another number at each pod, in ingress and in egress")
    func namedPorts() throws {
        let web = PolicyPort(.tcp, .named("web"))
        var (a, b, c) = (Self.a, Self.b, Self.c)
        (a.ports, b.ports) = ([.init("web", .tcp, 80)], [.init("web", .tcp, 81)])
        // A name under another protocol is another name.
        c.ports = [.init("web", .udp, 80)]
        let lab = try TrafficLab(pods: [a, b, c, TrafficLab.pod("x/d", "10.10.1.4")])
        try lab.enforce(NetworkPolicy("x", "d", egress: [PolicyRule(ports: [web])]))
        try lab.expect(
            .passes("x/d", "x/a", [.tcp(80)]), .silent("x/d", "x/a", [.tcp(81), .udp(80), .echo]),
            .passes("x/d", "x/b", [.tcp(81)]), .silent("x/d", "x/b", [.tcp(80), .udp(81), .sctp(81)]),
            .silent("x/d", "x/c", [.tcp(80), .tcp(81), .udp(80)]), .passes("x/a", "x/b", ProbeKind.all))
        try lab.node.restart([.namespaces([Namespace("x")]), .pods([a, b, c]), .nodes([]), .policies([])])
        try lab.enforce(NetworkPolicy("x", nil, ingress: [PolicyRule(ports: [web])]))
        try lab.expect(
            .passes("x/d", "x/a", [.tcp(80)]), .silent("x/d", "x/a", [.tcp(81), .udp(80), .echo]),
            .passes("x/c", "x/b", [.tcp(81)]), .silent("x/a", "x/b", [.tcp(80), .udp(81), .sctp(81)]),
            .silent("x/d", "x/c", ProbeKind.all), .passes("x/a", "x/d", ProbeKind.all))
    }

    @Test("more ports than are looked up one by one are told apart all the same")
    func manyPorts() throws {
        let ports = (80...91).map { UInt16($0) }
        let lab = try TrafficLab(pods: [Self.a, Self.b, Self.c], ports: ports)
        // Each port has other peers, so that no two are one rule: even ones b, odd ones c, and from 90 on both.
        let rules = ports.map { port in
            PolicyRule(
                port >= 90 ? [.named("b"), .named("c")] : [.named(port % 2 == 0 ? "b" : "c")], ports: [.tcp(port)])
        }
        let policies = rules.enumerated().map { index, rule in
            NetworkPolicy(ObjectKey("x", "p\(index)"), podSelector: .named("a"), ingress: [distinct(rule, index)])
        }
        try lab.node.apply(policies.map { .policy($0.key, $0) })
        #expect(lab.node.ruleset?.sets.keys.contains { $0.hasPrefix("openings/") } == true)
        let even: [ProbeKind] = [.tcp(80), .tcp(82), .tcp(84), .tcp(86), .tcp(88)]
        let odd: [ProbeKind] = [.tcp(81), .tcp(83), .tcp(85), .tcp(87), .tcp(89)]
        try lab.expect(
            .passes("x/b", "x/a", even + [.tcp(90), .tcp(91)]), .silent("x/b", "x/a", odd + [.udp(80), .sctp(90)]),
            .passes("x/c", "x/a", odd + [.tcp(90), .tcp(91)]), .silent("x/c", "x/a", even + [.udp(81), .echo]))
    }

    @Test("pods of other nodes and strangers are peers, and only their own nodes police them")
    func remotes() throws {
        let far = TrafficLab.pod("y/far", "10.20.0.1", node: "elsewhere")
        let lab = try TrafficLab(
            pods: [Self.a, Self.b, far], outside: [("friend", "192.0.2.7"), ("stranger", "192.0.2.8")])
        try lab.enforce(
            NetworkPolicy("x", "a", ingress: [PolicyRule([.namespace("y")] + PolicyPeer.addresses("192.0.2.7"))]),
            NetworkPolicy("x", "b", egress: [PolicyRule([.namespace("y")] + PolicyPeer.addresses("192.0.2.7"))]),
            NetworkPolicy("y", "far", ingress: [], egress: []))
        try lab.expect(
            .passes("y/far", "x/a", ProbeKind.all), .passes("friend", "x/a", ProbeKind.all),
            .silent("stranger", "x/a", ProbeKind.all), .silent("x/b", "x/a", ProbeKind.all),
            .passes("x/b", "y/far", ProbeKind.all), .passes("x/b", "friend", ProbeKind.all),
            .silent("x/b", "stranger", ProbeKind.all), .passes("stranger", "x/b", ProbeKind.all),
            .passes("stranger", "y/far", ProbeKind.all))
        var moved = far
        moved.isHostNetwork = true
        try lab.apply(.pod(far.key, moved))
        try lab.expect(.silent("y/far", "x/a", ProbeKind.all), .silent("x/b", "y/far", ProbeKind.all))
    }

    /// A rule with one more peer that nobody is.
    private func distinct(_ rule: PolicyRule, _ index: Int) -> PolicyRule {
        PolicyRule(rule.peers + [.named("nobody-\(index)")], ports: rule.ports)
    }
}
