import Testing

@testable import TestSupport

@Suite struct RawPacketTests {
    static let transports: [RawTransport] = [
        .tcp(source: 40_000, destination: 80), .udp(source: 53, destination: 65_535), .sctp(source: 1, destination: 2),
        .icmp(type: 8), .icmpv6(type: 128),
    ]

    @Test("a UDP packet over IPv4 has the bytes that stand in a book")
    func bytes() {
        let packet = RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], .udp(source: 1, destination: 2), hopLimit: 9)
        let bytes = packet.bytes(tag: PacketTag(flow: 1, sequence: 2))
        #expect(bytes.prefix(10) == [0x45, 0, 0, 44, 0, 0, 0x40, 0, 9, 17])
        #expect(bytes[12..<28] == [10, 1, 0, 2, 10, 2, 0, 2, 0, 1, 0, 2, 0, 24][...] + bytes[26..<28])
        #expect(bytes[28...] == [0x4D, 0x54, 0x41, 0x4C, 0, 0, 0, 1, 0, 0, 0, 2, 0xFF, 0xFF, 0xFF, 0xFD])
        // What is summed with its checksum gives zero.
        #expect(internetChecksum(Array(bytes[..<20])) == 0)
        #expect(internetChecksum([10, 1, 0, 2, 10, 2, 0, 2, 0, 17, 0, 24] + bytes[20...]) == 0)
    }

    @Test(
        "the checksum stays true when another sequence is stamped",
        arguments: transports.filter { $0.protocolNumber != 132 })
    func sequencesAreNeutral(transport: RawTransport) {
        let packet = RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], transport)
        let one = packet.bytes(tag: PacketTag(flow: 7, sequence: 0))
        let other = packet.bytes(tag: PacketTag(flow: 7, sequence: 0xDEAD_BEEF))
        #expect(one.dropLast(8) == other.dropLast(8))
        #expect(one != other)
    }

    @Test("conntrack, which checks every checksum, finds all of them valid in both families", .requiresKernel)
    func conntrackAgrees() throws {
        let topology = try Topology()
        let probe = try PacketProbe(topology)
        try topology.router.command(["nft", "-f", "-"], input: rejectInvalid)
        let packets = Self.transports.flatMap { transport in
            let four = RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], transport)
            let six = RawPacket(from: topology.client.address6, to: topology.server.address6, transport)
            return transport.protocolNumber == 1 ? [four] : transport.protocolNumber == 58 ? [six] : [four, six]
        }
        #expect(try probe.arrivals(of: packets) == packets.map { _ in true })
    }

    @Test("and a broken checksum is found invalid, so that the test above means something", .requiresKernel)
    func conntrackMinds() throws {
        let topology = try Topology()
        try topology.router.command(["nft", "-f", "-"], input: rejectInvalid)
        let sender = try PacketSocket(in: topology.client.namespace, link: "eth0", .nothing)
        for transport in Self.transports where transport != .icmpv6(type: 128) {
            var bytes = topology.frame(
                RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], transport), flow: 1, from: topology.client
            ).bytes
            bytes[bytes.count - 1] ^= 1
            try sender.send(bytes)
        }
        let expected = "packets \(Self.transports.count - 1) "
        let deadline = Deadline(seconds: 30)
        var counted = ""
        repeat {
            counted = try topology.router.command(["nft", "list", "chain", "inet", "t", "forward"])
        } while !counted.contains(expected) && !deadline.hasPassed
        #expect(counted.contains(expected))
    }

    @Test("refuses addresses of two families")
    func refusesMixedFamilies() async {
        await #expect(processExitsWith: .failure) {
            _ = RawPacket(from: [10, 0, 0, 1], to: [UInt8](repeating: 0, count: 16), .other(200))
        }
    }

    @Test("reads well in a failing test")
    func description() {
        let six: [UInt8] = [0xFD, 0, 0, 1] + [UInt8](repeating: 0, count: 11) + [2]
        #expect("\(RawPacket(from: six, to: six, .icmpv6(type: 128)))".hasPrefix("fd00:1:0:0:0:0:0:2 > fd00:1"))
        #expect("\(RawPacket(from: [10, 0, 0, 1], to: [1, 2, 3, 4], .other(99)))" == "10.0.0.1 > 1.2.3.4 other(99)")
    }

    private let rejectInvalid = """
        table inet t {
            chain forward {
                type filter hook forward priority 0
                policy accept
                ct state invalid counter drop
            }
        }
        """
}
