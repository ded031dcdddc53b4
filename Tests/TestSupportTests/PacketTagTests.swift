import Testing

@testable import TestSupport

@Suite struct PacketTagTests {
    @Test("is read back from the end of a frame")
    func roundTrip() {
        for tag in [PacketTag(flow: 0), PacketTag(flow: 7, sequence: .max), PacketTag(flow: .max - 1, sequence: 1)] {
            #expect(PacketTag(endOf: tag.bytes) == tag)
            #expect(PacketTag(endOf: [1, 2, 3] + tag.bytes) == tag)
        }
    }

    @Test("is not seen where there is none")
    func refuses() {
        let good = PacketTag(flow: 7, sequence: 9).bytes
        #expect(PacketTag(endOf: []) == nil)
        #expect(PacketTag(endOf: Array(good.dropFirst())) == nil)
        #expect(PacketTag(endOf: good + [0]) == nil)
        for index in [0, 3, 8, 15] {
            var bad = good
            bad[index] ^= 1
            #expect(PacketTag(endOf: bad) == nil)
        }
    }
}
