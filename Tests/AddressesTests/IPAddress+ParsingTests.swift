import Addresses
import TestSupport
import Testing

@Suite struct IPAddressParsingTests {
    @Test(arguments: ipv4)
    func `Four octets are an IPv4 address`(text: String, number: UInt32) throws {
        #expect(try IPAddress(parsing: text) == IPAddress(ipv4: number))
    }

    @Test(arguments: ipv6)
    func `Eight groups, a gap or a dotted tail are an IPv6 address`(text: String, number: UInt128) throws {
        #expect(try IPAddress(parsing: text) == IPAddress(ipv6: number))
    }

    @Test(arguments: refused)
    func `A text that is no address is refused with its reason`(text: String, reason: AddressError) {
        #expect(throws: reason) { try IPAddress(parsing: text) }
    }

    @Test func `Printed addresses read back as the same value`() throws {
        var random = SeededGenerator.forTest(#function)
        for _ in 0..<20_000 {
            let address =
                Bool.random(using: &random)
                ? IPAddress(ipv4: .random(in: .min ... .max, using: &random))
                : IPAddress(ipv6: random.sparseIPv6())
            guard address.bits >> 32 != 0xffff else { continue }
            guard try IPAddress(parsing: address.description) == address,
                SystemAddressText.parse(address.description) == address,
                let text = SystemAddressText.print(address), try IPAddress(parsing: text) == address
            else {
                Issue.record("\(address.bytes) prints as \(address)")
                return
            }
        }
    }

    @Test(arguments: [
        "10.1.2.3", "255.255.255.255", "0.0.0.0", "100.20.9.199", "::", "::1", "1::", "fe80::1:2", "2001:db8::a:0:0:1",
        "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3::5:6:7:8", "abcd:ef01:2345:6789:ABCD:EF01:0:9",
        "::1.2.3.4", "64:ff9b::192.0.2.33", "1:2:3:4:5:6:7.8.9.10", "::ffff:0:1", "::fffe:1.2.3.4", "0:0:0:0:0:fff:1:2",
    ])
    func `Each text one character away is read as inet_pton reads it`(text: String) {
        for mutation in mutations(of: text) {
            let theirs = SystemAddressText.parse(mutation)
            let expected = theirs.flatMap { isMapped($0) ? nil : $0 }
            let ours = Result { () throws(AddressError) in try IPAddress(parsing: mutation) }
            guard case .failure(.ipv4Mapped) = ours else {
                if (try? ours.get()) == expected { continue }
                Issue.record("\(mutation.debugDescription) is \(ours), and to inet_pton \(String(describing: theirs))")
                return
            }
            #expect(theirs.map(isMapped) == true, "\(mutation.debugDescription) is not mapped")
        }
    }

    /// Everything one deletion, replacement or insertion of an ASCII character makes of `text`.
    private func mutations(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        let spliced = (0...bytes.count).flatMap { offset in
            (0...1).flatMap { removed in
                (1...127).map { byte in bytes.prefix(offset) + [byte] + bytes.dropFirst(offset + removed) }
            }
        }
        let deleted = bytes.indices.map { bytes.prefix($0) + bytes.dropFirst($0 + 1) }
        return (spliced + deleted).map { String(decoding: $0, as: UTF8.self) }
    }

    private func isMapped(_ address: IPAddress) -> Bool { address.family == .ipv6 && address.bits >> 32 == 0xffff }
}

extension IPAddressParsingTests {
    private static let ipv4: [(String, UInt32)] = [
        ("0.0.0.0", 0), ("255.255.255.255", .max), ("10.1.2.3", 0x0a01_0203), ("192.168.0.1", 0xc0a8_0001),
    ]

