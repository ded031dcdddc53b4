import Addresses
import Nftables
import TestSupport
import Testing

/// Reading headers of packets, whole and cut, true and false.
struct PacketHeadersTests {
    private static let one: [UInt8] = [10, 0, 0, 1]
    private static let two: [UInt8] = [10, 0, 0, 2]
    private static let three: [UInt8] = [0xfd] + [UInt8](repeating: 0, count: 14) + [1]
    private static let four: [UInt8] = [0xfd] + [UInt8](repeating: 0, count: 14) + [2]

    private static func packet(_ isIPv6: Bool, _ transport: RawTransport) -> [UInt8] {
        let packet = RawPacket(from: isIPv6 ? three : one, to: isIPv6 ? four : two, transport)
        let address = HardwareAddress(1)
        return Array(RawFrame(packet, tag: PacketTag(flow: 5), from: address, to: address).bytes.dropFirst(14))
    }

    private static let transports: [(RawTransport, Packet.Transport, source: UInt16?, code: UInt8?, flags: UInt8?)] = [
        (.tcp(source: 1, destination: 443, flags: [.syn, .ack]), .tcp(destinationPort: 443), 1, nil, 0x12),
        (.udp(source: 65535, destination: 53), .udp(destinationPort: 53), 65535, nil, nil),
        (.sctp(source: 7, destination: 8), .sctp(destinationPort: 8), 7, nil, nil),
        (.icmp(type: 3, code: 13), .icmp(type: 3), nil, 13, nil),
        (.icmpv6(type: 1, code: 4), .icmpv6(type: 1), nil, 4, nil),
        (.other(89), .other(TransportProtocol(rawValue: 89)), nil, nil, nil),
    ]

    @Test(arguments: [false, true], 0..<6)
    func `headers say who, to whom, by what and how much`(_ isIPv6: Bool, _ index: Int) throws {
        let (raw, transport, source, code, flags) = Self.transports[index]
        let bytes = Self.packet(isIPv6, raw)
        let from = try #require(IPAddress(bytes: isIPv6 ? Self.three : Self.one))
        let to = try #require(IPAddress(bytes: isIPv6 ? Self.four : Self.two))
        let expected = PacketHeaders(
            from: from, to: to, transport, sourcePort: source, icmpCode: code, tcpFlags: flags, byteCount: bytes.count)
        #expect(PacketHeaders(bytes) == expected)
        #expect(PacketHeaders(bytes + [0, 0, 0]) == expected, "what the link adds is no part of the packet")
    }

    @Test(arguments: [false, true])
    func `a packet cut anywhere behind IP's header still has its addresses`(_ isIPv6: Bool) throws {
        let bytes = Self.packet(isIPv6, .tcp(source: 1, destination: 2))
        let start = isIPv6 ? 40 : 20
        for count in 0..<start { #expect(PacketHeaders(Array(bytes[..<count])) == nil) }
        for count in start...bytes.count {
            let headers = try #require(PacketHeaders(Array(bytes[..<count])))
            #expect(headers.byteCount == bytes.count)
            #expect(headers.transport == (count < start + 4 ? .other(.tcp) : .tcp(destinationPort: 2)))
            #expect((headers.tcpFlags != nil) == (count > start + 13))
        }
    }

    @Test func `options of IPv4 are stepped over, and a header too short for itself is none`() throws {
        var bytes = Self.packet(false, .udp(source: 1, destination: 2))
        bytes.insert(contentsOf: [1, 1, 1, 1], at: 20)
        bytes[0] = 0x46
        #expect(PacketHeaders(bytes)?.transport == .udp(destinationPort: 2))
        for length in 0x40...0x44 as ClosedRange<UInt8> {
            bytes[0] = length
            #expect(PacketHeaders(bytes) == nil)
        }
        for version in [0x00, 0x55, 0xf5] as [UInt8] {
            bytes[0] = version
            #expect(PacketHeaders(bytes) == nil)
        }
    }

    @Test func `a later fragment has a protocol and no ports, the first one has both`() {
        var bytes = Self.packet(false, .udp(source: 1, destination: 2))
        (bytes[6], bytes[7]) = (0x20, 0)
        #expect(PacketHeaders(bytes)?.transport == .udp(destinationPort: 2))
        (bytes[6], bytes[7]) = (0x20, 1)
        #expect(PacketHeaders(bytes)?.transport == .laterFragment(.udp))
        (bytes[6], bytes[7]) = (0x00, 0xb9)
        #expect(PacketHeaders(bytes)?.transport == .laterFragment(.udp))
    }

    /// The packet of IPv6 with these headers in between, the first of this kind.
    private func extended(_ first: UInt8, _ headers: [UInt8]) -> [UInt8] {
        var bytes = Self.packet(true, .udp(source: 1, destination: 2))
        bytes.insert(contentsOf: headers, at: 40)
        bytes[6] = first
        return bytes
    }

    @Test(
        arguments: [
            (0, [17, 0, 0, 0, 0, 0, 0, 0], .udp(destinationPort: 2)),
            (43, [60, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0], .udp(destinationPort: 2)),
            (51, [17, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], .udp(destinationPort: 2)),
            (135, [17, 0, 0, 0, 0, 0, 0, 0], .udp(destinationPort: 2)),
            (44, [17, 0, 0, 1, 0, 0, 0, 0], .udp(destinationPort: 2)),
            (44, [17, 0, 0, 8, 0, 0, 0, 0], .laterFragment(.udp)),
            (44, [60, 0, 0xff, 0xf8, 0, 0, 0, 0], .laterFragment(TransportProtocol(rawValue: 60))),
            (59, [], .other(TransportProtocol(rawValue: 59))),
            (50, [1, 2, 3, 4], .other(TransportProtocol(rawValue: 50))),
            (0, [17, 255, 0, 0, 0, 0, 0, 0], .other(.udp)),
        ] as [(UInt8, [UInt8], Packet.Transport)])
    func `what stands between IPv6 and the transport is stepped over`(
        _ first: UInt8, _ headers: [UInt8], _ transport: Packet.Transport
    ) {
        #expect(PacketHeaders(extended(first, headers))?.transport == transport)
    }

    @Test func `a chain of headers without end is given up`() {
        let headers = (0..<40).flatMap { _ in [0, 0, 0, 0, 0, 0, 0, 0] as [UInt8] }
        #expect(PacketHeaders(extended(0, headers))?.transport == .other(TransportProtocol(rawValue: 0)))
    }

    @Test func `bytes of chance are read or refused`() {
        var random = SeededGenerator.forTest("packet headers")
        let plain = Self.transports.flatMap { [Self.packet(false, $0.0), Self.packet(true, $0.0)] }
        let long = ([0, 43, 44, 51, 60] as [UInt8]).map { extended($0, [17, 2, 0, 0, 0, 0, 0, 0] + plain[1]) }
        var readCount = 0
        for _ in 0..<rounds(20_000, long: 500_000) {
            var bytes = random.next() % 2 == 0 ? plain[Int(random.next() % 12)] : long[Int(random.next() % 5)]
            for _ in 0..<(random.next() % 4) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            bytes.removeLast(Int(random.next() % UInt64(bytes.count + 1)))
            if PacketHeaders(bytes) != nil { readCount += 1 }
        }
        #expect(readCount > 5000, "\(random)")
    }
}
