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

/// Comparisons with a packet of 10.0.0.1 to 10.0.0.2 by TCP to port 80, marked 0x12, from eth0, established.
@Suite struct MatchPacketTests {
    static let packet = Packet(
        .forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80), inputInterface: "eth0",
        states: .established, connectionMark: 0x34, packetMark: 0x12)

    static let source = Field.sourceAddress(.ipv4)

    /// Comparisons of fields that the packet has, and whether they hold; `!=` says the opposite.
    static let presentFields: [(Field, Nftables.Test, Bool)] = [
        (source, .equals(.address("10.0.0.1")), true), (source, .equals(.address("10.0.0.2")), false),
        (source, .prefix("10.0.0.0/31"), true), (source, .prefix("10.0.0.0/8"), true),
        (source, .prefix("10.0.0.2/31"), false), (source, .prefix("11.0.0.0/8"), false),
        (source, .within(.addresses("10.0.0.1", "10.0.0.2")), true),
        (source, .within(.addresses("9.0.0.0", "10.0.0.1")), true),
        (source, .within(.addresses("10.0.0.2", "10.0.0.9")), false),
        (source, .within(.addresses("0.0.0.0", "10.0.0.0")), false),
        (source, .equals(.address("::a00:1")), false), (source, .prefix("::/1"), false),
        (.transportProtocol, .equals(.transport(.tcp)), true), (.transportProtocol, .equals(.transport(.udp)), false),
        (.transportProtocol, .within(DatumRange(.transport(.icmp), .transport(.tcp))), true),
        (.transportProtocol, .within(DatumRange(.transport(.icmp), .transport(.init(rawValue: 5)))), false),
        (.destinationPort(.tcp), .equals(.port(80)), true), (.destinationPort(.tcp), .equals(.port(81)), false),
        (.destinationPort(nil), .within(.ports(80, 81)), true), (.destinationPort(nil), .within(.ports(79, 80)), true),
        (.destinationPort(nil), .within(.ports(81, 90)), false), (.destinationPort(nil), .within(.ports(0, 79)), false),
        (.family, .equals(.family(.ipv4)), true), (.family, .equals(.family(.ipv6)), false),
        (.inputInterface, .equals(.interface("eth0")), true), (.inputInterface, .equals(.interface("eth")), false),
        (.outputInterface, .equals(.interface("eth0")), false),
        (.packetMark, .equals(.mark(0x12)), true), (.packetMark, .equals(.mark(0x1200_0000)), false),
        (.packetMark, .bits(mask: 0x0f, equal: 0x02), true), (.packetMark, .bits(mask: 0x0f, equal: 0x12), false),
        (.packetMark, .bits(mask: 0x10, equal: 0), false), (.packetMark, .bits(mask: 0x20, equal: 0), true),
        (.connectionMark, .equals(.mark(0x34)), true), (.connectionMark, .bits(mask: 0xff, equal: 0x12), false),
        (.connectionState, .states(.established), true), (.connectionState, .states(.new), false),
    ]

    @Test("a comparison of a field that is there holds or, negated, does not", arguments: presentFields)
    func present(field: Field, test: Nftables.Test, holds: Bool) {
        #expect(Self.holds(Match([field], test)) == holds)
        #expect(Self.holds(Match([field], test, isNegated: true)) == !holds)
    }

    /// Fields that the packet does not have.
    static let absentFields: [(Field, Nftables.Test)] = [
        (.sourceAddress(.ipv6), .equals(.address("fd00::1"))), (.destinationAddress(.ipv6), .prefix("fd00::/8")),
        (.destinationPort(.udp), .equals(.port(80))), (.destinationPort(.sctp), .within(.ports(0, 65535))),
        (.icmpType, .equals(.icmpType(8))), (.icmpv6Type, .equals(.icmpType(8))),
        (.sourceAddress(.ipv6), .member(of: "all")), (.destinationPort(.udp), .member(of: "none")),
    ]

    @Test("a comparison of a field that is not there never holds, negated or not", arguments: absentFields)
    func absent(field: Field, test: Nftables.Test) {
        for isNegated in [false, true] { #expect(!Self.holds(Match([field], test, isNegated: isNegated))) }
    }

    @Test("a mark of no connection is compared with nothing", arguments: [ConnectionStates.invalid, .untracked])
    func noConnection(states: ConnectionStates) {
        var packet = Self.packet
        packet.states = states
        for isNegated in [false, true] {
            let match = Match([.connectionMark], .equals(.mark(0)), isNegated: isNegated)
            #expect(!match.holds(for: packet) { _, _ in true })
        }
    }

    @Test("any of several states will do, and one that is negated is the only one that will not")
    func states() {
        #expect(Self.holds(Match([.connectionState], .states([.established, .related]))))
        #expect(!Self.holds(Match([.connectionState], .states([.new, .related]))))
        #expect(Self.holds(Match([.connectionState], .states(.new), isNegated: true)))
        #expect(!Self.holds(Match([.connectionState], .states(.established), isNegated: true)))
    }

    @Test("a set is asked for the key of all fields, and its answer may be negated")
    func members() {
        var asked: [[UInt8]] = []
        for (isMember, isNegated, holds) in [
            (true, false, true), (false, false, false), (true, true, false), (false, true, true),
        ] {
            let match = Match([Self.source, .destinationPort(nil)], .member(of: "set"), isNegated: isNegated)
            let held = match.holds(for: Self.packet) { set, key in
                #expect(set == "set")
                asked.append(key)
                return isMember
            }
            #expect(held == holds)
        }
        #expect(asked == [[UInt8]](repeating: [10, 0, 0, 1, 0, 80, 0, 0], count: 4))
    }

    private static func holds(_ match: Match) -> Bool { match.holds(for: packet) { set, _ in set == "all" } }
}
