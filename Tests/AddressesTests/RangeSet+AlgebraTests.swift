import Addresses
import Testing

@Suite struct RangeSetAlgebraTests {
    private static let oracle = RangeSetOracle()

    // 262,144 pairs, four checks of each: over a million. Slices, since the runner spreads arguments over the cores.
    @Test(arguments: 0..<4)
    func `Algebra on every pair of sets agrees with plain sets`(slice: Int) {
        for left in RangeSetOracle.masks where left % 4 == slice {
            for right in RangeSetOracle.masks {
                if let wrong = disagreement(left, right) {
                    Issue.record("\(wrong) of \(Self.oracle.sets[left].ranges) and \(Self.oracle.sets[right].ranges)")
                    return
                }
            }
        }
    }

    @Test func `Masks stand for plain sets`() {
        let members = Self.oracle.members
        for left in stride(from: 0, to: members.count, by: 31) {
            for right in stride(from: 0, to: members.count, by: 37) {
                #expect(members[left].union(members[right]) == members[left | right])
                #expect(members[left].intersection(members[right]) == members[left & right])
                #expect(members[left].subtracting(members[right]) == members[left & ~right])
                #expect(members[left].isSubset(of: members[right]) == (left & ~right == 0))
            }
        }
    }

    @Test func `Many ranges on both sides are walked to the end`() {
        let lower = teeth(0...2)
        let upper = teeth(2...3)
        #expect(lower.union(upper).ranges == [0...3999])
        #expect(lower.intersection(upper).ranges == teeth(2...2).ranges)
        #expect(lower.subtracting(upper).ranges == teeth(0...1).ranges)
        #expect(teeth(2...2).isSubset(of: lower) && !lower.isSubset(of: upper))
    }

    /// The same range in each of the first thousand blocks of four.
    private func teeth(_ range: ClosedRange<UInt32>) -> RangeSet<UInt32> {
        RangeSet((0..<1000 as Range<UInt32>).map { 4 * $0 + range.lowerBound...4 * $0 + range.upperBound })
    }

    private func disagreement(_ left: Int, _ right: Int) -> String? {
        let sets = Self.oracle.sets
        let (one, other) = (sets[left], sets[right])
        if one.union(other) != sets[left | right] { return "union" }
        if one.intersection(other) != sets[left & right] { return "intersection" }
        if one.subtracting(other) != sets[left & ~right] { return "difference" }
        if one.isSubset(of: other) != (left & ~right == 0) { return "subset" }
        return nil
    }
}
