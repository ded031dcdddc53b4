/// One IPv4 or IPv6 address, without zone and port.
///
/// An IPv4-mapped IPv6 address is a value like any other here; only its text is refused, since in a policy it
/// always means the IPv4 address and would never match a packet.
public struct IPAddress: Hashable, Sendable {
    /// The address as a number; an IPv4 address fills the low 32 bits and leaves the others zero.
    public let bits: UInt128
    /// The kind of address.
    public let family: IPFamily

    /// Makes an IPv4 address of its number, in host order.
    public init(ipv4: UInt32) {
        bits = UInt128(ipv4)
        family = .ipv4
    }

    /// Makes an IPv6 address of its number, in host order.
    public init(ipv6: UInt128) {
        bits = ipv6
        family = .ipv6
    }

    /// Makes an address of `family`, whose width `bits` must fit.
    public init(family: IPFamily, bits: UInt128) {
        precondition(bits <= family.bitsMax, "an IPv4 address has 32 bits")
        self.bits = bits
        self.family = family
    }

    /// Makes an address of 4 or 16 bytes in network order; any other number of bytes gives `nil`.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        let bits = bytes.reduce(0 as UInt128) { bits, byte in bits << 8 | UInt128(byte) }
        switch bytes.count {
        case IPFamily.ipv4.byteCount: self.init(family: .ipv4, bits: bits)
        case IPFamily.ipv6.byteCount: self.init(family: .ipv6, bits: bits)
        default: return nil
        }
    }

    /// The 4 or 16 bytes of the address in network order.
    public var bytes: [UInt8] {
        (1...family.byteCount).map { place in
            UInt8(truncatingIfNeeded: bits >> (family.bitWidth - 8 * place))
        }
    }
}

extension IPAddress: Comparable {
    /// Orders IPv4 before IPv6, and within a family by number.
    public static func < (left: IPAddress, right: IPAddress) -> Bool {
        (left.family, left.bits) < (right.family, right.bits)
    }
}
