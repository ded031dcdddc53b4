import Testing

@testable import TestSupport

@Suite struct PacketCountsTests {
    private func count(_ sequences: [UInt32], stride: UInt32) -> FlowCount {
        var flow = FlowCount()
        for sequence in sequences {
            flow.add(PacketArrival(sequence: sequence, nanoseconds: UInt64(sequence)), stride: stride)
        }
        return flow
    }

    @Test("frames that follow each other leave no gap")
    func noGap() {
        let flow = count([2, 5, 8], stride: 3)
        #expect(flow.received == 3 && flow.missing == 0 && flow.gaps == [])
        #expect(flow.last?.sequence == 8)
        #expect(flow.arrivals.map(\.sequence) == [2, 5, 8])
    }

    @Test("what is left out is a gap, also at the beginning")
    func gaps() {
        let flow = count([5, 14], stride: 3)
        #expect(flow.received == 2 && flow.missing == 3)
        #expect(flow.gaps.map(\.missing) == [1, 2])
        #expect(flow.gaps.map { $0.before?.sequence } == [nil, 5])
        #expect(flow.gaps.map(\.after.sequence) == [5, 14])
    }

    @Test("a frame out of order is no gap of four thousand millions")
    func disorder() {
        #expect(count([3, 3, 4], stride: 1).missing == 3)
    }

    @Test("keeps a bounded number one by one, and counts all")
    func bounded() {
        let flow = count((0..<1000).map { $0 * 4 }, stride: 2)
        #expect(flow.received == 1000 && flow.missing == 999)
        #expect(flow.arrivals.count == PacketCounts.recordedMax && flow.gaps.count == PacketCounts.recordedMax)
    }
}
