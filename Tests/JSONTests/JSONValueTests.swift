import JSON
import Testing

@Suite struct JSONValueTests {
    @Test(
        "is written in one line",
        arguments: [
            (.null, "null"), (.bool(true), "true"), (.bool(false), "false"), (0, "0"), (-1, "-1"),
            (.number(.max), "9223372036854775807"), (.number(.min), "-9223372036854775808"),
            ("", "\"\""), ("a", "\"a\""), ([], "[]"), ([1], "[1]"), ([1, "a", []], "[1,\"a\",[]]"),
            (.members([:]), "{}"), (.members(["a": 1]), "{\"a\":1}"),
            (
                .members(["b": 1, "a": [.null], "b": .members(["c": "d"])]),
                "{\"b\":1,\"a\":[null],\"b\":{\"c\":\"d\"}}"
            ),
        ] as [(JSONValue, String)])
    func writes(value: JSONValue, text: String) {
        #expect(value.text == text)
    }

    @Test("leaves out members that are not there, and keeps the order of the others")
    func leavesOut() {
        let absent: JSONValue? = nil
        #expect(JSONValue.members(["z": 1, "y": absent, "a": .null]).text == "{\"z\":1,\"a\":null}")
        #expect(JSONValue.members(["y": absent]) == .members([:]))
    }

    @Test(
        "escapes what would end a string, a line or a terminal's patience",
        arguments: [
            ("\"", "\\\""), ("\\", "\\\\"), ("\\\"", "\\\\\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"),
            ("\r\n", "\\r\\n"), ("\0", "\\u0000"), ("\u{1b}[2J", "\\u001b[2J"), ("\u{7f}", "\\u007f"),
            ("\u{1f}", "\\u001f"), ("/", "/"), ("é", "é"), ("e\u{301}", "e\u{301}"), ("日本", "日本"), ("😀", "😀"),
        ])
    func escapes(string: String, text: String) {
        #expect(Array(JSONValue.string(string).text.utf8) == Array("\"\(text)\"".utf8))
        #expect(JSONValue.members([string: 1]).text == "{\"\(text)\":1}")
    }

    @Test("escapes every control character, and nothing else of the first 768 characters but what JSON and text need")
    func escapesControls() {
        let escaped = (0...0x2ff).compactMap { Unicode.Scalar(UInt32($0)) }.filter {
            JSONValue.string(String($0)).text.unicodeScalars.count > 3
        }
        let softHyphen = 0xad
        let controls = Array(0..<0x20) + Array(0x7f..<0xa0)
        #expect(escaped.map { Int($0.value) } == (controls + [0x22, 0x5c, softHyphen]).sorted())
    }

    @Test(
        "shows only the number of line separators and of marks that turn text around",
        arguments: [
            ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029"), ("\u{202e}", "\\u202e"), ("\u{200f}", "\\u200f"),
            ("\u{2066}", "\\u2066"), ("\u{feff}", "\\ufeff"), ("\u{e0041}", "\\udb40\\udc41"),
        ])
    func escapesFormats(string: String, text: String) {
        #expect(JSONValue.string(string).text == "\"\(text)\"")
    }

    @Test("finds what is to be escaped wherever it stands in a string")
    func escapesAnywhere() {
        let cases = [
            ("\"", "\\\""), ("\\", "\\\\"), ("\u{1f}", "\\u001f"), ("\u{7f}", "\\u007f"), ("\u{80}", "\\u0080"),
        ]
        for (special, text) in cases {
            for count in 0..<20 {
                let places = (0...count).filter { place in
                    let (before, behind) = (
                        String(repeating: " ", count: place), String(repeating: "~", count: count - place)
                    )
                    return JSONValue.string(before + special + behind).text != "\"\(before)\(text)\(behind)\""
                }
                #expect(places == [], "\(text) in \(count)")
            }
        }
    }
}
