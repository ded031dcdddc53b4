import JSON
import Testing

/// A value as the reader gave it, member by member.
enum Read: Equatable {
    case null, bool(Bool), whole(Int64), otherNumber, string(String), array([Read]), object([String], [Read])
}

/// Reads all of a text through the pulling functions.
func pulled(_ bytes: [UInt8]) throws(JSONError) -> Read {
    var reader = JSONReader(bytes)
    let value = try pull(&reader)
    try reader.finish()
    return value
}

/// Passes over all of a text.
func skipped(_ bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader(bytes)
    try reader.skip()
    try reader.finish()
}

/// All of a text as a tree.
func taken(_ bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader(bytes)
    _ = try reader.tree(.all)
    try reader.finish()
}

private func pull(_ reader: inout JSONReader) throws(JSONError) -> Read {
    switch try reader.peek() {
    case .null:
        try reader.skip()
        return .null
    case .bool: return .bool(try reader.bool())
    case .number: return try reader.wholeNumber().map { .whole($0) } ?? .otherNumber
    case .string: return .string(try reader.string())
    case .array:
        var items: [Read] = []
        try reader.beginArray()
        while try reader.nextItem() { items.append(try pull(&reader)) }
        return .array(items)
    case .object:
        var (names, values): ([String], [Read]) = ([], [])
        try reader.beginObject()
        while let name = try reader.nextKey() {
            names.append(name)
            values.append(try pull(&reader))
        }
        return .object(names, values)
    }
}

@Suite struct JSONReaderTests {
    /// What stops the reader, as words; the same whether the text is read or passed over.
    private func reason(_ bytes: [UInt8]) -> String? {
        var reasons: [JSONError?] = []
        do throws(JSONError) { _ = try pulled(bytes); reasons.append(nil) } catch { reasons.append(error) }
        do throws(JSONError) { try skipped(bytes); reasons.append(nil) } catch { reasons.append(error) }
        #expect(reasons[0] == reasons[1], "reading and skipping disagree")
        return reasons[0].map { "\($0.line):\($0.column) \($0.reason)" }
    }

