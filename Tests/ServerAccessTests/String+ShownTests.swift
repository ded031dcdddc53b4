import Testing

@testable import ServerAccess

@Suite struct StringShownTests {
    @Test(
        "what a terminal acts on is written as its number, and all else as it is",
        arguments: [
            ("a b/é-\u{1F600}", "a b/é-\u{1F600}"), ("\u{1b}[0m\n", #"\u{1b}[0m\u{a}"#),
            ("\u{202e}x\u{2028}", #"\u{202e}x\u{2028}"#),
            ("\u{feff}\u{85}", #"\u{feff}\u{85}"#),
        ])
    func shown(text: String, wanted: String) {
        #expect(text.shown == wanted)
        #expect(text.quoted == "\"\(wanted)\"")
    }

    @Test("a name is cut behind 64 characters")
    func cut() {
        #expect(String(repeating: "a", count: 64).quoted == "\"" + String(repeating: "a", count: 64) + "\"")
        #expect(String(repeating: "a", count: 65).quoted == "\"" + String(repeating: "a", count: 64) + "\"...")
    }

    @Test("a list in a sentence")
    func listed() {
        #expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(\.listed) == ["", "a", "a and b", "a, b and c"])
    }
}
