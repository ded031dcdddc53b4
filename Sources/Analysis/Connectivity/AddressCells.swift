import Addresses

/// The whole address space, cut wherever some ranges begin or end: what asks about no others than these ranges cannot
/// tell the addresses of one piece apart.
struct AddressCells {
    private let starts: [IPFamily: [UInt128]]

    /// Cuts where these ranges begin and behind their ends.
    init(cutting ranges: some Sequence<ClosedRange<IPAddress>>) {
        var starts: [IPFamily: Set<UInt128>] = [.ipv4: [0], .ipv6: [0]]
        for range in ranges {
            let (family, last) = (range.lowerBound.family, range.upperBound.bits)
            starts[family, default: []].insert(range.lowerBound.bits)
            if last < family.bitsMax { starts[family, default: []].insert(last + 1) }
        }
        self.starts = starts.mapValues { $0.sorted() }
    }

    /// Which piece an address lies in, found by halving.
    func cell(of address: IPAddress) -> Int {
        let starts = starts[address.family] ?? []
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= address.bits { low = middle } else { high = middle }
        }
        return low
    }

    /// The pieces of a range that is not cut at its bounds.
    func cells(in range: ClosedRange<IPAddress>) -> ClosedRange<Int> {
        cell(of: range.lowerBound)...cell(of: range.upperBound)
    }

    /// The pieces of one family, in order and without gaps.
    func ranges(_ family: IPFamily) -> [ClosedRange<IPAddress>] {
        let starts = starts[family] ?? []
        return starts.indices.map { index in
            let last = index + 1 < starts.count ? starts[index + 1] - 1 : family.bitsMax
            return IPAddress(family: family, bits: starts[index])...IPAddress(family: family, bits: last)
        }
    }
}

extension ClosedRange<IPAddress> {
    /// All addresses of a family.
    static func all(_ family: IPFamily) -> Self {
        IPAddress(family: family, bits: 0)...IPAddress(family: family, bits: family.bitsMax)
    }

    /// The first address that is none of these; `nil` where all of them are.
    func first(notIn taken: Set<IPAddress>) -> IPAddress? {
        var bits = lowerBound.bits
        while true {
            let address = IPAddress(family: lowerBound.family, bits: bits)
            if !taken.contains(address) { return address }
            if bits == upperBound.bits { return nil }
            bits += 1
        }
    }
}
