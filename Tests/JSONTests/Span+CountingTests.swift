import JSON
import TestSupport
import Testing

@Suite struct SpanCountingTests {
    @Test("counts the ends of lines of any range as one does by hand")
    func counts() {
        var generator = SeededGenerator.forTest("line ends")
        let bytes = (0..<20_000).map { _ in
            [0x0a, 0x0d, 0x20, 0x8a, 0x0b].randomElement(using: &generator) ?? 0 as UInt8
        }
        for _ in 0..<60 {
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let range = start..<Int.random(in: start...bytes.count, using: &generator)
            let found = bytes.span.lineEnds(in: range)
            #expect(found.feeds == bytes[range].count { $0 == 0x0a }, "\(range), \(generator)")
            #expect(found.returns == bytes[range].count { $0 == 0x0d }, "\(range), \(generator)")
        }
        let feeds = [UInt8](repeating: 0x0a, count: 16 * 255 * 2 + 5)
        #expect(feeds.span.lineEnds(in: feeds.indices).feeds == feeds.count)
    }
}
