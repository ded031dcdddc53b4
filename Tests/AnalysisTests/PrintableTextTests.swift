import Testing

@testable import Analysis

@Suite struct PrintableTextTests {
    @Test("what a terminal would act on, or nobody would see, becomes a question mark") func controls() {
        #expect("a\u{1B}[31m\n\u{202E}b\u{2028}c\u{7F}".printable == "a?[31m??b?c?")
        #expect("Füße → 1".printable == "Füße → 1")
    }

    @Test("lists are read as people say them") func lists() {
        #expect(
            [[String](), ["a"], ["a", "b"], ["a", "b", "c"]].map(\.listed) == ["", "a", "a and b", "a, b and c"])
        #expect(["a", "b", "c"].listed("or") == "a, b or c")
        #expect(["a", "b", "c"].listed(max: 2) == "a, b and c")
        #expect(["a", "b", "c", "d"].listed(max: 2) == "a, b and 2 more")
    }

    @Test("what is quoted is cut to what a line takes") func quotes() {
        #expect("a\"\u{1B}".quotedForPeople == "\"a\\\"\\u{1B}\"")
        #expect(String(repeating: "a", count: 81).quotedForPeople == "\"\(String(repeating: "a", count: 80))\"...")
    }
}
