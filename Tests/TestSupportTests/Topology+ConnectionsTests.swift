import Testing

@testable import TestSupport

@Suite(.requiresKernel) struct TopologyConnectionsTests {
    @Test("an established connection is new once it is forgotten")
    func forgets() throws {
        let topology = try Topology()
        let there = try PacketProbe(topology)
        let back = try PacketProbe(topology, fromServer: true)
        let packet = RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], .udp(source: 1, destination: 2))
        let reply = RawPacket(from: [10, 2, 0, 2], to: [10, 1, 0, 2], .udp(source: 2, destination: 1))
        try topology.router.command(["nft", "-f", "-"], input: dropNew)
        #expect(try !there.arrives(packet))
        // Without a rule that asks for the state, nothing is tracked at all.
        let ask = "add rule inet t forward ct state established accept"
        try topology.router.command(["nft", "flush chain inet t forward; \(ask)"])
        #expect(try there.arrives(packet) && back.arrives(reply))
        try topology.router.command(["nft", "-f", "-"], input: dropNew)
        #expect(try there.arrives(packet))
        try topology.forgetConnections()
        #expect(try !there.arrives(packet))
    }

    private let dropNew = """
        table inet t {
            chain forward {
                type filter hook forward priority 0
                policy accept
                ct state new drop
            }
        }
        """
}
