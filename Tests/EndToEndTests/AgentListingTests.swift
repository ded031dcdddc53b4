import TestSupport
import Testing

/// What an `nft`, perhaps of another release, makes of the table of a running agent.
@Suite(.requiresKernel) struct AgentListingTests {
    @Test("what nft lists of the table and loads again is the same table to the agent, and goes on enforcing")
    func reload() throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        // A table that can be loaded again by others is nobody's.
        try cluster.node.namespace.command(["nft", "add table inet martlet"])
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let connections = Connections(cluster.node.ends)
        try connections.settle(try cluster.node.cluster(), "at the start")
        let text = try AskedNft.listing(in: cluster.node.namespace)
        for name in ["pod/shop/db/ingress", "pod/other/guest/egress"] { #expect(text.contains(name)) }
        try AskedNft.load("delete table inet martlet\n" + text, in: cluster.node.namespace)
        try connections.settle(try cluster.node.cluster(), "when it was loaded again")
        let verified = try agent.command(["verify"])
        #expect(verified.succeeded, "\(verified)\n\(text)")
        #expect(agent.log.matches(of: "put right") == 0, "\(agent.log)")
    }
}
