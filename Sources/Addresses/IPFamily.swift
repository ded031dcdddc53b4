/// The two kinds of IP address; IPv4 sorts before IPv6.
public enum IPFamily: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    case ipv4, ipv6

    /// How many bits an address of this family has.
    public var bitWidth: Int {
        switch self {
        case .ipv4: 32
        case .ipv6: 128
        }
    }

    /// How many bytes an address of this family has on the wire.
    public var byteCount: Int { bitWidth / 8 }

    /// Orders IPv4 before IPv6.
    public static func < (left: IPFamily, right: IPFamily) -> Bool { left.rawValue < right.rawValue }
}

extension IPFamily {
    /// The highest address of this family, as a number.
    public var bitsMax: UInt128 { UInt128.max >> (128 - bitWidth) }
}
