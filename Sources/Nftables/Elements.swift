public import Addresses

/// The elements of a set, sorted and without repetition, packed: 100,000 addresses are 400,000 bytes and one array.
///
/// Sorted bytes make equal sets equal values, a difference one walk over both, and encoding a copy. An array of
/// ``Element`` would cost an allocation each.
public struct Elements: Hashable, Sendable {
    /// How each element is laid out.
    public let layout: KeyLayout
    /// All elements, one after the other.
    public private(set) var bytes: [UInt8]

    /// No elements.
    public init(_ layout: KeyLayout) { self.init(layout, packed: []) }

    /// The elements in these bytes, in any order; the byte count is a multiple of an element's.
    public init(_ layout: KeyLayout, packed: consuming [UInt8]) {
        precondition(packed.count.isMultiple(of: layout.elementByteCount), "half an element")
        self.layout = layout
        bytes = PackedRows(width: layout.elementByteCount, bytes: packed).sorted().bytes
    }

    /// These elements.
    public init(_ layout: KeyLayout, _ elements: some Sequence<Element>) {
        self.init(layout, packed: elements.flatMap(\.bytes))
    }

    /// How many elements there are.
    public var count: Int { bytes.count / layout.elementByteCount }

    /// Whether there are none.
    public var isEmpty: Bool { bytes.isEmpty }

    /// The element at a position in sorted order.
    public subscript(index: Int) -> Element { Element(bytes: Array(bytes(at: index))) }

    /// The bytes of the element at a position.
    public func bytes(at index: Int) -> ArraySlice<UInt8> {
        bytes[index * layout.elementByteCount..<(index + 1) * layout.elementByteCount]
    }

    /// Whether this element is here, by binary search.
    public func contains(_ element: Element) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if bytes(at: middle).elementsEqual(element.bytes) { return true }
            if bytes(at: middle).lexicographicallyPrecedes(element.bytes) { low = middle + 1 } else { high = middle }
        }
        return false
    }

    /// The elements here or there.
    public func union(_ other: Elements) -> Elements { merged(other, keep: [.here, .both, .there]) }

    /// The elements here and there.
    public func intersection(_ other: Elements) -> Elements { merged(other, keep: [.both]) }

    /// The elements here that are not there.
    public func subtracting(_ other: Elements) -> Elements { merged(other, keep: [.here]) }

    private func merged(_ other: Elements, keep: PackedRows.Sides) -> Elements {
        precondition(layout == other.layout, "elements of two layouts")
        var result = Elements(layout)
        result.bytes = PackedRows(width: layout.elementByteCount, bytes: bytes).merged(with: other.bytes, keep: keep)
        return result
    }
}

extension Elements {
    /// Whether both have the same elements; most often both have the same storage, or differ in how many they are.
    public static func == (left: Elements, right: Elements) -> Bool {
        guard left.bytes.count == right.bytes.count, left.layout == right.layout else { return false }
        return left.bytes.withUnsafeBytes { here in
            right.bytes.withUnsafeBytes { there in
                here.baseAddress == there.baseAddress || PackedRows.commonByteCount(here, there) == here.count
            }
        }
    }
}

extension Elements {
    /// The addresses of one family in a list, which is packed and sorted as elements are: nothing is copied.
    public init(_ addresses: AddressList, family: IPFamily) {
        layout = KeyLayout(family == .ipv4 ? .ipv4Address : .ipv6Address)
        bytes = addresses.bytes(family)
    }

    /// Addresses of one family, each an element.
    public init(addresses: some Sequence<IPAddress>, family: IPFamily) {
        let type: FieldType = family == .ipv4 ? .ipv4Address : .ipv6Address
        self.init(KeyLayout(type), packed: addresses.filter { $0.family == family }.flatMap(\.bytes))
    }

    /// The ranges of one family, each an element of an interval set.
    public init(_ ranges: AddressRanges, family: IPFamily) {
        let type: FieldType = family == .ipv4 ? .ipv4Address : .ipv6Address
        let layout = KeyLayout(type, isInterval: true)
        let bounds: [(IPAddress, IPAddress)] =
            switch family {
            case .ipv4: ranges.ipv4.ranges.map { (IPAddress(ipv4: $0.lowerBound), IPAddress(ipv4: $0.upperBound)) }
            case .ipv6: ranges.ipv6.ranges.map { (IPAddress(ipv6: $0.lowerBound), IPAddress(ipv6: $0.upperBound)) }
            }
        self.init(layout, packed: bounds.flatMap { $0.bytes + $1.bytes })
    }

    /// The ranges of ports, each an element of an interval set.
    public init(_ ports: PortSet) {
        let layout = KeyLayout(.port, isInterval: true)
        self.init(
            layout,
            packed: ports.ranges.flatMap { Datum.port($0.lowerBound).bytes + Datum.port($0.upperBound).bytes })
    }
}

extension Elements: Sequence {
    /// The elements in sorted order.
    public func makeIterator() -> some IteratorProtocol<Element> {
        (0..<count).lazy.map { self[$0] }.makeIterator()
    }
}
