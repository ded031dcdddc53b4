import JSON
import Testing

@Suite struct JSONReaderStringsTests {
    @Test(
        "strings read as they are meant",
        arguments: [
            ("a", "a"), ("\\n\\r\\t\\b\\f", "\n\r\t\u{8}\u{c}"), ("\\\"\\\\\\/", "\"\\/"), ("\\u0041", "A"),
            ("\\u00e9\\u00E9", "éé"), ("\\u65e5", "日"), ("\\ud83d\\ude00", "😀"), ("\\uD83D\\uDE00!", "😀!"),
            ("\\u0000", "\0"), ("\\uffff", "\u{ffff}"), ("\\ud800\\udc00", "\u{10000}"),
            ("\\udbff\\udfff", "\u{10ffff}"), ("é日😀", "é日😀"), ("abcdefghijklmnop\\n", "abcdefghijklmnop\n"),
            ("\u{7f}", "\u{7f}"), ("\u{2028}", "\u{2028}"), ("\\\\u0041", "\\u0041"), ("a\\u0062c", "abc"),
        ])
    func strings(written: String, meant: String) throws {
        #expect(try pulled(Array("\"\(written)\"".utf8)) == .string(meant))
        #expect(try pulled(Array("{\"\(written)\":0}".utf8)) == .object([meant], [.whole(0)]))
    }

    @Test("what the writer wrote reads as the same, for every character of two planes")
    func roundTrip() throws {
        for plane in [0 as UInt32, 0x1f000] {
            let scalars = (plane...plane + 0xffff).compactMap(Unicode.Scalar.init)
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            let written = JSONValue.string(text).text
            guard case .string(let read) = try pulled(Array(written.utf8)) else { Issue.record("no string"); return }
            #expect(Array(read.utf8) == Array(text.utf8))
        }
    }

    @Test("finds each special byte at each place of a word and beside each other byte")
    func words() throws {
        for place in 0..<16 {
            for special in [0x00, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x5b, 0x5c, 0x5d, 0x7f] as [UInt8] {
                for filler in [0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f] as [UInt8] {
                    var bytes = [UInt8](repeating: filler, count: 18)
                    bytes[0] = 0x22
                    bytes[17] = 0x22
                    bytes[1 + place] = special
                    let isAccepted = (try? pulled(bytes)) != nil
                    #expect(isAccepted == JSONChecker.accepts(bytes), "\(place) \(special) \(filler)")
                }
            }
        }
    }
}
