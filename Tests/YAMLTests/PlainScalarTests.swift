import Testing
import YAML

@Suite struct PlainScalarTests {
    @Test(
        "words mean what they mean to kubectl",
        arguments: [
            ("true", "true"), ("True", "true"), ("TRUE", "true"), ("yes", "true"), ("Yes", "true"), ("YES", "true"),
            ("on", "true"), ("ON", "true"), ("y", "true"), ("Y", "true"), ("false", "false"), ("FALSE", "false"),
            ("no", "false"), ("No", "false"), ("off", "false"), ("Off", "false"), ("n", "false"), ("N", "false"),
            ("null", "null"), ("Null", "null"), ("NULL", "null"), ("~", "null"), ("", "null"),
            ("tRUE", #""tRUE""#), ("yEs", #""yEs""#), ("nul", #""nul""#), ("none", #""none""#), ("oN", #""oN""#),
            ("truely", #""truely""#), ("é", #""é""#), ("web", #""web""#), ("=", #""=""#), ("TCP", #""TCP""#),
        ])
    func words(written: String, meant: String) { #expect(read("a: \(written)") == [#"{"a":\#(meant)}"#]) }

    @Test(
        "numbers are written as JSON writes them",
        arguments: [
            ("0", "0"), ("80", "80"), ("-1", "-1"), ("+7", "7"), ("010", "8"), ("-010", "-8"), ("0o17", "15"),
            ("0O17", "15"), ("0x1F", "31"), ("0X1f", "31"), ("-0x10", "-16"), ("0b101", "5"), ("1_000", "1000"),
            ("0_7", "7"), ("08", "8"), ("09.5", "9.5"), ("-0", "0"), ("00", "0"),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("18446744073709551615", "18446744073709551615"), ("18446744073709551616", "1.8446744073709552e+19"),
            ("1.5", "1.5"), ("80.0", "80"), (".5", "0.5"), ("-.5", "-0.5"), ("1.", "1"), ("1e3", "1000"),
            ("1E-7", "1e-07"), ("+1.5e+3", "1500"), ("1_0.5", "10.5"), ("-0.0", "0"), ("5e-324", "5e-324"),
        ])
    func numbers(written: String, meant: String) {
        #expect(read("a: \(written)") == [#"{"a":\#(meant)}"#])
        #expect(isJSON(Array(meant.utf8)))
    }

    @Test(
        "what only looks like a number is a text",
        arguments: [
            "1.2.3", "10.0.0.0/8", "fe80::1", "1:30", "1e", "1e+", "0x", "0xg", "0o8", "0b2", "--1", "+-1", "-+1", "+",
            "-0x-1", "0x+1", ".", "..", "._5", ".5_0", "_1", "1e400", "2001-01-01", "2001-12-14T21:59:43Z",
            "1h", "100m", "8Mi", "0x10000000000000000", "0x1.8p1", "1 2", "infinity", "nan", "inf", ".info", ".nano",
        ])
    func texts(written: String) { #expect(read("a: \(written)") == [#"{"a":"\#(written)"}"#]) }

    @Test("infinity and not-a-number are errors", arguments: [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"])
    func notFinite(written: String) {
        let reason = "no infinity and no .nan here: write a number, or quote the value"
        #expect(read("\na: \(written)") == ["line 2, column 4: \(reason)"])
        #expect(read("a: '\(written)'") == [#"{"a":"\#(written)"}"#])
    }

    @Test("a number of many digits is read, and one of more than any means something is a text")
    func long() {
        let digits = String(repeating: "1", count: 300)
        #expect(read("a: \(digits)")[0].hasPrefix(#"{"a":1.11111"#))
        let more = String(repeating: "1", count: 401)
        #expect(read("a: \(more)") == [#"{"a":"\#(more)"}"#])
    }
}
