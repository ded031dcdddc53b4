import Addresses
import Testing

@Suite struct RangeSetPrefixesTests {
    /// A prefix as a value that compares.
    private struct Prefix: Hashable {
        let value: UInt8
        let length: Int
    }

    @Test func `Every closed range of bytes splits into the fewest prefixes`() {
        var checked = 0
        for lower in 0...UInt8.max {
            for upper in lower...UInt8.max {
                let prefixes = RangeSet([lower...upper]).prefixes.map { Prefix(value: $0.value, length: $0.length) }
                guard prefixes == fewest(lower...upper, in: 0...255, length: 0) else {
                    Issue.record("\(lower)...\(upper) splits into \(prefixes)")
                    return
                }
                checked += 1
            }
        }
        #expect(checked == 32_896)
    }

    @Test func `The prefixes of a set are those of its ranges, and hold exactly its members`() {
        let oracle = RangeSetOracle()
        for (set, members) in zip(oracle.sets, oracle.members) {
            let blocks = set.prefixes.map { $0.value...$0.value + (UInt8.max >> $0.length) }
            let counts = set.ranges.map { RangeSet([$0]).prefixes.count }
            if blocks.count == counts.reduce(0, +), blocks.flatMap(Array.init) == members.sorted() { continue }
            Issue.record("\(set.ranges) splits into \(blocks)")
            return
        }
    }

    @Test func `The whole width is one prefix, and without its ends one for every bit but two`() {
        expectEdges(of: UInt16.self)
        expectEdges(of: UInt32.self)
        expectEdges(of: UInt128.self)
    }

    private func expectEdges<Bound: FixedWidthInteger & UnsignedInteger & Sendable>(of type: Bound.Type) {
        let width = Bound.bitWidth
        #expect(RangeSet<Bound>().prefixes.isEmpty)
        #expect(RangeSet<Bound>.all.prefixes.map(\.value) == [0])
        #expect(RangeSet<Bound>.all.prefixes.map(\.length) == [0])
        #expect(RangeSet<Bound>([.max ... .max]).prefixes.map(\.value) == [.max])
        #expect(RangeSet<Bound>([.max ... .max]).prefixes.map(\.length) == [width])
        let inner = RangeSet<Bound>([1...Bound.max - 1]).prefixes
        #expect(inner.map(\.length) == (2...width).reversed() + (2...width))
        #expect(inner.last?.value == Bound.max - 1)
    }

    /// The prefixes of the binary tree that lie in `range` and whose parent does not: any exact cover by prefixes
    /// has one for each of them at least, since no prefix inside `range` reaches into two.
    private func fewest(_ range: ClosedRange<UInt8>, in node: ClosedRange<UInt8>, length: Int) -> [Prefix] {
        if !range.overlaps(node) { return [] }
        if range.contains(node.lowerBound), range.contains(node.upperBound) {
            return [Prefix(value: node.lowerBound, length: length)]
        }
        let middle = node.lowerBound + (node.upperBound - node.lowerBound) / 2
        return fewest(range, in: node.lowerBound...middle, length: length + 1)
            + fewest(range, in: middle + 1...node.upperBound, length: length + 1)
    }
}
