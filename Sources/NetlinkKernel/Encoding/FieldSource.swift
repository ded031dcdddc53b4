import Addresses
import CNetfilter
import Nftables

/// Where the kernel reads a field from, for both ways: writing rules and reading them.
enum FieldSource: Hashable {
    /// By `meta`, under this key.
    case meta(UInt32)
    /// By `ct`, under this key.
    case conntrack(UInt32)
    /// By `payload`, from this header.
    case payload(base: UInt32, offset: UInt32, length: UInt32)

    /// Where this field is read from.
    init(_ field: Field) {
        switch field {
        case .sourceAddress(.ipv4): self = .network(12, 4)
        case .sourceAddress(.ipv6): self = .network(8, 16)
        case .destinationAddress(.ipv4): self = .network(16, 4)
        case .destinationAddress(.ipv6): self = .network(24, 16)
        case .destinationPort: self = .transport(2, 2)
        case .icmpType, .icmpv6Type: self = .transport(0, 1)
        case .transportProtocol: self = .meta(UInt32(NFT_META_L4PROTO.rawValue))
        case .family: self = .meta(UInt32(NFT_META_NFPROTO.rawValue))
        case .inputInterface: self = .meta(UInt32(NFT_META_IIFNAME.rawValue))
        case .outputInterface: self = .meta(UInt32(NFT_META_OIFNAME.rawValue))
        case .packetMark: self = .meta(UInt32(NFT_META_MARK.rawValue))
        case .connectionMark: self = .conntrack(UInt32(NFT_CT_MARK.rawValue))
        case .connectionState: self = .conntrack(UInt32(NFT_CT_STATE.rawValue))
        }
    }

    /// The expression that reads it, or as many of its first bytes, into a register.
    func load(to register: UInt32, byteCount: UInt32? = nil) -> Expression {
        switch self {
        case .meta(let key): .meta(key: key, to: register)
        case .conntrack(let key): .conntrack(key: key, to: register)
        case .payload(let base, let offset, let length):
            .payload(base: base, offset: offset, length: byteCount ?? length, to: register)
        }
    }

    private static func network(_ offset: UInt32, _ length: UInt32) -> FieldSource {
        .payload(base: UInt32(NFT_PAYLOAD_NETWORK_HEADER.rawValue), offset: offset, length: length)
    }

    private static func transport(_ offset: UInt32, _ length: UInt32) -> FieldSource {
        .payload(base: UInt32(NFT_PAYLOAD_TRANSPORT_HEADER.rawValue), offset: offset, length: length)
    }
}
