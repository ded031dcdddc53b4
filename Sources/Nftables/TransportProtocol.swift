/// The protocol above IP, by its IANA number: what `meta l4proto` reads.
public struct TransportProtocol: RawRepresentable, Hashable, Comparable, Sendable {
    /// The IANA protocol number.
    public let rawValue: UInt8

    /// The protocol with this IANA number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// ICMP for IPv4.
    public static let icmp = TransportProtocol(rawValue: 1)
    /// TCP.
    public static let tcp = TransportProtocol(rawValue: 6)
    /// UDP.
    public static let udp = TransportProtocol(rawValue: 17)
    /// ICMP for IPv6.
    public static let icmpv6 = TransportProtocol(rawValue: 58)
    /// SCTP.
    public static let sctp = TransportProtocol(rawValue: 132)

    /// Orders by number.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The name `nft` prints for it, which is the one in `/etc/protocols`; a number where we are not sure of a name.
    public var nftName: String {
        switch self {
        case TransportProtocol(rawValue: 0): "ip"
        case .icmp: "icmp"
        case .tcp: "tcp"
        case .udp: "udp"
        case .icmpv6: "ipv6-icmp"
        case .sctp: "sctp"
        default: String(rawValue)
        }
    }
}
