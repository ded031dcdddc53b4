import TestSupport
import Testing

@testable import Nftables

@Suite struct LimitedTextTests {
    static let hostile: [(String, String)] = [
        ("", ""), ("plain", "plain"), ("\"", "'"), ("a\"; drop; \"b", "a'; drop; 'b"), ("line\nline", "line line"),
        ("\r\n", "  "), ("\0", " "), ("\u{1b}[2J", " [2J"), ("\u{7f}\u{85}\u{9b}", "   "), ("\t", " "),
        ("\u{2028}\u{2029}", "  "), ("\u{202e}gnp.exe", "?gnp.exe"), ("\u{200f}\u{200b}\u{feff}\u{ad}", "????"),
        ("\u{e0041}", "?"), ("é", "é"), ("e\u{301}", "e\u{301}"), ("日本 😀", "日本 😀"), ("\\", "\\"), ("'", "'"),
        ("$x @y #z {a} ; `b`", "?x @y #z {a} ; `b`"),
    ]

    @Test("has no quote, no control and no mark that turns text around", arguments: hostile)
    func replaces(text: String, kept: String) {
        #expect(LimitedText(text).description == kept)
        #expect(Array(LimitedText(text).description.utf8) == Array(kept.utf8))
    }

    @Test("is made of itself by making it again", arguments: hostile.map(\.0))
    func isIdempotent(text: String) {
        for byteCountMax in [3, 10, 128] {
            let once = LimitedText(text, byteCountMax: byteCountMax)
            #expect(LimitedText(once.description, byteCountMax: byteCountMax) == once)
            #expect(once.isClean(byteCountMax: byteCountMax))
            #expect(once.description.utf8.count <= max(byteCountMax, 3))
        }
    }

    @Test(
        "what is too long is cut at a character",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc…"), ("äöü", 6, "äöü"), ("äöüx", 6, "ä…"), ("äöüx", 5, "ä…"),
            ("äöüx", 4, "…"), ("👨‍👩‍👧abc", 10, "👨?…"), ("abcd", 3, "…"),
            (String(repeating: "x", count: 128), 128, String(repeating: "x", count: 128)),
            (String(repeating: "x", count: 129), 128, String(repeating: "x", count: 125) + "…"),
        ])
    func cuts(text: String, byteCountMax: Int, kept: String) {
        #expect(LimitedText(text, byteCountMax: byteCountMax).description == kept)
    }

    @Test("text from the kernel is kept as it is, and known to be unclean")
    func verbatim() {
        #expect(LimitedText(verbatim: "a\"b\n").description == "a\"b\n")
        #expect(!LimitedText(verbatim: "a\"b").isClean(byteCountMax: 128))
        #expect(!LimitedText(verbatim: "abcd").isClean(byteCountMax: 3))
        #expect(LimitedText(verbatim: "abc").isClean(byteCountMax: 3))
    }

    @Test("is ordered by bytes")
    func ordered() {
        let texts = ["", "A", "B", "a", "aa", "b", "é", "日"].map { LimitedText($0) }
        #expect(texts.reversed().sorted() == texts)
    }

    @Test("as a comment and a log prefix, nft lists whatever was put in", .requiresKernel)
    func listsBack() throws {
        var texts = Self.hostile.map(\.0)
        texts += (0..<0x250).compactMap { Unicode.Scalar(UInt32($0)).map { "<\($0)>" } }
        texts +=
            (120...140).map { String(repeating: "x", count: $0) } + (40...70).map { String(repeating: "ä", count: $0) }
        var ruleset = Ruleset(comment: texts[5])
        ruleset.chains["c"] = Chain(
            texts.filter { !$0.isEmpty }.map { Rule(.log(Log(prefix: $0)), comment: $0) }, comment: texts[3])
        for (index, text) in texts.enumerated() where !text.isEmpty {
            ruleset.sets["s\(index)"] = NamedSet(Elements(KeyLayout(.port)), comment: text)
        }
        #expect(ruleset.problems == [])
        let listing = try Nft.listing(ofText: ruleset.text)
        // The 590 sets are listed in the order of their names, as they were made.
        #expect(difference(listing, ruleset.text) == nil)
    }

    @Test("a text is cut where it would be if all of it were looked at, whatever letters stand there")
    func cutPlace() {
        for letter in ["a", "é", "e\u{301}", "漢", "🙂", "👨\u{200d}👩", "\u{202e}", "\n", "\""] {
            for length in 0..<24 {
                let text = String(repeating: "x", count: length) + String(repeating: letter, count: 30)
                let whole = LimitedText(text, byteCountMax: 10_000).description
                var kept = ""
                for character in whole {
                    if kept.utf8.count + character.utf8.count > 20 - "…".utf8.count { break }
                    kept.append(character)
                }
                #expect(LimitedText(text, byteCountMax: 20).description == kept + "…")
            }
        }
    }
}
