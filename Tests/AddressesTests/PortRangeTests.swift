import Addresses
import Testing

@Suite struct PortRangeTests {
    @Test func `A range prints as its port or as both ends`() throws {
        #expect(PortRange(80).description == "80")
        #expect(try PortRange(lower: 8000, upper: 9000).description == "8000-9000")
        #expect(PortRange(0...65_535).description == "0-65535")
    }

    @Test(arguments: accepted)
    func `A port or two with a hyphen are a range`(text: String, range: ClosedRange<UInt16>) throws {
        let parsed = try PortRange(parsing: text)
        #expect(parsed == PortRange(range))
        #expect(parsed.range == range)
        #expect(parsed.lower == range.lowerBound && parsed.upper == range.upperBound)
    }

    @Test(arguments: refused)
    func `A text that is no port range is refused with its reason`(text: String, reason: AddressError) {
        #expect(throws: reason) { try PortRange(parsing: text) }
    }

    @Test func `A range that runs backwards is refused`() {
        #expect(throws: AddressError.portsReversed(lower: 2, upper: 1)) { try PortRange(lower: 2, upper: 1) }
    }

    @Test func `A range holds its ends and what lies between`() throws {
        let range = PortRange(10...12)
        #expect((0...65_535 as ClosedRange<UInt16>).filter(range.contains) == [10, 11, 12])
    }

    @Test func `Ranges sort by lower and then by upper port`() {
        let sorted = [PortRange(1), PortRange(1...3), PortRange(2), PortRange(2...65_535)]
        for (left, one) in sorted.enumerated() {
            for (right, other) in sorted.enumerated() { #expect((one < other) == (left < right)) }
        }
    }

    private static let accepted: [(String, ClosedRange<UInt16>)] = [
        ("80", 80...80), ("0", 0...0), ("65535", 65_535...65_535), ("8000-9000", 8000...9000),
        ("0-65535", 0...65_535),
        ("80-80", 80...80),
    ]

    private static let refused: [(String, AddressError)] = [
        ("", .portMissing(text: "")),
        ("-", .portMissing(text: "-")),
        ("80-", .portMissing(text: "80-")),
        ("-80", .portMissing(text: "-80")),
        ("http", .portNotNumber(port: "http", text: "http")),
        ("+80", .portNotNumber(port: "+80", text: "+80")),
        (" 80", .portNotNumber(port: " 80", text: " 80")),
        ("80 ", .portNotNumber(port: "80 ", text: "80 ")),
        ("80 - 90", .portNotNumber(port: "80 ", text: "80 - 90")),
        ("80-90-100", .portNotNumber(port: "90-100", text: "80-90-100")),
        ("80:90", .portNotNumber(port: "80:90", text: "80:90")),
        ("0x50", .portNotNumber(port: "0x50", text: "0x50")),
        ("080", .portLeadingZero(port: "080", text: "080")),
        ("80-090", .portLeadingZero(port: "090", text: "80-090")),
        ("00", .portLeadingZero(port: "00", text: "00")),
        ("65536", .portTooLarge(port: "65536", text: "65536")),
        ("80-65536", .portTooLarge(port: "65536", text: "80-65536")),
        ("18446744073709551616", .portTooLarge(port: "18446744073709551616", text: "18446744073709551616")),
        ("9000-8000", .portsReversed(lower: 9000, upper: 8000)),
    ]
}
