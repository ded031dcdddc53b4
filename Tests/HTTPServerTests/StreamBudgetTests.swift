import Testing

@testable import HTTPServer

@Suite struct StreamBudgetTests {
    @Test("streams together hold what the budget has, and one that is read goes on whatever the others do")
    func together() {
        let budget = StreamBudget(bytesMax: 1_000_000)
        let streams = (0..<5).map { _ in AnswerStream(bufferMax: 1 << 30, budget: budget) }
        let part = [UInt8](repeating: 0x78, count: 330_000)
        #expect(streams[0..<3].allSatisfy { $0.write(part) })
        #expect(budget.bytesHeld == 990_000 && !budget.hasRoom(for: 10_001) && budget.hasRoom(for: 10_000))
        #expect(!streams[3].write(part) && !streams[3].write([0x78]))
        #expect(budget.bytesHeld == 990_000)
        #expect(streams[4].write([UInt8](repeating: 0x78, count: 60_000)))
        #expect(!streams[4].write([UInt8](repeating: 0x78, count: 10_000)))
    }

    @Test("what is sent, cut off, closed or dropped counts no more")
    func back() {
        let budget = StreamBudget(bytesMax: 100)
        var streams = (0..<4).map { _ in AnswerStream(bufferMax: 100, budget: budget) }
        #expect(streams.allSatisfy { $0.write([1, 2, 3]) })
        #expect(budget.bytesHeld == 12)
        var room = [UInt8](repeating: 0, count: 2)
        #expect(room.withUnsafeMutableBytes { streams[0].take(into: $0) } == .send(2) && budget.bytesHeld == 10)
        streams[0].end()
        #expect(budget.bytesHeld == 9)
        streams[1].close()
        #expect(budget.bytesHeld == 6)
        streams = []
        #expect(budget.bytesHeld == 0)
    }

    @Test("a whole answer that is too much is not noted; one with nothing beside it, or a short one, never is")
    func whole() {
        let budget = StreamBudget(bytesMax: 1_000_000)
        #expect(budget.admit(2_000_000) && budget.bytesHeld == 2_000_000)
        #expect(!budget.admit(70_000) && budget.admit(60_000) && budget.bytesHeld == 2_060_000)
        #expect(budget.note(0, insteadOf: 2_000_000))
        #expect(budget.admit(940_000) && !budget.admit(70_000) && budget.bytesHeld == 1_000_000)
    }
}
