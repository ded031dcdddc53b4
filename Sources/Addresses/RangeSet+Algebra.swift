// Each of these walks both lists of ranges once. Intersections and differences need no joining: two neighbours
// in the result are neighbours in the left set too, so they lie in one of its ranges and nothing cut between them.
extension RangeSet {
    /// The numbers that are in either set.
    @inlinable
    public func union(_ other: Self) -> Self {
        if other.isEmpty { return self }
        if isEmpty { return other }
        var merged: [ClosedRange<Bound>] = []
        merged.reserveCapacity(ranges.count + other.ranges.count)
        var theirs = 0
        for range in ranges {
            while theirs < other.ranges.count, other.ranges[theirs].lowerBound < range.lowerBound {
                Self.append(other.ranges[theirs], to: &merged)
                theirs += 1
            }
            Self.append(range, to: &merged)
        }
        for range in other.ranges[theirs...] { Self.append(range, to: &merged) }
        return Self(canonical: merged)
    }

    /// The numbers that are in both sets.
    @inlinable
    public func intersection(_ other: Self) -> Self {
        var common: [ClosedRange<Bound>] = []
        var ours = 0
        var theirs = 0
        while ours < ranges.count, theirs < other.ranges.count {
            let left = ranges[ours]
            let right = other.ranges[theirs]
            if left.overlaps(right) { common.append(left.clamped(to: right)) }
            if left.upperBound < right.upperBound { ours += 1 } else { theirs += 1 }
        }
        return Self(canonical: common)
    }

    /// The numbers that are in this set and not in the other.
    @inlinable
    public func subtracting(_ other: Self) -> Self {
        if other.isEmpty { return self }
        var left: [ClosedRange<Bound>] = []
        var hole = 0
        for range in ranges {
            while hole < other.ranges.count, other.ranges[hole].upperBound < range.lowerBound { hole += 1 }
            Self.append(range, without: other.ranges, from: &hole, to: &left)
        }
        return Self(canonical: left)
    }

    /// Whether every number of this set is in the other.
    @inlinable
    public func isSubset(of other: Self) -> Bool {
        var theirs = 0
        for range in ranges {
            while theirs < other.ranges.count, other.ranges[theirs].upperBound < range.upperBound { theirs += 1 }
            guard theirs < other.ranges.count, other.ranges[theirs].lowerBound <= range.lowerBound else { return false }
        }
        return true
    }

    /// Adds what the holes from `hole` on leave of `range`; `hole` stays at one that may reach into the next range.
    @inlinable
    static func append(
        _ range: ClosedRange<Bound>, without holes: [ClosedRange<Bound>], from hole: inout Int,
        to left: inout [ClosedRange<Bound>]
    ) {
        var lower = range.lowerBound
        while hole < holes.count, holes[hole].lowerBound <= range.upperBound {
            if lower < holes[hole].lowerBound { left.append(lower...holes[hole].lowerBound - 1) }
            if holes[hole].upperBound >= range.upperBound { return }
            lower = holes[hole].upperBound + 1
            hole += 1
        }
        left.append(lower...range.upperBound)
    }
}
