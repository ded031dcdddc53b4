/// All addresses that share their first `prefixLength` bits.
public struct CIDR: Hashable, Sendable {
    /// The lowest address; its bits behind the prefix are zero.
    public let address: IPAddress
    /// How many leading bits all addresses share, from 0 to the width of the family.
    public let prefixLength: Int

    /// Makes the prefix of this length that holds `address`, whatever the address has behind it.
    public init(_ address: IPAddress, prefixLength: Int) {
        let family = address.family
        precondition((0...family.bitWidth).contains(prefixLength), "a prefix is not longer than its address")
        self.address = IPAddress(family: family, bits: address.bits & ~(family.bitsMax >> prefixLength))
        self.prefixLength = prefixLength
    }

    /// Makes the prefix that holds only `address`.
    public init(_ address: IPAddress) {
        self.address = address
        prefixLength = address.family.bitWidth
    }

    /// The kind of addresses it holds.
    public var family: IPFamily { address.family }

    /// The lowest address it holds.
    public var first: IPAddress { address }

    /// The highest address it holds.
    public var last: IPAddress { IPAddress(family: family, bits: address.bits | family.bitsMax >> prefixLength) }

    /// The addresses from the first to the last.
    public var range: ClosedRange<IPAddress> { first...last }

    /// Whether it holds `address`; never for an address of the other family.
    public func contains(_ address: IPAddress) -> Bool { range.contains(address) }

    /// Whether it holds every address of `other`.
    public func contains(_ other: CIDR) -> Bool {
        prefixLength <= other.prefixLength && contains(other.address)
    }

    /// Whether any address lies in both.
    public func overlaps(_ other: CIDR) -> Bool { contains(other) || other.contains(self) }
}

extension CIDR: Comparable {
    /// Orders by the first address, and of those that begin alike the larger first.
    public static func < (left: CIDR, right: CIDR) -> Bool {
        (left.address, left.prefixLength) < (right.address, right.prefixLength)
    }
}

extension CIDR: CustomStringConvertible {
    /// The one text of this prefix, such as `10.0.0.0/24`.
    public var description: String { "\(address)/\(prefixLength)" }
}
