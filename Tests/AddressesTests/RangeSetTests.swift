import Addresses
import Testing

@Suite struct RangeSetTests {
    @Test func `A set has exactly its members, in the one canonical form`() {
        let oracle = RangeSetOracle()
        for mask in RangeSetOracle.masks {
            let (set, members) = (oracle.sets[mask], oracle.members[mask])
            guard set.ranges == RangeSetOracle.ranges(of: members), set.isEmpty == members.isEmpty,
                (0...UInt8.max).allSatisfy({ set.contains($0) == members.contains($0) })
            else {
                Issue.record("mask \(mask) is \(set.ranges)")
                return
            }
        }
    }

    @Test func `Any three ranges in any order make the canonical set`() {
        let ranges: [ClosedRange<UInt8>] =
            [0...0, 0...2, 1...1, 2...5, 3...3, 4...255, 7...9, 254...254, 255...255, 0...255]
        for first in ranges {
            for second in ranges {
                for third in ranges {
                    let expected = RangeSetOracle.ranges(of: Set(first).union(second).union(third))
                    guard RangeSet([first, second, third]).ranges != expected else { continue }
                    Issue.record("\(first), \(second), \(third)")
                    return
                }
            }
        }
    }

    @Test func `Equal sets are equal values however they were made`() {
        let one = RangeSet<UInt8>([1...5, 6...9])
        let other = RangeSet<UInt8>([4...9, 1...3, 2...4, 2...4])
        #expect(one == other && one.hashValue == other.hashValue)
        #expect(one != RangeSet([1...5, 7...9]))
    }

    @Test func `The last number of a width is a member like any other`() {
        expectEdges(of: UInt8.self)
        expectEdges(of: UInt16.self)
        expectEdges(of: UInt32.self)
        expectEdges(of: UInt128.self)
    }

    private func expectEdges<Bound: FixedWidthInteger & UnsignedInteger & Sendable>(of type: Bound.Type) {
        let ends = RangeSet<Bound>([.max ... .max, 0...0])
        #expect(ends.ranges == [0...0, .max ... .max])
        #expect(ends.contains(0) && ends.contains(.max) && !ends.contains(1) && !ends.contains(.max - 1))
        let middle = RangeSet<Bound>.all.subtracting(ends)
        #expect(middle.ranges == [1...Bound.max - 1])
        #expect(middle.union(ends) == .all && ends.union(middle) == .all)
        #expect(middle.intersection(ends).isEmpty && RangeSet<Bound>.all.subtracting(.all).isEmpty)
        #expect(ends.isSubset(of: .all) && !RangeSet<Bound>.all.isSubset(of: ends))
        #expect(RangeSet<Bound>([0 ... .max, .max ... .max]) == .all)
    }
}
