/// The type of one field of a set's key, as `nft` names it after `type`.
public enum FieldType: String, Hashable, Sendable, CaseIterable {
    /// An IPv4 address.
    case ipv4Address = "ipv4_addr"
    /// An IPv6 address.
    case ipv6Address = "ipv6_addr"
    /// A protocol above IP.
    case transportProtocol = "inet_proto"
    /// A port.
    case port = "inet_service"
    /// The name of a network interface.
    case interfaceName = "ifname"

    /// How many bytes a value of this type has in a key of this one field.
    public var byteCount: Int {
        switch self {
        case .ipv4Address: 4
        case .ipv6Address, .interfaceName: 16
        case .transportProtocol: 1
        case .port: 2
        }
    }

    /// How many bytes it takes as one of several fields: the kernel's registers are 4 bytes wide.
    public var paddedByteCount: Int { (byteCount + 3) & ~3 }

    /// Whether values are ordered in network byte order, so that an interval of them makes sense to the kernel.
    public var canBeInterval: Bool { self != .interfaceName }
}
