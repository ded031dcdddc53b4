import CNetfilter
import Nftables

/// Packets of one log group, one message after the other, with how many are missing between them.
struct PacketSequence {
    private var waiting: [LoggedPacket] = []
    private var expected: UInt32?
    private var lost: UInt64 = 0

    /// How many packets were lost in all.
    private(set) var lostCount: UInt64 = 0

    /// The oldest packet that was not taken yet.
    mutating func takePacket() -> LoggedPacket? { waiting.isEmpty ? nil : waiting.removeFirst() }

    /// Counts a packet that was taken and then thrown away unread, with those whose loss only it told of.
    mutating func noteDropped(_ packet: LoggedPacket) {
        noteLoss(1)
        lost += packet.lostBefore
    }

    private mutating func noteLoss(_ count: UInt64) {
        lost += count
        lostCount += count
    }

    /// Takes one message.
    mutating func take(_ message: MessageReader.Message, now: UInt64) throws(WireError) {
        guard message.kind == MessageKind(subsystem: NFNL_SUBSYS_ULOG, NFULNL_MSG_PACKET) else { return }
        let attributes = try message.attributes()
        if let number: UInt32 = attributes.number(NFULA_SEQ) { count(number) }
        var packet = LoggedPacket(attributes, now: now)
        (packet.lostBefore, lost) = (lost, 0)
        waiting.append(packet)
    }

    /// The kernel numbers what it logs from 0 on, also what it then could not hand over. A number that goes back is
    /// another beginning, and nothing is known to be lost.
    private mutating func count(_ number: UInt32) {
        let gap = number &- (expected ?? 0)
        if gap < .max / 2 { noteLoss(UInt64(gap)) }
        expected = number &+ 1
    }
}
