import ServerSupport
import TestSupport
import Testing

/// Open connections that a change no longer allows.
@Suite(.requiresKernel) struct AgentCuttingTests {
    /// What is open between web and db, and from guest to web, which is always allowed.
    private struct Streams {
        let byTCP: [OpenStream]
        let byUDP: [OpenStream]
        let others: [OpenStream]

        init(_ cluster: TestCluster) throws {
            byTCP = try (0..<2).map { try OpenStream(from: cluster.web, to: cluster.db, family: $0, port: 80) }
            byUDP = try (0..<2).map { family in
                try OpenStream(datagramsFrom: cluster.web, to: cluster.db, family: family, port: 9_000 + family)
            }
            others = [
                try OpenStream(from: cluster.guest, to: cluster.web, port: 80),
                try OpenStream(from: cluster.db, to: cluster.web, port: 81),
                try OpenStream(datagramsFrom: cluster.db, to: cluster.web, port: 9_010),
            ]
        }
    }

    /// Nobody reaches db any more, but db reaches everybody: so each segment of it would open the other way round.
    private static let closed = #"{"podSelector":{"matchLabels":{"app":"db"}},"policyTypes":["Ingress"]}"#

    @Test(
        "connections that are no longer allowed are cut, whoever speaks first, and come back when they are allowed",
        arguments: OpenStream.Speaker.allCases)
    func cut(_ first: OpenStream.Speaker) throws {
        let cluster = try TestCluster()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let streams = try Streams(cluster)
        try cluster.node.setPolicy("shop", "db", Self.closed)
        #expect(agent.waits(for: "Open connections were cut"), "\(agent.log)")
        let second: OpenStream.Speaker = first == .client ? .server : .client
        for stream in streams.byTCP + streams.byUDP {
            #expect(!stream.passes(first, milliseconds: 60) && !stream.passes(second, milliseconds: 60))
        }
        #expect(streams.others.areAlive, "what is allowed goes on")
        #expect(try agent.metric("martlet_connections_cut_total") == 4)
        try cluster.node.setPolicy("shop", "db", TestCluster.webToDatabase)
        #expect(agent.waits(for: "allowed again"), "\(agent.log)")
        #expect(streams.byUDP.areAlive)
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "in the end")
        #expect(streams.others.areAlive)
    }

    @Test("connections go on where that is chosen, and new ones are stopped")
    func keep() throws {
        let cluster = try TestCluster()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady(["--established", "keep"])
        let streams = try Streams(cluster)
        try cluster.node.setPolicy("shop", "db", Self.closed)
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "new ones")
        #expect((streams.byTCP + streams.byUDP + streams.others).areAlive)
        #expect(!agent.log.contains("were cut"))
    }

    @Test("what became forbidden while no agent ran is cut by the next one")
    func between() throws {
        let cluster = try TestCluster()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let streams = try Streams(cluster)
        #expect(agent.end() == .exited(0))
        try cluster.node.setPolicy("shop", "db", Self.closed)
        try agent.startReady()
        #expect(agent.waits(for: "Open connections were cut"), "\(agent.log)")
        let passing = (streams.byTCP + streams.byUDP).count { $0.passes(.server, milliseconds: 60) }
        #expect(passing == 0)
        #expect(streams.others.areAlive)
    }
}
