import Addresses
import Testing

@Suite struct IPFamilyTests {
    @Test func `A family knows its width in bits and bytes`() {
        #expect(IPFamily.allCases == [.ipv4, .ipv6])
        #expect(IPFamily.allCases.map(\.bitWidth) == [32, 128])
        #expect(IPFamily.allCases.map(\.byteCount) == [4, 16])
    }

    @Test func `IPv4 sorts before IPv6`() {
        #expect([IPFamily.ipv6, .ipv4].sorted() == [.ipv4, .ipv6])
    }
}
