import Addresses
import Testing

@testable import Nftables

@Suite struct PacketFieldsTests {
    static let packets: [Packet] = [
        Packet(
            .forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80), inputInterface: "eth0",
            outputInterface: "eth1", connectionMark: 5, packetMark: 6),
        Packet(.output, from: "fd00::1", to: "fd00::2", .udp(destinationPort: 53), states: .established),
        Packet(.input, from: "10.0.0.1", to: "10.0.0.2", .sctp(destinationPort: 9), states: .related),
        Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .icmp(type: 8)),
        Packet(.forward, from: "fd00::1", to: "fd00::2", .icmpv6(type: 128), states: .untracked, connectionMark: 5),
        Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .other(.init(rawValue: 47)), states: .invalid),
        Packet(.forward, from: "fd00::1", to: "fd00::2", .laterFragment(.tcp)),
        Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .laterFragment(.icmp)),
        Packet(.forward, from: "fd00::1", to: "fd00::2", .icmp(type: 8)),
        Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .icmpv6(type: 128)),
    ]

    /// What each of the packets has in a field, in their order.
    static let values: [(Field, [Datum?])] = [
        (.sourceAddress(.ipv4), only([0, 2, 3, 5, 7, 9], .address("10.0.0.1"))),
        (.destinationAddress(.ipv4), only([0, 2, 3, 5, 7, 9], .address("10.0.0.2"))),
        (.sourceAddress(.ipv6), only([1, 4, 6, 8], .address("fd00::1"))),
        (.destinationAddress(.ipv6), only([1, 4, 6, 8], .address("fd00::2"))),
        (
            .transportProtocol,
            [.tcp, .udp, .sctp, .icmp, .icmpv6, .init(rawValue: 47), .tcp, .icmp, .icmp, .icmpv6].map { .transport($0) }
        ),
        (.destinationPort(.tcp), only([0], .port(80))),
        (.destinationPort(.udp), only([1], .port(53))),
        (.destinationPort(.sctp), only([2], .port(9))),
        (.destinationPort(nil), [.port(80), .port(53), .port(9)] + only([], .port(0)).dropFirst(3)),
        (.icmpType, only([3], .icmpType(8))),
        (.icmpv6Type, only([4], .icmpType(128))),
        (.family, [.ipv4, .ipv6, .ipv4, .ipv4, .ipv6, .ipv4, .ipv6, .ipv4, .ipv6, .ipv4].map { .family($0) }),
        (.inputInterface, [.interface("eth0")] + only(Array(0...9), .interface("")).dropFirst()),
        (.outputInterface, [.interface("eth1")] + only(Array(0...9), .interface("")).dropFirst()),
        (.packetMark, [.mark(6)] + only(Array(0...9), .mark(0)).dropFirst()),
        (.connectionMark, [.mark(5)] + only([1, 2, 3, 6, 7, 8, 9], .mark(0)).dropFirst()),
        (.connectionState, [8, 2, 4, 8, 64, 1, 8, 8, 8, 8].map { .mark($0) }),
    ]

    @Test("a packet has the fields of its family and its transport header, and no others", arguments: values)
    func fields(field: Field, values: [Datum?]) {
        #expect(Self.packets.map { $0.value(of: field) } == values)
    }

    @Test("a key is the fields one after the other, each filled up to four bytes, unless it is only one")
    func keys() {
        let packet = Self.packets[0]
        #expect(packet.key(of: [.destinationPort(.tcp)]) == [0, 80])
        #expect(packet.key(of: [.transportProtocol]) == [6])
        #expect(
            packet.key(of: [.sourceAddress(.ipv4), .transportProtocol, .destinationPort(nil)])
                == [10, 0, 0, 1, 6, 0, 0, 0, 0, 80, 0, 0])
        #expect(packet.key(of: [.inputInterface]) == Array("eth0".utf8) + [UInt8](repeating: 0, count: 12))
        #expect(packet.key(of: [.sourceAddress(.ipv4), .destinationPort(.udp)]) == nil)
        #expect(packet.key(of: [.sourceAddress(.ipv6)]) == nil)
    }

    @Test("keys have the layout of the elements of a set of the same fields")
    func keysFit() {
        let key = Self.packets[0].key(of: [.sourceAddress(.ipv4), .transportProtocol, .destinationPort(nil)])
        let element = Element(.address("10.0.0.1"), .transport(.tcp), .port(80), layout: Samples.ports)
        #expect(key == element.bytes)
    }

    private static func only(_ indices: [Int], _ value: Datum) -> [Datum?] {
        packets.indices.map { indices.contains($0) ? value : nil }
    }
}
