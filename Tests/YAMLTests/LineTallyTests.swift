import TestSupport
import Testing

@testable import YAML

@Suite struct LineTallyTests {
    @Test("however a text is cut, its lines are those of a counter that looks at each byte")
    func agrees() {
        var generator = SeededGenerator.forTest("line tally")
        for _ in 0..<200 {
            let length = Int.random(in: 0...9_000, using: &generator)
            let hasReturns = Bool.random(using: &generator)
            let kinds: [UInt8] = hasReturns ? [0x0a, 0x0d, 0x20] : [0x0a, 0x20, 0x61]
            let bytes = (0..<length).map { _ in kinds.randomElement(using: &generator) ?? 0 }
            var tally = LineTally(line: 7)
            var lines = LineCounter(line: 7)
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + Int.random(in: 1...5_000, using: &generator))
                tally.pass(bytes.span.extracting(start..<end))
                lines.advance(to: end) { bytes[$0] }
                #expect(tally.line == lines.place.line, "\(end) of \(bytes.count), \(generator)")
                start = end
            }
        }
    }

    @Test("CR and LF are one end, also where a text is cut between them")
    func bothHalves() {
        var tally = LineTally()
        for part in ["a\r", "\nb\r", "c\n", "\n", "\r\r\n"] {
            let bytes = Array(part.utf8)
            tally.pass(bytes.span)
        }
        #expect(tally.line == 7)
    }
}
