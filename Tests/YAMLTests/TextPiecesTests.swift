import Testing

@testable import YAML

@Suite struct TextPiecesTests {
    @Test(
        "a text is cut before --- and behind ..., with what belongs to the next document",
        arguments: [
            ("a\n---\nb\n", ["a\n", "---\nb\n"]), ("# c\n%YAML 1.1\n---\nb\n", ["# c\n%YAML 1.1\n---\nb\n"]),
            ("a\n...\n# c\n---\nb", ["a\n...\n", "# c\n---\nb"]), ("---a\n--- b\n---", ["---a\n", "--- b\n", "---"]),
            (" ---\n", [" ---\n"]), ("", []), ("a\r\n---\r\nb", ["a\r\n", "---\r\nb"]),
            ("a\r---\rb", ["a\r", "---\rb"]),
            ("---\n---\t\n", ["---\n", "---\t\n"]), ("....\n..\n...", ["....\n..\n..."]),
        ] as [(String, [String])])
    func cuts(text: String, pieces: [String]) {
        let bytes = Array(text.utf8)
        let found = Array(TextPieces(bytes))
        #expect(found.map { String(decoding: bytes[$0.range], as: UTF8.self) } == pieces)
        // Nothing is lost or read twice, and each piece knows its line.
        #expect(found.flatMap { bytes[$0.range] } == bytes)
        for piece in found {
            var lines = LineCounter(line: 1)
            lines.advance(to: piece.range.lowerBound) { bytes[$0] }
            #expect(piece.line == lines.place.line)
        }
    }
}