    @Test(
        "reads every kind of value",
        arguments: [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .whole(0)), ("-0", .whole(0)),
            ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([], [])), (" \t\r\n[ ] \t\r\n", .array([])),
            ("[1,\"a\",[null]]", .array([.whole(1), .string("a"), .array([.null])])),
            (" { \"b\" : 1 , \"a\" : { } } ", .object(["b", "a"], [.whole(1), .object([], [])])),
            ("[{},[],0]", .array([.object([], []), .array([]), .whole(0)])),
            ("{\"a\":1,\"a\":2}", .object(["a", "a"], [.whole(1), .whole(2)])),
            ("{\"\":\"\"}", .object([""], [.string("")])),
        ] as [(String, Read)])
    func reads(text: String, value: Read) throws {
        #expect(try pulled(Array(text.utf8)) == value)
        try skipped(Array(text.utf8))
    }

    @Test(
        "refuses what is no JSON, whether it is read or passed over, and says where and why",
        arguments: [
            ("", "1:1 the text ends"), (" \n", "2:1 the text ends"), ("[", "1:2 the text ends"),
            ("{\"a\":", "1:6 the text ends"), ("\"a", "1:3 the text ends"), ("[1", "1:3 the text ends"),
            ("\"\\", "1:3 the text ends"), ("\"\\u12", "1:6 the text ends"), ("-", "1:2 the text ends"),
            ("1.", "1:3 the text ends"), ("1e+", "1:4 the text ends"), ("{\"a\"", "1:5 the text ends"),
            ("{\"a\":1", "1:7 the text ends"), ("{", "1:2 the text ends"), ("{\"a\":1,", "1:8 the text ends"),
            ("[1]]", "1:4 something follows"), ("1 1", "1:3 something follows"), ("{}x", "1:3 something follows"),
            ("[1}", "1:3 a comma or ]"), ("[1 2]", "1:4 a comma or ]"), ("[1:2]", "1:3 a comma or ]"),
            ("{\"a\":1]", "1:7 a comma or }"), ("{\"a\":1 \"b\":2}", "1:8 a comma or }"),
            ("[1,]", "1:4 a value"), ("[,1]", "1:2 a value"), ("{\"a\":}", "1:6 a value"), ("]", "1:1 a value"),
            ("{\"a\":1,}", "1:8 a member's name"), ("{1:2}", "1:2 a member's name"), ("{a:1}", "1:2 a member's name"),
            ("{,}", "1:2 a member's name"), ("{\"a\" 1}", "1:6 a colon"), ("{\"a\",1}", "1:5 a colon"),
            ("'a'", "1:1 a value"), ("+1", "1:1 a value"), (".5", "1:1 a value"), ("\u{feff}1", "1:1 a value"),
            ("tru", "1:1 no such word"), ("trux", "1:1 no such word"), ("nul", "1:1 no such word"),
            ("[nill]", "1:2 no such word"), ("True", "1:1 no such word"), ("NaN", "1:1 no such word"),
            ("truex", "1:5 something follows"), ("01", "1:1 no such number"), ("-01", "1:1 no such number"),
            ("[1.]", "1:4 no such number"), ("[1e]", "1:4 no such number"), ("[-]", "1:3 no such number"),
            ("[-a]", "1:3 no such number"), ("[1.5.5]", "1:5 a comma or ]"), ("0x1", "1:2 something follows"),
            ("\"\n\"", "1:2 a control"), ("\"aaaaaaaaaaaa\u{1}\"", "1:14 a control"), ("\"\0\"", "1:2 a control"),
            ("\"\\x\"", "1:2 no such escape"), ("\"\\u12g4\"", "1:2 no such escape"),
            ("\"\\U0041\"", "1:2 no such escape"), ("\"\\\0\"", "1:2 no such escape"),
            ("\"\\ud800\"", "1:2 half a surrogate"), ("\"\\udc00\"", "1:2 half a surrogate"),
            ("\"\\ud800\\n\"", "1:2 half a surrogate"), ("\"\\ud800\\ud800\"", "1:2 half a surrogate"),
            ("\"\\ud800x\\udc00\"", "1:2 half a surrogate"), ("[\n  1,\n  \"é日😀\" x\n]", "3:9 a comma or ]"),
            ("/* */1", "1:1 a value"), ("[1,//\n2]", "1:4 a value"),
        ])
    func refuses(text: String, start: String) throws {
        let found = try #require(reason(Array(text.utf8)), "accepted: \(text.debugDescription)")
        #expect(found.hasPrefix(start), "\(found)")
        #expect(!JSONChecker.accepts(Array(text.utf8)))
    }

    @Test(
        "refuses bytes that are no UTF-8, at every distance from the start",
        arguments: [
            [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xc2, 0x41], [0xe0, 0x9f, 0xbf], [0xe2, 0x82],
            [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80],
            [0xff], [0xe2, 0x28, 0xa1], [0xf0, 0x90, 0x28, 0xbc], [0xf0, 0x90, 0x80],
        ] as [[UInt8]])
    func refusesBadUTF8(bad: [UInt8]) throws {
        for distance in 0..<10 {
            let before = [UInt8](repeating: UInt8(ascii: "a"), count: distance)
            let text = [UInt8(ascii: "\"")] + before + bad + Array("\"".utf8)
            #expect(reason(text)?.contains("no UTF-8") == true, "\(distance)")
        }
    }

    @Test("an error says where it is in bytes, lines and characters, and what is wrong")
    func describes() {
        #expect {
            try pulled(Array("{\n \"é\": tru }".utf8))
        } throws: { error in
            guard let error = error as? JSONError else { return false }
            let words = "line 2, column 7: no such word: only true, false and null stand without quotes"
            return error.offset == 9 && error.reason == .badLiteral && "\(error)" == words
        }
    }

    @Test("goes 512 levels deep, and no further, whether it reads or passes over")
    func depth() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let inner = open == "[" ? "" : "1"
            let fits = String(repeating: open, count: 512) + inner + String(repeating: close, count: 512)
            #expect(reason(Array(fits.utf8)) == nil)
            #expect(reason(Array((open + fits + close).utf8))?.contains("512") == true)
        }
        #expect(reason(Array(String(repeating: "[", count: 1_000_000).utf8))?.contains("512") == true)
    }

    @Test("what is skipped inside counts as deep as it lies")
    func skipsFromInside() throws {
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        var reader = JSONReader(Array("[\(deep)]".utf8))
        try reader.beginArray()
        #expect(try reader.nextItem())
        #expect(throws: JSONError.self) { try reader.skip() }
    }

    @Test("a copy goes on where the original stood")
    func copies() throws {
        var reader = JSONReader(Array("{\"items\":[1,2],\"kind\":\"List\"}".utf8))
        try reader.beginObject()
        #expect(try reader.nextKey() == "items")
        var copy = reader
        try reader.skip()
        #expect(try reader.nextKey() == "kind")
        #expect(try reader.string() == "List")
        #expect(try reader.nextKey() == nil)
        try reader.finish()
        try copy.beginArray()
        #expect(try copy.nextItem())
        #expect(try copy.wholeNumber() == 1)
        #expect(try copy.nextItem())
        #expect(try copy.wholeNumber() == 2)
        #expect(try !copy.nextItem())
    }

    @Test("says which kind it found where another was asked for, and stays there")
    func otherKinds() throws {
        let texts: [(JSONReader.Kind, String)] = [
            (.object, "{}"), (.array, "[]"), (.string, "\"\""), (.number, "1"), (.bool, "true"), (.null, "null"),
        ]
        for (kind, text) in texts {
            var reader = JSONReader(Array(text.utf8))
            var wrong: [JSONReader.Kind] = []
            func note(_ error: JSONError) {
                if case .otherKind(let wanted, kind) = error.reason { wrong.append(wanted) }
            }
            if kind != .object { do throws(JSONError) { try reader.beginObject() } catch { note(error) } }
            if kind != .array { do throws(JSONError) { try reader.beginArray() } catch { note(error) } }
            if kind != .string { do throws(JSONError) { _ = try reader.string() } catch { note(error) } }
            if kind != .number { do throws(JSONError) { _ = try reader.wholeNumber() } catch { note(error) } }
            if kind != .bool { do throws(JSONError) { _ = try reader.bool() } catch { note(error) } }
            #expect(wrong == [.object, .array, .string, .number, .bool].filter { $0 != kind })
            #expect(try reader.peek() == kind)
        }
    }
}
