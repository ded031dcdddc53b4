import Testing

@testable import Addresses

@Suite struct AddressErrorTests {
    @Test(arguments: zip(reasons, sentences))
    func `An error says what is wrong, where, and how to mend it`(reason: AddressError, sentence: String) {
        #expect(reason.description == sentence)
    }

    @Test func `Every reason has its sentence in the table`() {
        #expect(Self.reasons.count == Self.sentences.count)
        #expect(Set(Self.reasons.map(caseName)).count == 27)
    }

    @Test func `Control characters are escaped and long texts cut`() {
        let nasty = AddressError.zone(text: "\u{1b}[31m\"%" + String(repeating: "x", count: 1000))
        let quoted = #""\u{1B}[31m\"%"# + String(repeating: "x", count: 57) + #""..."#
        #expect(nasty.description.hasPrefix(quoted + " names a zone"))
        let longest = String(repeating: "x", count: 64)
        #expect(AddressError.portMissing(text: longest).description.hasPrefix("\"\(longest)\" lacks"))
    }

    private func caseName(_ reason: AddressError) -> String {
        Mirror(reflecting: reason).children.first?.label ?? "\(reason)"
    }

    private static let reasons: [AddressError] = [
        .addressMissing(text: ""),
        .unexpectedCharacter("x", position: 8, text: "10.0.0.x"),
        .zone(text: "fe80::1%eth0"),
        .port(text: "10.0.0.1:80"),
        .brackets(text: "[::1]"),
        .prefixInAddress(text: "10.0.0.1/24"),
        .octetCount(1, text: "10"),
        .octetMissing(number: 2, text: "10..0.1"),
        .octetLeadingZero(octet: "010", text: "010.0.0.1"),
        .octetTooLarge(octet: "256", text: "10.0.0.256"),
        .tooFewGroups(2, text: "1:2"),
        .tooManyGroups(9, text: "1:2:3:4:5:6:7:8:9"),
        .groupMissing(position: 1, text: ":1"),
        .groupTooLong(group: "12345", text: "::12345"),
        .doubleColonTwice(text: "1::2::3"),
        .doubleColonWithoutRoom(groups: 8, text: "1:2:3:4:5:6:7:8::"),
        .ipv4Mapped(IPAddress(ipv4: 0x0102_0304), text: "::ffff:102:304"),
        .prefixMissing(IPAddress(ipv4: 0x0a00_0005), text: "10.0.0.5"),
        .prefixEmpty(text: "10.0.0.0/"),
        .prefixNotNumber(prefix: "255.0.0.0", text: "10.0.0.0/255.0.0.0"),
        .prefixLeadingZero(prefix: "08", text: "10.0.0.0/08"),
        .prefixLeadingZero(prefix: "00", text: "10.0.0.0/00"),
        .prefixTooLong(prefix: "33", family: .ipv4, text: "10.0.0.0/33"),
        .prefixTooLong(prefix: "129", family: .ipv6, text: "::/129"),
        .portMissing(text: "80-"),
        .portNotNumber(port: "http", text: "http"),
        .portLeadingZero(port: "080", text: "080"),
        .portTooLarge(port: "65536", text: "80-65536"),
        .portsReversed(lower: 9000, upper: 8000),
    ]

    private static let sentences = """
        "" holds no address: write one such as 10.0.0.1 or 2001:db8::1
        "10.0.0.x" is no IP address: remove or correct "x" at character 8
        "fe80::1%eth0" names a zone, which policies cannot match: leave out "%" and what follows
        "10.0.0.1:80" goes on with ":" after the dotted numbers: write the address alone, without a port
        "[::1]" has square brackets: write the address without them and without a port
        "10.0.0.1/24" is a CIDR where one address is wanted: leave out "/" and what follows
        "10" has 1 octet where 4 belong: write all four, such as 10.0.0.1
        "10..0.1" has nothing where octet 2 belongs: write a number from 0 to 255 there
        "010.0.0.1" has a leading zero in octet "010": write 10
        "10.0.0.256" has octet "256", which is above 255: write a number from 0 to 255 there
        "1:2" has 2 groups where 8 belong: add the others, or "::" for zeros
        "1:2:3:4:5:6:7:8:9" has 9 groups where 8 belong: remove those that are too many
        ":1" lacks a group at character 1: write one there, or remove the stray ":"
        "::12345" has group "12345", which is too long: write at most 4 hexadecimal digits
        "1::2::3" has "::" twice: keep one, and write the zeros of the other out
        "1:2:3:4:5:6:7:8::" has 8 groups beside "::", which allow 7 at most: remove "::" or a group
        "::ffff:102:304" is an IPv4 address mapped into IPv6: write the IPv4 address 1.2.3.4 instead
        "10.0.0.5" has no prefix length: write 10.0.0.5/32 for this one address
        "10.0.0.0/" has nothing after "/": write a prefix length there, such as 24
        "10.0.0.0/255.0.0.0" has "255.0.0.0" after "/": write a prefix length in decimal digits, such as 24
        "10.0.0.0/08" has a leading zero after "/": write /8
        "10.0.0.0/00" has a leading zero after "/": write /0
        "10.0.0.0/33" has prefix length "33": write 32 or less
        "::/129" has prefix length "129": write 128 or less
        "80-" lacks a port: write one such as 80, or a range such as 8000-9000
        "http" has port "http", which is no number: write one from 0 to 65535
        "080" has a leading zero in port "080": write 80
        "80-65536" has port "65536", which is above 65535: write one from 0 to 65535
        ports 9000-8000 run backwards: write 8000-9000
        """.split(separator: "\n").map(String.init)
}
