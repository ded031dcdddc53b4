import Addresses
import Nftables
import Testing

@Suite struct FieldTests {
    static let rows: [(Field, String, FieldType?, IPFamily?, TransportProtocol?)] = [
        (.sourceAddress(.ipv4), "ip saddr", .ipv4Address, .ipv4, nil),
        (.sourceAddress(.ipv6), "ip6 saddr", .ipv6Address, .ipv6, nil),
        (.destinationAddress(.ipv4), "ip daddr", .ipv4Address, .ipv4, nil),
        (.destinationAddress(.ipv6), "ip6 daddr", .ipv6Address, .ipv6, nil),
        (.transportProtocol, "meta l4proto", .transportProtocol, nil, nil),
        (.destinationPort(.tcp), "tcp dport", .port, nil, .tcp),
        (.destinationPort(.udp), "udp dport", .port, nil, .udp),
        (.destinationPort(.sctp), "sctp dport", .port, nil, .sctp),
        (.destinationPort(nil), "th dport", .port, nil, nil),
        (.icmpType, "icmp type", nil, .ipv4, .icmp), (.icmpv6Type, "icmpv6 type", nil, .ipv6, .icmpv6),
        (.family, "meta nfproto", nil, nil, nil),
        (.inputInterface, "iifname", .interfaceName, nil, nil), (.outputInterface, "oifname", .interfaceName, nil, nil),
        (.packetMark, "meta mark", nil, nil, nil), (.connectionMark, "ct mark", nil, nil, nil),
        (.connectionState, "ct state", nil, nil, nil),
    ]

    @Test("has a text, and says which packets have it", arguments: rows.indices)
    func meanings(row: Int) {
        let (field, text, type, family, transport) = Self.rows[row]
        #expect(field.text == text)
        #expect(field.type == type)
        #expect(field.requiredFamily == family)
        #expect(field.requiredTransport == transport)
    }
}
