import Addresses
import Testing

@Suite struct IPAddressTests {
    @Test func `An IPv4 address keeps its number in the low 32 bits`() {
        let address = IPAddress(ipv4: 0xffff_fffe)
        #expect(address.family == .ipv4)
        #expect(address.bits == 0xffff_fffe)
        #expect(address == IPAddress(family: .ipv4, bits: 0xffff_fffe))
        #expect(address != IPAddress(ipv6: 0xffff_fffe))
    }

    @Test func `An IPv6 address keeps all its bits`() {
        let address = IPAddress(ipv6: .max)
        #expect(address.family == .ipv6)
        #expect(address.bits == .max)
        #expect(address == IPAddress(family: .ipv6, bits: .max))
    }

    @Test func `An IPv4 address of more than 32 bits stops the program`() async {
        await #expect(processExitsWith: .failure) { _ = IPAddress(family: .ipv4, bits: 1 << 32) }
    }

    @Test func `Bytes are in network order and give the address back`() {
        let ipv4 = IPAddress(ipv4: 0x0a01_02ff)
        #expect(ipv4.bytes == [10, 1, 2, 255])
        #expect(IPAddress(bytes: ipv4.bytes) == ipv4)
        let ipv6 = IPAddress(ipv6: 0x2001_0db8_0000_0000_0000_0000_0000_0102)
        #expect(ipv6.bytes == [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
        #expect(IPAddress(bytes: ipv6.bytes) == ipv6)
    }

    @Test func `Only 4 or 16 bytes make an address`() {
        let accepted = (0...20).filter { IPAddress(bytes: Array(repeating: 255, count: $0)) != nil }
        #expect(accepted == [4, 16])
    }

    @Test func `Addresses sort by family and then by number`() {
        let sorted = [
            IPAddress(ipv4: 0), IPAddress(ipv4: 1), IPAddress(ipv4: .max),
            IPAddress(ipv6: 0), IPAddress(ipv6: 1), IPAddress(ipv6: .max),
        ]
        for (left, lower) in sorted.enumerated() {
            for (right, upper) in sorted.enumerated() { #expect((lower < upper) == (left < right)) }
        }
    }
}
