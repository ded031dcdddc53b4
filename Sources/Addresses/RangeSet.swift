/// A set of numbers as closed ranges, so that the last number of the width fits.
///
/// The ranges are sorted, disjoint and not adjacent. This is the only form a set has: equal sets are equal values.
/// The name hides the standard library's `RangeSet`, whose half-open ranges cannot hold the last number.
public struct RangeSet<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
    /// The ranges in rising order, with at least one number missing between two of them.
    public let ranges: [ClosedRange<Bound>]

    /// Makes the empty set.
    @inlinable
    public init() { ranges = [] }

    /// Makes the set of all numbers in `ranges`, which may come in any order, overlap and repeat.
    @inlinable
    public init(_ ranges: some Sequence<ClosedRange<Bound>>) {
        var merged: [ClosedRange<Bound>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) { Self.append(range, to: &merged) }
        self.init(canonical: merged)
    }

    /// Takes ranges that are sorted, disjoint and not adjacent already.
    @inlinable
    init(canonical ranges: [ClosedRange<Bound>]) { self.ranges = ranges }

    /// Every number of the width.
    @inlinable
    public static var all: Self { Self(canonical: [.min ... .max]) }

    /// Whether the set holds no number.
    @inlinable
    public var isEmpty: Bool { ranges.isEmpty }

    /// Whether the set holds `number`, found by halving the ranges.
    @inlinable
    public func contains(_ number: Bound) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= number
    }

    /// Adds a range that begins no earlier than the last of `merged`, and joins the two where they touch.
    @inlinable
    static func append(_ range: ClosedRange<Bound>, to merged: inout [ClosedRange<Bound>]) {
        guard let last = merged.last, range.lowerBound <= last.upperBound || range.lowerBound - last.upperBound == 1
        else { return merged.append(range) }
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    }
}
