import Addresses
import Testing

@testable import Nftables

/// Comparisons with a packet of 10.0.0.1 to 10.0.0.2 by TCP to port 80, marked 0x12, from eth0, established.
@Suite struct MatchTests {
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
