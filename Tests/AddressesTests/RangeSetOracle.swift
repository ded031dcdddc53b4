import Addresses

/// Every union of nine blocks that together are all of `UInt8`, each as a range set and as a plain set.
///
/// Eight blocks are single numbers, four at either end, so that neighbours, gaps of one
/// and both ends come up; the middle block makes complements small sets too. A set is named by a mask of its
/// blocks, and set algebra on plain sets of blocks is bit arithmetic on masks.
struct RangeSetOracle {
    /// The blocks in rising order.
    static let blocks: [ClosedRange<UInt8>] =
        [0...0, 1...1, 2...2, 3...3, 4...251, 252...252, 253...253, 254...254, 255...255]
    /// All masks.
    static let masks = 0..<(1 << blocks.count)
    /// The members of each mask's set.
    let members: [Set<UInt8>]
    /// The canonical range set of each mask, made from the members one by one.
    let sets: [RangeSet<UInt8>]

    /// Makes all sets.
    init() {
        members = Self.masks.map { mask in
            Set(Self.blocks.indices.filter { mask >> $0 & 1 == 1 }.flatMap { Self.blocks[$0] })
        }
        sets = members.map { RangeSet($0.map { $0...$0 }) }
    }

    /// The ranges of a plain set, found by looking at every number.
    static func ranges(of members: Set<UInt8>) -> [ClosedRange<UInt8>] {
        var ranges: [ClosedRange<UInt8>] = []
        for number in 0...UInt8.max where members.contains(number) {
            if let last = ranges.last, last.upperBound == number - 1 {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges
    }
}
