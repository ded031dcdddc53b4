/// A set of addresses of both families, in the canonical form of `RangeSet`: equal sets are equal values.
public struct AddressRanges: Hashable, Sendable {
    /// The IPv4 addresses, as numbers.
    public let ipv4: RangeSet<UInt32>
    /// The IPv6 addresses, as numbers.
    public let ipv6: RangeSet<UInt128>

    /// Makes the set of these addresses.
    public init(ipv4: RangeSet<UInt32> = RangeSet(), ipv6: RangeSet<UInt128> = RangeSet()) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// Makes the set of all addresses in `ranges`, each of which must stay in one family.
    public init(_ ranges: some Sequence<ClosedRange<IPAddress>>) {
        var ipv4: [ClosedRange<UInt32>] = []
        var ipv6: [ClosedRange<UInt128>] = []
        for range in ranges {
            let (lower, upper) = (range.lowerBound, range.upperBound)
            precondition(lower.family == upper.family, "a range of addresses stays in one family")
            switch lower.family {
            case .ipv4: ipv4.append(UInt32(lower.bits)...UInt32(upper.bits))
            case .ipv6: ipv6.append(lower.bits...upper.bits)
            }
        }
        self.init(ipv4: RangeSet(ipv4), ipv6: RangeSet(ipv6))
    }

    /// Makes the set of all addresses in `cidrs`.
    public init(_ cidrs: some Sequence<CIDR>) { self.init(cidrs.lazy.map(\.range)) }

    /// Makes the set of these addresses.
    public init(_ addresses: some Sequence<IPAddress>) { self.init(addresses.lazy.map { $0...$0 }) }

    /// Every address of both families.
    public static var all: AddressRanges { AddressRanges(ipv4: .all, ipv6: .all) }

    /// Whether the set holds no address.
    public var isEmpty: Bool { ipv4.isEmpty && ipv6.isEmpty }

    /// Whether the set holds `address`.
    public func contains(_ address: IPAddress) -> Bool {
        switch address.family {
        case .ipv4: ipv4.contains(UInt32(address.bits))
        case .ipv6: ipv6.contains(address.bits)
        }
    }
}

extension AddressRanges {
    /// The addresses that are in either set.
    public func union(_ other: AddressRanges) -> AddressRanges {
        AddressRanges(ipv4: ipv4.union(other.ipv4), ipv6: ipv6.union(other.ipv6))
    }

    /// The addresses that are in both sets.
    public func intersection(_ other: AddressRanges) -> AddressRanges {
        AddressRanges(ipv4: ipv4.intersection(other.ipv4), ipv6: ipv6.intersection(other.ipv6))
    }

    /// The addresses that are in this set and not in the other.
    public func subtracting(_ other: AddressRanges) -> AddressRanges {
        AddressRanges(ipv4: ipv4.subtracting(other.ipv4), ipv6: ipv6.subtracting(other.ipv6))
    }

    /// Whether every address of this set is in the other.
    public func isSubset(of other: AddressRanges) -> Bool {
        ipv4.isSubset(of: other.ipv4) && ipv6.isSubset(of: other.ipv6)
    }
}

extension AddressRanges: CustomStringConvertible {
    /// The ranges in rising order, IPv4 before IPv6.
    public var ranges: [ClosedRange<IPAddress>] {
        ipv4.ranges.map { IPAddress(ipv4: $0.lowerBound)...IPAddress(ipv4: $0.upperBound) }
            + ipv6.ranges.map { IPAddress(ipv6: $0.lowerBound)...IPAddress(ipv6: $0.upperBound) }
    }

    /// The fewest CIDRs that hold exactly these addresses, in rising order.
    public var cidrs: [CIDR] {
        ipv4.prefixes.map { CIDR(IPAddress(ipv4: $0.value), prefixLength: $0.length) }
            + ipv6.prefixes.map { CIDR(IPAddress(ipv6: $0.value), prefixLength: $0.length) }
    }

    /// The text of each range, such as `10.0.0.0-10.0.0.6`, or of its address where it has only one.
    public var rangeTexts: [String] {
        ranges.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    }

    /// The text of each range for people: as a CIDR where it is just one, such as `10.0.0.0/24`.
    public var shortTexts: [String] {
        zip(ranges, rangeTexts).map { range, text in
            let cidrs = AddressRanges([range]).cidrs
            return cidrs.count == 1 && range.lowerBound != range.upperBound ? "\(cidrs[0])" : text
        }
    }

    /// The texts of all ranges on one line, or `none`.
    public var description: String { isEmpty ? "none" : rangeTexts.joined(separator: ", ") }
}
