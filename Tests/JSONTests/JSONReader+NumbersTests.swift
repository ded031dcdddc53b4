import JSON
import Testing

@Suite struct JSONReaderNumbersTests {
    @Test(
        "whole numbers read exactly, to both ends",
        arguments: [
            ("0", 0), ("-0", 0), ("7", 7), ("-7", -7), ("10", 10), ("65535", 65_535),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775806", .max - 1),
        ] as [(String, Int64)])
    func whole(text: String, number: Int64) throws {
        #expect(try pulled(Array(text.utf8)) == .whole(number))
        #expect(JSONValue.number(number).text == (text == "-0" ? "0" : text))
    }

    @Test(
        "numbers that are not whole, or do not fit, are numbers all the same",
        arguments: [
            "1.0", "0.5", "-0.5", "1e3", "1E3", "1e+3", "1e-3", "1.25e10", "0e0", "9223372036854775808",
            "-9223372036854775809", "99999999999999999999999999999999999999", "18446744073709551616", "1e999999",
        ])
    func others(text: String) throws {
        #expect(try pulled(Array(text.utf8)) == .otherNumber)
        try skipped(Array(text.utf8))
    }
}
