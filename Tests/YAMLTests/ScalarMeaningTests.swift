import JSON
import Testing
import YAML

@Suite struct ScalarMeaningTests {
    @Test(
        "quoted and block scalars are texts",
        arguments: [
            (#""80""#, "80"), ("'80'", "80"), (#""true""#, "true"), ("'yes'", "yes"), ("''", ""), (#""""#, ""),
            ("'~'", "~"), ("'it''s'", "it's"), (#""a\tb\\\"\u00e9\x41\U0001F600""#, #"a\tb\\\"éA😀"#),
            (#""a\/b\e""#, #"a/b\u001b"#), (#""a\0""#, #"a\u0000"#), ("|\n  80\n", #"80\n"#),
            (">\n  true\n", #"true\n"#),
            ("|-\n  a\n  b\n", #"a\nb"#), ("|+\n  a\n\n", #"a\n\n"#), (">\n  a\n  b\n\n  c\n", #"a b\nc\n"#),
            ("|2\n    a\n", #"  a\n"#), ("one\n  two", "one two"), ("\"one\n  two\\\n  three\"", "one twothree"),
            ("'a\n\n  b'", #"a\nb"#),
        ])
    func texts(written: String, meant: String) { #expect(read("a: \(written)") == [#"{"a":"\#(meant)"}"#]) }

    @Test("each control character of a text is written as JSON wants it")
    func controls() throws {
        for code in 0..<0x20 as Range<UInt8> {
            let digits = String(0x100 + Int(code), radix: 16)
            var reader = JSONReader(try only("\"\\x\(digits.suffix(2))\"").content.get())
            #expect(try reader.string() == String(Unicode.Scalar(code)))
        }
    }

    @Test(
        "a tag says what a scalar is",
        arguments: [
            ("!!str 80", #""80""#), ("!!str true", #""true""#), ("!!str", #""""#), ("!!int '80'", "80"),
            ("!!int 0x10", "16"), ("!!float 1", "1"), ("!!float '.5'", "0.5"), ("!!bool 'yes'", "true"),
            ("!!null ''", "null"), ("!!null", "null"), ("!!timestamp 2001-01-01", #""2001-01-01""#),
            ("!<tag:yaml.org,2002:str> 1", #""1""#), ("!own 80", #""80""#), ("! 80", #""80""#),
            ("!!map {b: 1}", #"{"b":1}"#),
            ("!!seq [1]", "[1]"), ("!own {b: 1}", #"{"b":1}"#), ("!!merge x", #""x""#),
        ])
    func tags(written: String, meant: String) { #expect(read("a: \(written)") == [#"{"a":\#(meant)}"#]) }

    @Test(
        "a value that is not what its tag says is an error",
        arguments: [
            ("!!int web", "!!int"), ("!!int 1.5", "!!int"), ("!!float web", "!!float"), ("!!bool 1", "!!bool"),
            ("!!null 1", "!!null"), ("!!binary YQ==", "!!binary"), ("!!set a", "!!set"), ("!!int ''", "!!int"),
        ])
    func wrongTags(written: String, tag: String) {
        let reason = "this value cannot be read as \(tag): remove the tag, or quote the value"
        #expect(read("a: \(written)") == ["line 1, column 4: \(reason)"])
    }
}
