import Glibc
import ServerSupport
import TestSupport
import Testing

/// A node that boots: there is no table, and the API server does not answer yet.
@Suite(.requiresKernel) struct AgentBootTests {
    @Test("the last rules are in force before the API server answers, and then what holds by now")
    func last() throws {
        let (cluster, agent) = try booted()
        try agent.start()
        #expect(agent.waits(for: "the rules that were kept are in force"), "\(agent.log)")
        try Self.expect(cluster, web: true, guest: false)
        let answer = try agent.probe("/readyz")
        #expect(answer.status == 503 && answer.body.contains("was not listed in full"), "\(answer)")
        #expect(try agent.probe("/livez").status == 200)
        try cluster.node.startServer()
        try agent.waitUntilReady()
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "once it answers")
    }

    @Test("what was kept closes all pod ranges where that is chosen, until the cluster is known")
    func deny() throws {
        let (cluster, agent) = try booted()
        try agent.start(["--boot", "deny"])
        #expect(agent.waits(for: "the rules that were kept are in force"), "\(agent.log)")
        try Self.expect(cluster, web: false, guest: false)
        #expect(try !cluster.web.reaches(cluster.far, cluster.far.addresses[1]))
        try cluster.node.startServer()
        try agent.waitUntilReady()
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "once it answers")
    }

    @Test("all is open where that is chosen")
    func open() throws {
        let (cluster, agent) = try booted()
        try agent.start(["--boot", "open"])
        #expect(Deadline(seconds: 30).waits { (try? agent.probe("/readyz").status) == 503 })
        try Self.expect(cluster, web: true, guest: true)
        #expect(try cluster.node.nft("list tables").output.isEmpty)
    }

    @Test("rules that were kept and cannot be read close the pod ranges, and are said to be unreadable")
    func torn() throws {
        let (cluster, agent) = try booted()
        try agent.state.shorten("ruleset")
        try agent.start()
        #expect(agent.waits(for: "cannot be read"), "\(agent.log)")
        #expect(agent.waits(for: "the rules that were kept are in force"), "\(agent.log)")
        try Self.expect(cluster, web: false, guest: false)
    }

    /// A node on which an agent ran until the table vanished and the API server went away.
    private func booted() throws -> (TestCluster, NodeAgent) {
        let cluster = try TestCluster()
        try cluster.node.setPolicy("shop", "db", TestCluster.webToDatabase)
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "at the start")
        // The node comes by a feed of its own, which may be the last.
        #expect(agent.keeps("pod-ranges"), "\(agent.log)")
        #expect(agent.end() == .exited(0), "\(agent.log)")
        #expect(try cluster.node.nft("flush ruleset").succeeded)
        try Self.expect(cluster, web: true, guest: true)
        try cluster.node.stopServer()
        return (cluster, agent)
    }

    private static func expect(
        _ cluster: TestCluster, web: Bool, guest: Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for address in cluster.db.addresses {
            let found = (
                try cluster.web.reaches(cluster.db, address), try cluster.guest.reaches(cluster.db, address)
            )
            #expect(found == (web, guest), "\(address)", sourceLocation: sourceLocation)
        }
    }
}
