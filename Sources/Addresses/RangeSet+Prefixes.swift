extension RangeSet {
    /// The fewest prefixes that hold exactly the numbers of this set, in rising order.
    ///
    /// Taking ranges one by one loses nothing: a prefix that reached into two would hold the gap between them.
    @inlinable
    public var prefixes: [(value: Bound, length: Int)] {
        var prefixes: [(value: Bound, length: Int)] = []
        for range in ranges { Self.append(range, to: &prefixes) }
        return prefixes
    }

    /// Adds the prefixes of one range, always the largest that begins at the lowest number left.
    @inlinable
    static func append(_ range: ClosedRange<Bound>, to prefixes: inout [(value: Bound, length: Int)]) {
        var value = range.lowerBound
        while true {
            let bits = hostBits(from: value, to: range.upperBound)
            prefixes.append((value, Bound.bitWidth - bits))
            let last = value + ((1 << bits) &- 1)
            if last == range.upperBound { return }
            value = last + 1
        }
    }

    /// How many low bits the largest prefix has that begins at `value` and does not pass `last`.
    @inlinable
    static func hostBits(from value: Bound, to last: Bound) -> Int {
        let aligned = value == 0 ? Bound.bitWidth : value.trailingZeroBitCount
        let distance = last - value
        let fitting =
            distance == .max ? Bound.bitWidth : Bound.bitWidth - 1 - (distance + 1).leadingZeroBitCount
        return min(aligned, fitting)
    }
}
