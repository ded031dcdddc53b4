import CTestSystem
import Testing

@testable import TestSupport

@Suite(.requiresKernel) struct PacketRingTests {
    @Test("loses what has no room, and says how much")
    func countsLosses() throws {
        let topology = try Topology()
        let ring = try PacketRing(at: topology.server, bytes: 512 << 10)
        let packet = RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], .udp(source: 1, destination: 2))
        let frame = topology.frame(packet, flow: 3, from: topology.client)
        let flood = try PacketFlood([frame], from: topology.client, packetsMax: 20_000)
        #expect(flood.waitUntilSent(20_000))
        flood.stop()
        let (caught, lost) = try ring.statistics()
        #expect(lost > 0)
        #expect(caught + lost >= 20_000 && caught + lost < 20_010)
        #expect(try ring.statistics() == (0, 0))

        var read = 0
        while ring.readBlock({ block in
            read += block.count
            #expect(block.allSatisfy { $0.flow == 3 || $0.flow == .max })
        }) {}
        #expect(read == caught)
    }
}
