import Glibc
import TestSupport
import Testing

/// An agent's table that others list, load and remove, by an `nft` that is perhaps of another release.
@Suite(.requiresKernel) struct AgentListingTests {
    @Test("listed and loaded again by nft, restarted, killed, flushed: it denies and allows as the policies say")
    func table() throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        // A table that others may load again is nobody's.
        try cluster.node.namespace.command(["nft", "add table inet martlet"])
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let connections = Connections(cluster.node.ends)
        let known = try cluster.node.cluster()
        try connections.settle(known, "at the start")
        try Self.load(try cluster.node.quietListing(), cluster, agent)
        try connections.settle(known, "when it was loaded again")
        #expect(agent.end() == .exited(0), "\(agent.log)")
        try connections.settle(known, "while no agent runs")
        try agent.startReady()
        #expect(agent.end(by: SIGKILL) == .killed(signal: SIGKILL))
        try agent.startReady()
        try connections.settle(known, "after a restart and a kill")
        try AskedNft.load("flush ruleset\n", in: cluster.node.namespace)
        #expect(agent.waits(for: "put right"), "\(agent.log)")
        try connections.settle(known, "after a flush")
    }

    /// What was listed, in place of the table: there is nothing to put right.
    private static func load(_ text: String, _ cluster: TestCluster, _ agent: NodeAgent) throws {
        for name in ["pod/shop/db/ingress", "pod/other/guest/egress"] { #expect(text.contains(name)) }
        try AskedNft.load("delete table inet martlet\n" + text, in: cluster.node.namespace)
        let verified = try agent.command(["verify"])
        #expect(verified.succeeded, "\(verified)\n\(text)")
        #expect(!agent.log.contains("put right"), "\(agent.log)")
    }
}
