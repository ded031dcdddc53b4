import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Counting what a log lost.
struct PacketSequenceTests {
    private func take(_ numbers: [UInt32?], _ sequence: inout PacketSequence) throws {
        var writer = MessageWriter()
        for number in numbers {
            writer.message(MessageKind(rawValue: 4 << 8), flags: 0, sequence: 0) { writer in
                if let number { writer.put(LogAttribute.sequence, number) }
            }
        }
        try writer.bytes.withUnsafeBytes { raw in
            var reader = MessageReader(raw)
            while let message = try reader.next() { try sequence.take(message, now: 9) }
        }
    }

    private func losses(_ numbers: [UInt32?]) throws -> [UInt64] {
        var sequence = PacketSequence()
        try take(numbers, &sequence)
        var losses: [UInt64] = []
        while let packet = sequence.takePacket() { losses.append(packet.lostBefore) }
        #expect(losses.reduce(0, +) == sequence.lostCount)
        return losses
    }

    @Test(
        arguments: [
            ([0, 1, 2], [0, 0, 0]), ([0, 5, 6], [0, 4, 0]), ([3], [3]), ([nil, nil], [0, 0]),
            ([0, nil, 2], [0, 0, 1]),
            ([7, 0, 1], [7, 0, 0]),
        ] as [([UInt32?], [UInt64])])
    func `a gap in the numbers is what was lost`(_ numbers: [UInt32?], _ expected: [UInt64]) throws {
        #expect(try losses(numbers) == expected)
    }

    @Test func `numbers wrap around`() throws {
        var sequence = PacketSequence()
        try take([.max / 2 - 1], &sequence)
        let lost = sequence.lostCount
        try take([.max - 10, .max, 0, 1], &sequence)
        #expect(sequence.lostCount == lost + UInt64(UInt32.max - 10 - UInt32.max / 2) + 9)
    }

    @Test func `what was thrown away unread counts once, and the next one tells of it`() throws {
        var sequence = PacketSequence()
        try take([2], &sequence)
        let dropped = sequence.takePacket()
        if let dropped { sequence.noteDropped(dropped) }
        try take([3], &sequence)
        let next = sequence.takePacket()
        #expect(next?.lostBefore == 3)
        #expect(sequence.lostCount == 3)
    }

    @Test func `a packet without a time of its own was logged now, and messages of others are none`() throws {
        var sequence = PacketSequence()
        try take([0], &sequence)
        let packet = sequence.takePacket()
        #expect(packet == LoggedPacket(prefix: "", hook: nil, nanoseconds: 9, headers: nil))
        let other: [UInt8] = [20, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        try other.withUnsafeBytes { raw in
            var reader = MessageReader(raw)
            while let message = try reader.next() { try sequence.take(message, now: 9) }
        }
        let nothing = sequence.takePacket()
        #expect(nothing == nil)
    }
}

/// The attributes of logged packets that tests write, by the numbers of `NFULA_*`.
enum LogAttribute: UInt32 {
    case header = 1
    case mark = 2
    case time = 3
    case inputLink = 4
    case payload = 9
    case prefix = 10
    case sequence = 12
}
