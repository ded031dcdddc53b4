public import Addresses

/// What a rule can read of a packet or its connection.
public enum Field: Hashable, Sendable {
    /// `ip saddr`, `ip6 saddr`.
    case sourceAddress(IPFamily)
    /// `ip daddr`, `ip6 daddr`.
    case destinationAddress(IPFamily)
    /// `meta l4proto`.
    case transportProtocol
    /// `tcp dport`, `udp dport`, `sctp dport`; without a protocol `th dport`, whatever stands there.
    case destinationPort(PortedProtocol?)
    /// `icmp type`.
    case icmpType
    /// `icmpv6 type`.
    case icmpv6Type
    /// `meta nfproto`.
    case family
    /// `iifname`.
    case inputInterface
    /// `oifname`.
    case outputInterface
    /// `meta mark`.
    case packetMark
    /// `ct mark`.
    case connectionMark
    /// `ct state`.
    case connectionState

    /// The field as `nft` writes it.
    public var text: String {
        switch self {
        case .sourceAddress(let family): family == .ipv4 ? "ip saddr" : "ip6 saddr"
        case .destinationAddress(let family): family == .ipv4 ? "ip daddr" : "ip6 daddr"
        case .transportProtocol: "meta l4proto"
        case .destinationPort(let owner): "\(owner?.rawValue ?? "th") dport"
        case .icmpType: "icmp type"
        case .icmpv6Type: "icmpv6 type"
        case .family: "meta nfproto"
        case .inputInterface: "iifname"
        case .outputInterface: "oifname"
        case .packetMark: "meta mark"
        case .connectionMark: "ct mark"
        case .connectionState: "ct state"
        }
    }

    /// The type of a set's key that this field can be looked up in; `nil` for those we keep out of sets.
    public var type: FieldType? {
        switch self {
        case .sourceAddress(let family), .destinationAddress(let family):
            family == .ipv4 ? .ipv4Address : .ipv6Address
        case .transportProtocol: .transportProtocol
        case .destinationPort: .port
        case .inputInterface, .outputInterface: .interfaceName
        case .icmpType, .icmpv6Type, .family, .packetMark, .connectionMark, .connectionState: nil
        }
    }

    /// The family that a packet must have for this field to exist; `nil` where both have it.
    public var requiredFamily: IPFamily? {
        switch self {
        case .sourceAddress(let family), .destinationAddress(let family): family
        case .icmpType: .ipv4
        case .icmpv6Type: .ipv6
        case .transportProtocol, .destinationPort, .family, .inputInterface, .outputInterface, .packetMark,
            .connectionMark, .connectionState:
            nil
        }
    }

    /// The protocol that a packet must have for this field to exist; `nil` where any will do.
    public var requiredTransport: TransportProtocol? {
        switch self {
        case .destinationPort(let owner): owner?.transport
        case .icmpType: .icmp
        case .icmpv6Type: .icmpv6
        case .sourceAddress, .destinationAddress, .transportProtocol, .family, .inputInterface, .outputInterface,
            .packetMark, .connectionMark, .connectionState:
            nil
        }
    }
}

extension PortedProtocol {
    /// The same, among all protocols.
    public var transport: TransportProtocol {
        switch self {
        case .tcp: .tcp
        case .udp: .udp
        case .sctp: .sctp
        }
    }
}
