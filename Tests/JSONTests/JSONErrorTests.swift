import JSON
import Testing

@Suite struct JSONErrorTests {
    @Test("each reason says in words of its own what would be right")
    func reasons() {
        let reasons: [JSONError.Reason] = [
            .endedEarly, .valueExpected, .nameExpected, .colonExpected, .commaOrBraceExpected, .commaOrBracketExpected,
            .controlCharacter, .badEscape, .loneSurrogate, .invalidUTF8, .badNumber, .badLiteral, .tooDeep,
            .trailingContent, .otherKind(wanted: .string, found: .number),
        ]
        #expect(Set(reasons.map(\.description)).count == reasons.count)
        let other = JSONError.Reason.otherKind(wanted: .string, found: .null)
        #expect("\(other)" == "this is null, and a string is wanted")
    }

    @Test(
        "counts lines, and characters in them",
        arguments: [
            ("?", 0, 1, 1), ("  ?", 2, 1, 3), ("\n?", 1, 2, 1), ("\r\n\r\n ?", 5, 3, 2), ("[\"é\"?", 5, 1, 5),
            ("[\"😀日\",\n\"é\"?", 16, 2, 4),
        ])
    func places(text: String, offset: Int, line: Int, column: Int) {
        #expect {
            try skipped(Array(text.utf8))
        } throws: { error in
            guard let error = error as? JSONError else { return false }
            return error.offset == offset && error.line == line && error.column == column
        }
    }
}
