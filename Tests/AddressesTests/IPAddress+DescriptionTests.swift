import Addresses
import TestSupport
import Testing

@Suite struct IPAddressDescriptionTests {
    @Test func `An IPv4 address prints as four octets`() {
        #expect(IPAddress(ipv4: 0).description == "0.0.0.0")
        #expect(IPAddress(ipv4: 0x0a63_64c7).description == "10.99.100.199")
        #expect(IPAddress(ipv4: .max).description == "255.255.255.255")
    }

    @Test(arguments: [
        ("2001:0db8::0001", "2001:db8::1"),
        ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:DB8::AAAA", "2001:db8::aaaa"),
        ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0"),
        ("0:0:0:0:0:0:0:0", "::"),
        ("1:0:0:0:0:0:0:0", "1::"),
        ("0:0:1:1:1:1:0:0", "::1:1:1:1:0:0"),
        ("1:1:1:1:1:1:0:0", "1:1:1:1:1:1::"),
        ("10:200:3000:0:0:4:50:600", "10:200:3000::4:50:600"),
    ])
    func `An IPv6 address prints as RFC 5952 says`(text: String, printed: String) throws {
        #expect(try IPAddress(parsing: text).description == printed)
    }

    @Test func `Every pattern of zero groups prints as inet_ntop prints it`() {
        for pattern in 0..<256 as Range<UInt128> {
            let bits = (0..<8).reduce(0 as UInt128) { $0 | (pattern >> $1 & 1) << (16 * $1) }
            expectAgreement(IPAddress(ipv6: bits))
        }
    }

    @Test func `Random addresses print as inet_ntop prints them`() {
        var random = SeededGenerator.forTest(#function)
        for _ in 0..<10_000 {
            expectAgreement(IPAddress(ipv4: .random(in: .min ... .max, using: &random)))
            expectAgreement(IPAddress(ipv6: random.sparseIPv6()))
        }
    }

    @Test func `An IPv4-mapped address ends in dots, as with inet_ntop`() {
        let mapped = IPAddress(ipv6: 0xffff_0102_0304)
        #expect(mapped.description == "::ffff:1.2.3.4")
        expectAgreement(mapped)
        expectAgreement(IPAddress(ipv6: 0xffff_0000_0000))
        expectAgreement(IPAddress(ipv6: 0xfffe_0102_0304))
    }

    @Test func `An IPv4-compatible address has no dots, other than with inet_ntop`() {
        let compatible = IPAddress(ipv6: 0x0102_0304)
        #expect(compatible.description == "::102:304")
        #expect(SystemAddressText.print(compatible) == "::1.2.3.4")
        #expect(IPAddress(ipv6: 0x1_0000).description == "::1:0")
        #expect(SystemAddressText.print(IPAddress(ipv6: 0x1_0000)) == "::0.1.0.0")
        expectAgreement(IPAddress(ipv6: 0xffff))
        expectAgreement(IPAddress(ipv6: 0x1_0000_0000))
    }

    /// The printed texts are equal, but for the IPv4-compatible addresses that `inet_ntop` prints with dots.
    private func expectAgreement(_ address: IPAddress) {
        let isCompatible = address.family == .ipv6 && (0x1_0000...0xffff_ffff).contains(address.bits)
        let theirs = SystemAddressText.print(address)
        if isCompatible || address.description == theirs { return }
        Issue.record("\(address.bytes) prints as \(address), by inet_ntop as \(String(describing: theirs))")
    }
}
