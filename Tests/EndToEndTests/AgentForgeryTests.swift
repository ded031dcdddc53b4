import TestSupport
import Testing

/// Pods that send from addresses that are not theirs.
@Suite(.requiresKernel) struct AgentForgeryTests {
    @Test("on links of their own, no pod can send as another, as the node or as a pod of another node")
    func routed() throws {
        let cluster = try TestCluster()
        try cluster.node.setPolicy("shop", "db", Self.policy)
        let agent = try NodeAgent(on: cluster.node)
        // Ready, it keeps them off. It waits for the node, whose pod ranges its rules depend on.
        let choices = ["--unknown-pods", "deny"]
        try agent.startReady(choices)
        for family in 0..<2 {
            for victim in [cluster.web.addresses, cluster.far.addresses, NodeInNamespace.addresses] {
                #expect(try !Self.forges(cluster, victim[family], family), "\(victim[family])")
            }
        }
        // A start with the table in place takes nothing away, not even for a moment.
        _ = try cluster.node.quietListing()
        #expect(agent.end() == .exited(0))
        try agent.startReady(choices)
        #expect(agent.log.contains(" batches=0 "), "\(agent.log)")
        #expect(agent.end() == .exited(0))
        // They would arrive, were it not for this.
        try agent.startReady(["--pod-links", "ignore"])
        for family in 0..<2 {
            #expect(try Self.forges(cluster, cluster.web.addresses[family], family, adds: false))
        }
    }

    @Test("on a bridge, no pod can send as the node, as a pod of another node, or as one on a link of its own")
    func bridge() throws {
        let cluster = try TestCluster(.bridge)
        try cluster.node.setPolicy("shop", "db", Self.policy)
        let linkAddress = cluster.db.pod?.linkAddress ?? ""
        #expect(try Deadline(seconds: 30).waits { try cluster.guest.reaches(cluster.db, linkAddress) })
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "at the start")
        #expect(try !cluster.guest.reaches(cluster.db, linkAddress), "by the address on the link")
        for family in 0..<2 {
            for victim in [cluster.far.addresses, NodeInNamespace.addresses] {
                #expect(try !Self.forges(cluster, victim[family], family), "\(victim[family])")
            }
        }
    }

    /// Whether `guest`, which may not, reaches db from an address that may.
    private static func forges(
        _ cluster: TestCluster, _ address: String, _ family: Int, adds: Bool = true
    ) throws -> Bool {
        if adds {
            try cluster.guest.namespace.command(
                ["ip", "address", "add", address, "dev", "eth0"] + (family == 1 ? ["nodad"] : []))
        }
        return try cluster.guest.reaches(cluster.db, cluster.db.addresses[family], from: address)
    }

    /// db takes what web, the pods of the other node, and nobody else sends.
    private static let policy = """
        {"podSelector":{"matchLabels":{"app":"db"}},"ingress":[{"from":[
        {"podSelector":{"matchLabels":{"app":"web"}}},
        {"ipBlock":{"cidr":"10.244.2.0/24"}},{"ipBlock":{"cidr":"fd00:244:2::/64"}}]}]}
        """
}
