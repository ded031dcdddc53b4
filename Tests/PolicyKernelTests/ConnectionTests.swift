import Addresses
import KubernetesModel
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

/// Connections that run while rules change, in IPv4 and IPv6.
@Suite(.requiresKernel) struct ConnectionTests {
    private static let (a, b) = (TrafficLab.pod("x/a", "10.10.1.1"), TrafficLab.pod("x/b", "10.10.1.2"))
    private static let c = TrafficLab.pod("y/c", "10.10.2.1")
    private static let fromB = NetworkPolicy("x", "a", ingress: [PolicyRule([.named("b")])])

    @Test(
        "an established connection survives changes that have nothing to do with it",
        arguments: World.Joining.available)
    func unrelated(_ joining: World.Joining) throws {
        let lab = try TrafficLab(joining, pods: [Self.a, Self.b, Self.c])
        try lab.enforce(Self.fromB, NetworkPolicy("x", "b", egress: [PolicyRule([.named("a")])]))
        let lines = try connections(lab, from: "x/b", to: "x/a")
        let changes: [ClusterEvent] = [
            event(NetworkPolicy("y", "c", ingress: [], egress: [])),
            .pod(ObjectKey("y", "d"), TrafficLab.pod("y/d", "10.10.2.2")),
            .pod(Self.c.key, Pod(Self.c.key, labels: ["pod": "other"], node: "node", addresses: Self.c.addresses)),
            .namespace("y", Namespace("y", labels: ["ns": "z"])), .pod(ObjectKey("y", "d"), nil),
            .policy(ObjectKey("y", "of-c"), nil),
        ]
        for change in changes {
            try lab.apply(change)
            try expectSpeaking(lines, "after \(change)")
        }
        try lab.expect(
            .passes("x/b", "x/a", ProbeKind.all), .silent("y/c", "x/a", ProbeKind.all), keepingConnections: true)
        try expectSpeaking(lines, "at the end")
    }

    @Test("what stays allowed keeps running while labels, namespaces and policies decide it in turn")
    func stillAllowed() throws {
        let lab = try TrafficLab(pods: [Self.a, Self.b, Self.c])
        try lab.enforce(NetworkPolicy("x", "a", ingress: [PolicyRule([.named("b"), .namespace("y")])]))
        let lines = try connections(lab, from: "x/b", to: "x/a") + connections(lab, from: "y/c", to: "x/a", port: 7001)
        var relabelled = Self.b
        relabelled.labels = ["pod": "b", "tier": "web"]
        let tier = PolicyPeer.pods(LabelSelector(matching: ["tier": "web"]), namespaces: nil)
        let byTier = NetworkPolicy(
            ObjectKey("x", "by-tier"), podSelector: .named("a"), ingress: [PolicyRule([tier, .namespace("z")])])
        let ports = NetworkPolicy(
            "x", "a", ingress: [PolicyRule([tier, .namespace("z")], ports: [.tcp(7000), .tcp(7001)])])
        let changes: [ClusterEvent] = [
            .pod(Self.b.key, relabelled), event(byTier), .namespace("y", Namespace("y", labels: ["ns": "z"])),
            .policy(ObjectKey("x", "of-a"), nil), event(ports), .policy(byTier.key, nil),
            event(NetworkPolicy("x", "b", ingress: [])),
        ]
        for change in changes {
            try lab.apply(change)
            try expectSpeaking(lines, "after \(change)")
        }
        try lab.expect(
            .silent("x/b", "x/a", ProbeKind.all), .silent("y/c", "x/a", ProbeKind.all),
            .silent("x/a", "x/b", ProbeKind.all), keepingConnections: true)
    }

    @Test(
        "a connection from before the first policy runs on, and the end that was connected to may speak first",
        arguments: [true, false])
    func beforeTheFirstPolicy(isTrackedByOthers: Bool) throws {
        let lab = try TrafficLab(pods: [Self.a, Self.b, Self.c])
        if isTrackedByOthers { try lab.world.node.namespace.command(["nft", "-f", "-"], input: Self.tracking) }
        let lines = try connections(lab, from: "x/b", to: "x/a")
        try lab.enforce(NetworkPolicy("x", "b", ingress: []))
        for line in lines {
            #expect(try line.speaksBack())
        }
    }

    /// Any rule that asks for it has the kernel track connections; those of kube-proxy do.
    private static let tracking = """
        table inet test {
            chain forward {
                type filter hook forward priority 10
                ct state invalid counter
            }
        }
        """

    @Test("a policy that no longer allows a connection stops new ones at once, and lets the old one run")
    func noLongerAllowed() throws {
        let lab = try TrafficLab(pods: [Self.a, Self.b, Self.c])
        try lab.enforce(Self.fromB)
        let lines = try connections(lab, from: "x/b", to: "x/a")
        try lab.enforce(NetworkPolicy("x", "a", ingress: []))
        try lab.expect(.silent("x/b", "x/a", ProbeKind.all), keepingConnections: true)
        try expectSpeaking(lines, "though nothing new may come")
    }

    @Test("a connection that carries the cut mark is cut, and no other")
    func cut() throws {
        let lab = try TrafficLab(pods: [Self.a, Self.b, Self.c], .init(cutMark: 0x4000))
        try lab.enforce(Self.fromB)
        let (lines, others) = (
            try connections(lab, from: "x/b", to: "x/a"), try connections(lab, from: "x/b", to: "x/a", port: 7001)
        )
        try expectSpeaking(lines + others, "before the mark")
        // In the agent's place; a mark that stands beside other bits.
        try lab.world.node.namespace.command(
            ["nft", "-f", "-"],
            input: """
                table inet test {
                    chain forward {
                        type filter hook forward priority -10
                        tcp dport 7000 ct mark set 0x4001
                    }
                }
                """)
        for line in lines { #expect(try line.isCut()) }
        try expectSpeaking(others, "without a mark")
    }

    private func event(_ policy: NetworkPolicy) -> ClusterEvent { .policy(policy.key, policy) }

    private func connections(
        _ lab: TrafficLab, from sender: String, to receiver: String, port: UInt16 = 7000
    ) throws -> [Connection] {
        let connections = try IPFamily.allCases.compactMap {
            try Connection(lab.world, from: sender, to: receiver, $0, port: port)
        }
        try #require(connections.count == 2, "\(sender) is let to \(receiver)")
        return connections
    }

    private func expectSpeaking(_ connections: [Connection], _ place: String) throws {
        for connection in connections { #expect(try connection.speaks(), "\(place)") }
    }
}
