import Addresses
import TestSupport
import Testing

@Suite struct CIDRParsingTests {
    @Test(arguments: [
        ("10.0.0.0/24", IPAddress(ipv4: 0x0a00_0000), 24), ("0.0.0.0/0", IPAddress(ipv4: 0), 0),
        ("10.0.0.5/32", IPAddress(ipv4: 0x0a00_0005), 32), ("::/0", IPAddress(ipv6: 0), 0),
        ("2001:DB8::/32", IPAddress(ipv6: 0x2001_0db8 << 96), 32), ("::1/128", IPAddress(ipv6: 1), 128),
        ("64:ff9b::0.0.0.0/96", IPAddress(ipv6: 0x64_ff9b << 96), 96),
    ])
    func `An address, a slash and a length are a CIDR`(text: String, address: IPAddress, length: Int) throws {
        let parsed = try CIDR.parse(text)
        #expect(parsed.cidr == CIDR(address, prefixLength: length))
        #expect(parsed.warning == nil)
        #expect(try CIDR(parsing: text) == parsed.cidr)
    }

    @Test(arguments: [
        ("10.0.0.5/24", "10.0.0.5/24 has host bits set: it means 10.0.0.0/24"),
        ("255.255.255.255/0", "255.255.255.255/0 has host bits set: it means 0.0.0.0/0"),
        ("10.0.0.1/31", "10.0.0.1/31 has host bits set: it means 10.0.0.0/31"),
        ("2001:DB8::1/32", "2001:DB8::1/32 has host bits set: it means 2001:db8::/32"),
        ("8000::/0", "8000::/0 has host bits set: it means ::/0"),
    ])
    func `Host bits are masked and reported`(text: String, sentence: String) throws {
        let parsed = try CIDR.parse(text)
        #expect(parsed.warning == .hostBits(text: text, meaning: parsed.cidr))
        #expect(parsed.warning?.description == sentence)
        #expect(try CIDR(parsing: text) == parsed.cidr)
    }

    @Test(arguments: refused)
    func `A text that is no CIDR is refused with its reason`(text: String, reason: AddressError) {
        #expect(throws: reason) { try CIDR.parse(text) }
        #expect(throws: reason) { try CIDR(parsing: text) }
    }

    @Test func `An address that is refused alone is refused before a slash for the same reason`() {
        for (text, _) in IPAddressParsingTests.refused where !text.contains("/") {
            let alone = Result { () throws(AddressError) in try IPAddress(parsing: text) }
            let before = Result { () throws(AddressError) in try CIDR.parse(text + "/8").cidr.address }
            #expect(reason(alone) == reason(before))
        }
    }

    @Test func `Printed CIDRs read back as the same value and without warning`() throws {
        var random = SeededGenerator.forTest(#function)
        for _ in 0..<2_000 {
            let ipv4 = IPAddress(ipv4: .random(in: .min ... .max, using: &random))
            let ipv6 = IPAddress(ipv6: random.sparseIPv6() | 1 << 127)
            for address in [ipv4, ipv6] {
                let length = Int.random(in: 0...address.family.bitWidth, using: &random)
                let cidr = CIDR(address, prefixLength: length)
                let parsed = try CIDR.parse(cidr.description)
                guard parsed.cidr != cidr || parsed.warning != nil else { continue }
                Issue.record("\(cidr) reads back as \(parsed)")
                return
            }
        }
    }

    /// The name of the case of an error, without what it carries.
    private func reason(_ result: Result<IPAddress, AddressError>) -> String? {
        guard case .failure(let error) = result else { return nil }
        return Mirror(reflecting: error).children.first?.label
    }

    private static let refused: [(String, AddressError)] = [
        ("", .addressMissing(text: "")),
        ("/", .addressMissing(text: "/")),
        ("/24", .addressMissing(text: "/24")),
        ("10.0.0.5", .prefixMissing(IPAddress(ipv4: 0x0a00_0005), text: "10.0.0.5")),
        ("::1", .prefixMissing(IPAddress(ipv6: 1), text: "::1")),
        ("10.0.0/24", .octetCount(3, text: "10.0.0/24")),
        ("10.0.0.0/", .prefixEmpty(text: "10.0.0.0/")),
        ("10.0.0.0/08", .prefixLeadingZero(prefix: "08", text: "10.0.0.0/08")),
        ("10.0.0.0/00", .prefixLeadingZero(prefix: "00", text: "10.0.0.0/00")),
        ("10.0.0.0/+8", .prefixNotNumber(prefix: "+8", text: "10.0.0.0/+8")),
        ("10.0.0.0/-8", .prefixNotNumber(prefix: "-8", text: "10.0.0.0/-8")),
        ("10.0.0.0/ 8", .prefixNotNumber(prefix: " 8", text: "10.0.0.0/ 8")),
        ("10.0.0.0/8 ", .prefixNotNumber(prefix: "8 ", text: "10.0.0.0/8 ")),
        ("10.0.0.0/8é", .prefixNotNumber(prefix: "8é", text: "10.0.0.0/8é")),
        ("10.0.0.0/8/8", .prefixNotNumber(prefix: "8/8", text: "10.0.0.0/8/8")),
        ("10.0.0.0/255.0.0.0", .prefixNotNumber(prefix: "255.0.0.0", text: "10.0.0.0/255.0.0.0")),
        ("10.0.0.0/33", .prefixTooLong(prefix: "33", family: .ipv4, text: "10.0.0.0/33")),
        ("::/129", .prefixTooLong(prefix: "129", family: .ipv6, text: "::/129")),
        (
            "::/18446744073709551616",
            .prefixTooLong(prefix: "18446744073709551616", family: .ipv6, text: "::/18446744073709551616")
        ),
        ("10.0.0.0 /8", .unexpectedCharacter(" ", position: 9, text: "10.0.0.0 /8")),
        ("fe80::%eth0/64", .zone(text: "fe80::%eth0/64")),
        ("[::]/0", .brackets(text: "[::]/0")),
        ("::ffff:10.0.0.0/104", .ipv4Mapped(IPAddress(ipv4: 0x0a00_0000), text: "::ffff:10.0.0.0/104")),
        ("::ffff:0:0/96", .ipv4Mapped(IPAddress(ipv4: 0), text: "::ffff:0:0/96")),
    ]
}
