import Testing

@testable import Daemon

@Suite struct StateChecksumTests {
    @Test("the sum is CRC-64/XZ, by its published check value")
    func check() {
        #expect(StateChecksum(Array("123456789".utf8)[...]).text == "995dc9bbdf1939fa")
        #expect(StateChecksum([]).text == "0000000000000000")
    }

    @Test("every bit matters, and so does the order")
    func bits() {
        let bytes = Array("some state".utf8)
        let sum = StateChecksum(bytes[...]).value
        for index in bytes.indices {
            for bit in 0..<8 {
                var other = bytes
                other[index] ^= 1 << bit
                #expect(StateChecksum(other[...]).value != sum)
            }
        }
        #expect(StateChecksum(bytes.reversed()[...]).value != sum)
    }
}
