import Testing

@testable import TestSupport

@Suite struct ChecksumTests {
    @Test("the Internet checksum of RFC 1071's example, and of an odd number of bytes")
    func internet() {
        #expect(internetChecksum([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]) == ~0xDDF2)
        #expect(internetChecksum([0x12]) == ~0x1200)
        #expect(internetChecksum([]) == 0xFFFF)
    }

    @Test("the CRC-32C of the published check string")
    func crc() {
        #expect(crc32c(Array("123456789".utf8)) == 0xE306_9283)
        #expect(crc32c([]) == 0)
    }

    @Test("numbers in both orders")
    func orders() {
        #expect(bigEndian(UInt32(0x0102_0304)) == [1, 2, 3, 4])
        #expect(littleEndian(UInt32(0x0102_0304)) == [4, 3, 2, 1])
    }
}
