import Glibc
import ServerSupport
import TestSupport
import Testing

/// Modes in which an agent enforces more, or less, and how they are changed while it runs.
@Suite(.requiresKernel) struct AgentModesTests {
    @Test("audit lets pass and says what would be denied; enforcing and nothing at all are a reload away")
    func reload() throws {
        let cluster = try TestCluster()
        try cluster.node.setPolicy("shop", "db", TestCluster.webToDatabase)
        let agent = try NodeAgent(on: cluster.node)
        let file = agent.state.file("configuration.yaml")
        func configure(_ mode: String) throws {
            let head = "apiVersion: martlet.config/v1alpha1\nkind: MartletConfiguration\n"
            try Command.output(of: ["tee", file], input: "\(head)enforcement: \(mode)\n")
        }
        try configure("audit")
        try agent.startReady(["--config", file])
        #expect(try Self.guestReachesDatabase(cluster))
        #expect(agent.waits(for: "Would be denied"), "\(agent.log)")
        #expect(agent.log.contains("other/guest") && agent.log.contains("shop/db"), "\(agent.log)")
        try configure("enforce")
        agent.tell(SIGHUP)
        #expect(try Self.waits(cluster, until: false))
        try configure("off")
        #expect(try agent.command(["reload"]).output == "the configuration was read again\n")
        #expect(try Self.waits(cluster, until: true))
        try configure("of")
        let refused = try agent.command(["reload"])
        #expect(refused.end != .exited(0) && refused.errors.contains("enforcement"), "\(refused)")
        #expect(try agent.command(["status"]).output.contains("configuration.yaml"))
        try configure("enforce")
        #expect(try agent.command(["reload"]).succeeded)
        #expect(try Self.waits(cluster, until: false))
    }

    @Test("a pause opens the node, makes it unready, and ends by itself or by hand")
    func pause() throws {
        let cluster = try TestCluster()
        try cluster.node.setPolicy("shop", "db", TestCluster.webToDatabase)
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        #expect(try Self.waits(cluster, until: false))
        let start = ContinuousClock.now
        #expect(try agent.command(["pause", "--for", "1s"]).succeeded)
        #expect(try Self.waits(cluster, until: true))
        #expect(try agent.probe("/readyz").body.contains("paused by hand"))
        #expect(try agent.metric("martlet_paused") == 1)
        #expect(try Self.waits(cluster, until: false))
        #expect(start.duration(to: .now) > .milliseconds(950))
        #expect(agent.waits(for: "Policies are enforced again") && agent.log.contains("This node is OPEN"))
        try agent.waitUntilReady()
        #expect(try agent.command(["pause", "--for", "1h"]).succeeded)
        #expect(try Self.waits(cluster, until: true))
        let paused = try agent.command(["explain", "other/guest", "shop/db:80", "-4"])
        #expect(paused.end == .exited(3) && paused.output.contains("it passes node node-1 all the same"), "\(paused)")
        #expect(paused.output.contains("=> accepted"), "\(paused)")
        #expect(try agent.command(["resume"]).succeeded)
        #expect(try Self.waits(cluster, until: false))
    }

    @Test("an address of the node's pod ranges that no pod has yet is closed where that is chosen")
    func unknownPods() throws {
        let cluster = try TestCluster()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady(["--unknown-pods", "deny"])
        let late = try cluster.node.wire("shop", "late", ["app": "late"])
        for address in late.addresses { #expect(try !cluster.web.reaches(late, address), "\(address)") }
        for address in cluster.db.addresses {
            #expect(try !late.reaches(cluster.db, address), "\(address)")
            #expect(try cluster.web.reaches(cluster.db, address), "\(address)")
        }
        let unknown = try agent.command(["explain", late.addresses[0], "shop/db:80"])
        #expect(unknown.end == .exited(3) && unknown.output.contains("no known pod has it"), "\(unknown)")
        try cluster.node.announce(late)
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "once the pod is known")
    }

    @Test("the table is removed at the end where that is chosen, and else it stays and enforces")
    func cleanup() throws {
        let cluster = try TestCluster()
        try cluster.node.setPolicy("shop", "db", TestCluster.webToDatabase)
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        #expect(agent.end() == .exited(0))
        #expect(try Self.waits(cluster, until: false))
        try agent.startReady(["--cleanup-on-exit"])
        #expect(agent.end() == .exited(0))
        #expect(try Self.guestReachesDatabase(cluster))
        #expect(try cluster.node.nft("list tables").output.isEmpty)
    }

    private static func guestReachesDatabase(_ cluster: TestCluster) throws -> Bool {
        try cluster.guest.reaches(cluster.db, cluster.db.addresses[0], milliseconds: 20)
    }

    private static func waits(_ cluster: TestCluster, until isOpen: Bool) throws -> Bool {
        try Deadline(seconds: 30).waits { try guestReachesDatabase(cluster) == isOpen }
    }
}
