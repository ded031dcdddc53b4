import TestSupport
import Testing

@testable import ServerAccess

@Suite struct Base64Tests {
    @Test(
        "the examples of RFC 4648, and line ends anywhere",
        arguments: [
            ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"), ("Zm9v\nYmFy\r\n", "foobar"), ("Z\ng=\n=", "f"), ("fn5+/w==", "~~~\u{ff}"),
        ])
    func reads(text: String, wanted: String) throws {
        #expect(try Base64.bytes(of: text) == wanted.unicodeScalars.map { UInt8($0.value) })
    }

    @Test(
        "what is no base64 is refused with the place",
        arguments: [
            ("Zm9 ", Base64.Problem.character(at: 4)), ("Zm9v-_==", .character(at: 5)), ("é", .character(at: 1)),
            ("Zg==Zg==", .character(at: 5)), ("Zg===", .character(at: 5)), ("=", .character(at: 1)),
            ("Z===", .character(at: 2)), ("Zm9v=", .character(at: 5)), ("Zg", .length), ("Zg=", .length),
            ("Z", .length),
            ("Zm9vZ", .length), ("Zh==", .end), ("Zm9=", .end),
        ])
    func refuses(text: String, wanted: Base64.Problem) {
        #expect(throws: wanted) { try Base64.bytes(of: text) }
    }

    @Test("whatever is written is read back, at every length")
    func roundTrip() throws {
        var generator = SeededGenerator.forTest("base64")
        for length in 0..<200 {
            let text = String(
                (0..<length).map { _ in Character(Unicode.Scalar(UInt8.random(in: 1..<128, using: &generator))) })
            #expect(try Base64.bytes(of: base64(text)) == Array(text.utf8), "\(generator)")
        }
    }
}