    private static let ipv6: [(String, UInt128)] = [
        ("::", 0), ("::1", 1), ("1::", 1 << 112), ("0:0:0:0:0:0:0:0", 0),
        ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004_0005_0006_0007_0008),
        ("2001:DB8::1", 0x2001_0db8_0000_0000_0000_0000_0000_0001),
        ("2001:0db8:0000::0001", 0x2001_0db8_0000_0000_0000_0000_0000_0001),
        ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004_0005_0006_0007_0000),
        ("::2:3:4:5:6:7:8", 0x0000_0002_0003_0004_0005_0006_0007_0008),
        ("1:2:3::5:6:7:8", 0x0001_0002_0003_0000_0005_0006_0007_0008),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", .max),
        ("::1.2.3.4", 0x0102_0304), ("64:ff9b::192.0.2.33", 0x64_ff9b << 96 | 0xc000_0221),
        ("1:2:3:4:5:6:7.8.9.10", 0x0001_0002_0003_0004_0005_0006_0708_090a),
        ("1::ffff:1.2.3.4", 1 << 112 | 0xffff_0102_0304), ("::fffe:1.2.3.4", 0xfffe_0102_0304),
    ]

    /// Texts that are no address, each with the exact error.
    static let refused: [(String, AddressError)] = refusedIPv4 + refusedIPv6

    private static let refusedIPv4: [(String, AddressError)] = [
        ("", .addressMissing(text: "")),
        ("10", .octetCount(1, text: "10")),
        ("10.0.0", .octetCount(3, text: "10.0.0")),
        ("1.2.3.4.5", .octetCount(5, text: "1.2.3.4.5")),
        (".", .octetMissing(number: 1, text: ".")),
        ("10..0.1", .octetMissing(number: 2, text: "10..0.1")),
        ("10.0.0.", .octetMissing(number: 4, text: "10.0.0.")),
        ("1.2.3.4.", .octetMissing(number: 5, text: "1.2.3.4.")),
        ("01.2.3.4", .octetLeadingZero(octet: "01", text: "01.2.3.4")),
        ("1.2.3.00", .octetLeadingZero(octet: "00", text: "1.2.3.00")),
        ("256.0.0.1", .octetTooLarge(octet: "256", text: "256.0.0.1")),
        ("1.2.3.1000", .octetTooLarge(octet: "1000", text: "1.2.3.1000")),
        ("1.4294967298.3.4", .octetTooLarge(octet: "4294967298", text: "1.4294967298.3.4")),
        ("18446744073709551617.", .octetTooLarge(octet: "18446744073709551617", text: "18446744073709551617.")),
        (" 10.0.0.1", .unexpectedCharacter(" ", position: 1, text: " 10.0.0.1")),
        ("10.0.0.1 ", .unexpectedCharacter(" ", position: 9, text: "10.0.0.1 ")),
        ("10.0.0.1\n", .unexpectedCharacter("\n", position: 9, text: "10.0.0.1\n")),
        ("10.0.0.1\0", .unexpectedCharacter("\0", position: 9, text: "10.0.0.1\0")),
        ("10.0. 0.1", .unexpectedCharacter(" ", position: 6, text: "10.0. 0.1")),
        ("+1.2.3.4", .unexpectedCharacter("+", position: 1, text: "+1.2.3.4")),
        ("1.2.3.-4", .unexpectedCharacter("-", position: 7, text: "1.2.3.-4")),
        ("0x7f.0.0.1", .unexpectedCharacter("x", position: 2, text: "0x7f.0.0.1")),
        ("1.2.3.é", .unexpectedCharacter("é", position: 7, text: "1.2.3.é")),
        ("1.2.3.４", .unexpectedCharacter("４", position: 7, text: "1.2.3.４")),
        ("localhost", .unexpectedCharacter("l", position: 1, text: "localhost")),
        ("10.0.0.1/24", .prefixInAddress(text: "10.0.0.1/24")),
        ("10.0.0.1:80", .port(text: "10.0.0.1:80")),
        ("10.0.0.1%eth0", .zone(text: "10.0.0.1%eth0")),
    ]

    private static let refusedIPv6: [(String, AddressError)] = [
        (":", .groupMissing(position: 1, text: ":")),
        (":1", .groupMissing(position: 1, text: ":1")),
        ("1:", .groupMissing(position: 3, text: "1:")),
        (":::", .groupMissing(position: 3, text: ":::")),
        ("1:::2", .groupMissing(position: 4, text: "1:::2")),
        ("1::2:", .groupMissing(position: 6, text: "1::2:")),
        ("1:2:3:4:5:6:7:", .groupMissing(position: 15, text: "1:2:3:4:5:6:7:")),
        ("1:2", .tooFewGroups(2, text: "1:2")),
        ("1:2:3:4:5:6:7", .tooFewGroups(7, text: "1:2:3:4:5:6:7")),
        ("1:2:3:4:5:1.2.3.4", .tooFewGroups(7, text: "1:2:3:4:5:1.2.3.4")),
        ("1:2:3:4:5:6:7:8:9", .tooManyGroups(9, text: "1:2:3:4:5:6:7:8:9")),
        ("1:2:3:4:5:6:7:1.2.3.4", .tooManyGroups(9, text: "1:2:3:4:5:6:7:1.2.3.4")),
        ("::1::", .doubleColonTwice(text: "::1::")),
        ("1::2::3", .doubleColonTwice(text: "1::2::3")),
        ("1::2:3:4:5:6:7:8", .doubleColonWithoutRoom(groups: 8, text: "1::2:3:4:5:6:7:8")),
        ("1:2:3:4:5:6:7:8::", .doubleColonWithoutRoom(groups: 8, text: "1:2:3:4:5:6:7:8::")),
        ("::1:2:3:4:5:6:7:8:9", .doubleColonWithoutRoom(groups: 9, text: "::1:2:3:4:5:6:7:8:9")),
        ("::1:2:3:4:5:6:1.2.3.4", .doubleColonWithoutRoom(groups: 8, text: "::1:2:3:4:5:6:1.2.3.4")),
        ("::12345", .groupTooLong(group: "12345", text: "::12345")),
        ("1:00000:2::", .groupTooLong(group: "00000", text: "1:00000:2::")),
        ("::g", .unexpectedCharacter("g", position: 3, text: "::g")),
        ("1:2 ::", .unexpectedCharacter(" ", position: 4, text: "1:2 ::")),
        ("1:é", .unexpectedCharacter("é", position: 3, text: "1:é")),
        ("::1.2.3", .octetCount(3, text: "::1.2.3")),
        ("::1.2.3.4.5", .octetCount(5, text: "::1.2.3.4.5")),
        ("::.1.2.3", .octetMissing(number: 1, text: "::.1.2.3")),
        ("::01.2.3.4", .octetLeadingZero(octet: "01", text: "::01.2.3.4")),
        ("::256.2.3.4", .octetTooLarge(octet: "256", text: "::256.2.3.4")),
        ("::a.2.3.4", .unexpectedCharacter("a", position: 3, text: "::a.2.3.4")),
        ("::1.2.3.4:5", .port(text: "::1.2.3.4:5")),
        ("fe80::1%eth0", .zone(text: "fe80::1%eth0")),
        ("::%1", .zone(text: "::%1")),
        ("[::1]", .brackets(text: "[::1]")),
        ("[::1]:80", .brackets(text: "[::1]:80")),
        ("::1/128", .prefixInAddress(text: "::1/128")),
        ("::ffff:1.2.3.4", .ipv4Mapped(IPAddress(ipv4: 0x0102_0304), text: "::ffff:1.2.3.4")),
        ("::FFFF:102:304", .ipv4Mapped(IPAddress(ipv4: 0x0102_0304), text: "::FFFF:102:304")),
        ("0:0:0:0:0:ffff:0:0", .ipv4Mapped(IPAddress(ipv4: 0), text: "0:0:0:0:0:ffff:0:0")),
        ("0::0:ffff:255.255.255.255", .ipv4Mapped(IPAddress(ipv4: .max), text: "0::0:ffff:255.255.255.255")),
    ]
}
