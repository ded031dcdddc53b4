import JSON
import Testing

@Suite struct JSONReaderSkippingTests {
    @Test("every text that is cut short is refused")
    func cut() {
        for seed in JSONFuzzTests.seeds {
            let text = Array(seed.utf8)
            let end = text.lastIndex { $0 != UInt8(ascii: " ") } ?? 0
            for count in 0...end { #expect((try? skipped(Array(text[..<count]))) == nil, "\(count) of \(seed)") }
        }
    }

    @Test("every short text of the marks of JSON is judged as the checker judges it")
    func allSmall() {
        let marks = Array("{}[]:,\"1-e.\\".utf8)
        for length in 0...4 {
            var places = [Int](repeating: 0, count: length)
            repeat {
                let bytes = places.map { marks[$0] }
                let isRight = JSONChecker.accepts(bytes)
                if ((try? skipped(bytes)) != nil) != isRight || ((try? pulled(bytes)) != nil) != isRight {
                    Issue.record("\(String(decoding: bytes, as: UTF8.self))")
                }
            } while advance(&places, marks.count)
        }
    }

    private func advance(_ places: inout [Int], _ base: Int) -> Bool {
        for index in places.indices {
            places[index] += 1
            if places[index] < base { return true }
            places[index] = 0
        }
        return false
    }
}
