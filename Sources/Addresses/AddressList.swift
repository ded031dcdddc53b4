/// Addresses of both families, sorted, each once, packed in network order: 100,000 of IPv4 are 400,000 bytes.
///
/// The form in which sets of the kernel hold them too, so that a large one is never converted on the way there.
public struct AddressList: Hashable, Sendable {
    /// The IPv4 addresses, four bytes each.
    public private(set) var ipv4: [UInt8] = []
    /// The IPv6 addresses, sixteen bytes each.
    public private(set) var ipv6: [UInt8] = []

    /// No addresses.
    public init() {}

    /// These addresses.
    public init(_ addresses: some Sequence<IPAddress>) {
        var numbers: (ipv4: [UInt128], ipv6: [UInt128]) = ([], [])
        for address in addresses {
            if address.family == .ipv4 { numbers.ipv4.append(address.bits) } else { numbers.ipv6.append(address.bits) }
        }
        ipv4 = PackedAddresses.packed(numbers.ipv4, .ipv4)
        ipv6 = PackedAddresses.packed(numbers.ipv6, .ipv6)
    }

    /// The addresses of all these lists.
    public init(joining lists: [AddressList]) {
        ipv4 = PackedAddresses.union(lists.map(\.ipv4), .ipv4)
        ipv6 = PackedAddresses.union(lists.map(\.ipv6), .ipv6)
    }

    /// Whether there are none.
    public var isEmpty: Bool { ipv4.isEmpty && ipv6.isEmpty }

    /// How many there are.
    public var count: Int { ipv4.count / IPFamily.ipv4.byteCount + ipv6.count / IPFamily.ipv6.byteCount }

    /// The bytes of one family.
    public func bytes(_ family: IPFamily) -> [UInt8] { family == .ipv4 ? ipv4 : ipv6 }

    /// Whether an address is here, found by halving.
    public func contains(_ address: IPAddress) -> Bool {
        let place = PackedAddresses.place(of: address, in: bytes(address.family))
        return place.isFound
    }

    /// Takes addresses out and puts others in; one of both is in.
    public mutating func update(adding: [IPAddress], removing: [IPAddress]) {
        PackedAddresses.update(&ipv4, .ipv4, adding, removing)
        PackedAddresses.update(&ipv6, .ipv6, adding, removing)
    }
}

extension AddressList: Sequence {
    /// The addresses in rising order, IPv4 before IPv6.
    public func makeIterator() -> some IteratorProtocol<IPAddress> {
        let both: [(IPFamily, [UInt8])] = [(.ipv4, ipv4), (.ipv6, ipv6)]
        return both.lazy.flatMap { family, bytes in
            (0..<bytes.count / family.byteCount).lazy.map { PackedAddresses.address(at: $0, in: bytes, family) }
        }.makeIterator()
    }
}

/// Arithmetic on sorted rows of addresses of one family.
private enum PackedAddresses {
    /// More changes than this are merged in one walk; fewer move the bytes behind them, which is faster.
    private static let singleChangesMax = 8

    static func address(at index: Int, in bytes: [UInt8], _ family: IPFamily) -> IPAddress {
        let width = family.byteCount
        let bits = bytes[index * width..<(index + 1) * width].reduce(0 as UInt128) { $0 << 8 | UInt128($1) }
        return IPAddress(family: family, bits: bits)
    }

    /// Where an address stands, or where it would.
    static func place(of address: IPAddress, in bytes: [UInt8]) -> (index: Int, isFound: Bool) {
        var low = 0
        var high = bytes.count / address.family.byteCount
        while low < high {
            let middle = (low + high) / 2
            let bits = self.address(at: middle, in: bytes, address.family).bits
            if bits == address.bits { return (middle, true) }
            if bits < address.bits { low = middle + 1 } else { high = middle }
        }
        return (low, false)
    }

    static func update(_ bytes: inout [UInt8], _ family: IPFamily, _ adding: [IPAddress], _ removing: [IPAddress]) {
        let added = adding.filter { $0.family == family }
        let removed = removing.filter { $0.family == family }
        if added.count + removed.count <= singleChangesMax {
            for address in removed { remove(address, from: &bytes) }
            for address in added { insert(address, into: &bytes) }
        } else {
            bytes = merged(bytes, family, added, removed)
        }
    }

    private static func insert(_ address: IPAddress, into bytes: inout [UInt8]) {
        let place = place(of: address, in: bytes)
        if !place.isFound { bytes.insert(contentsOf: address.bytes, at: place.index * address.family.byteCount) }
    }

    private static func remove(_ address: IPAddress, from bytes: inout [UInt8]) {
        let place = place(of: address, in: bytes)
        let start = place.index * address.family.byteCount
        if place.isFound { bytes.removeSubrange(start..<start + address.family.byteCount) }
    }

    private static func merged(
        _ bytes: [UInt8], _ family: IPFamily, _ added: [IPAddress], _ removed: [IPAddress]
    ) -> [UInt8] {
        if bytes.isEmpty { return packed(added.map(\.bits), family) }
        let width = family.byteCount
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + added.count * width)
        var start = 0
        var last: IPAddress?
        let changes = added.map { ($0, true) } + removed.map { ($0, false) }
        // Of one address, that it joins comes first and is all that counts.
        for (address, isAdded) in changes.sorted(by: { $0.0 == $1.0 ? $0.1 && !$1.1 : $0.0 < $1.0 })
        where address != last {
            let place = place(of: address, in: bytes)
            result += bytes[start..<place.index * width]
            if isAdded { result += address.bytes }
            start = (place.index + (place.isFound ? 1 : 0)) * width
            last = address
        }
        return result + bytes[start...]
    }

    /// The addresses of several rows.
    static func union(_ rows: [[UInt8]], _ family: IPFamily) -> [UInt8] {
        let full = rows.filter { !$0.isEmpty }
        if full.count < 2 { return full.first ?? [] }
        return packed(full.flatMap { numbers(in: $0, family) }, family)
    }

    private static func numbers(in bytes: [UInt8], _ family: IPFamily) -> [UInt128] {
        (0..<bytes.count / family.byteCount).map { address(at: $0, in: bytes, family).bits }
    }

    /// These numbers as a row, each once.
    static func packed(_ numbers: [UInt128], _ family: IPFamily) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(numbers.count * family.byteCount)
        var last: UInt128?
        for number in numbers.sorted() where number != last {
            for place in (0..<family.byteCount).reversed() {
                result.append(UInt8(truncatingIfNeeded: number >> (8 * place)))
            }
            last = number
        }
        return result
    }
}
