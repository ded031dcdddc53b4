public import Addresses

/// One value that a packet's field can have or be compared with.
public enum Datum: Hashable, Sendable {
    /// An address of either family.
    case address(IPAddress)
    /// A protocol above IP.
    case transport(TransportProtocol)
    /// A port.
    case port(UInt16)
    /// An interface, by name.
    case interface(String)
    /// The family of the packet.
    case family(IPFamily)
    /// An ICMP or ICMPv6 type.
    case icmpType(UInt8)
    /// A mark of a packet or a connection.
    case mark(UInt32)

    /// The bytes the kernel compares: network order, but for marks, which are in the host's.
    public var bytes: [UInt8] {
        switch self {
        case .address(let address): address.bytes
        case .transport(let transport): [transport.rawValue]
        case .port(let port): [UInt8(port >> 8), UInt8(port & 0xff)]
        case .interface(let name): Self.interfaceBytes(name)
        case .family(let family): [family == .ipv4 ? 2 : 10]
        case .icmpType(let type): [type]
        case .mark(let mark): withUnsafeBytes(of: mark) { Array($0) }
        }
    }

    /// The value of this set-key type in these bytes.
    public init?(_ type: FieldType, bytes: some Collection<UInt8>) {
        guard bytes.count == type.byteCount else { return nil }
        switch type {
        case .ipv4Address, .ipv6Address:
            guard let address = IPAddress(bytes: Array(bytes)) else { return nil }
            self = .address(address)
        case .transportProtocol:
            self = .transport(TransportProtocol(rawValue: bytes.reduce(0) { $0 | $1 }))
        case .port:
            self = .port(bytes.reduce(0) { $0 << 8 | UInt16($1) })
        case .interfaceName:
            guard let name = Self.interfaceName(bytes) else { return nil }
            self = .interface(name)
        }
    }

    /// Whether this value may stand in a key field of this type.
    public func fits(_ type: FieldType) -> Bool {
        switch (self, type) {
        case (.address(let address), .ipv4Address): address.family == .ipv4
        case (.address(let address), .ipv6Address): address.family == .ipv6
        case (.transport, .transportProtocol), (.port, .port): true
        case (.interface(let name), .interfaceName): Self.isInterfaceName(name)
        default: false
        }
    }

    /// Linux allows at most 15 bytes, no slash and no space; a closing `*` means "any that begins so" to `nft`.
    static func isInterfaceName(_ name: String) -> Bool {
        (1...15).contains(name.utf8.count) && name.last != "*"
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\"") }
    }

    private static func interfaceBytes(_ name: String) -> [UInt8] {
        let bytes = Array(name.utf8.prefix(16))
        return bytes + [UInt8](repeating: 0, count: 16 - bytes.count)
    }

    private static func interfaceName(_ bytes: some Collection<UInt8>) -> String? {
        let name = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        return isInterfaceName(name) && interfaceBytes(name).elementsEqual(bytes) ? name : nil
    }
}
