import Addresses

@testable import TestSupport

/// What a probe without a connection carries: of which round it is, and of which attempt.
struct ProbeMessage: Hashable {
    /// The round; what is late from another is not taken for an answer.
    let round: UInt32
    /// The attempt, by its place in the round.
    let attempt: UInt32

    /// The message of an attempt.
    init(round: UInt32, attempt: Int) {
        self.round = round
        self.attempt = UInt32(attempt)
    }

    /// A datagram's bytes; what stands behind them is the answer.
    init?(datagram bytes: some Collection<UInt8>) {
        guard bytes.count >= 8 else { return nil }
        (round, attempt) = (number(bytes.prefix(4)), number(bytes.dropFirst(4).prefix(4)))
    }

    /// An INIT's tag and first number.
    init?(sctp bytes: some Collection<UInt8>) {
        let chunk = bytes.dropFirst(12)
        guard chunk.count >= 20, chunk.first == 1 else { return nil }
        (attempt, round) = (number(chunk.dropFirst(4).prefix(4)) - 1, number(chunk.dropFirst(16).prefix(4)))
    }

    /// An echo reply's identifier and number; an identifier has two bytes, and so has a round's end.
    init?(echoReply bytes: some Collection<UInt8>, _ family: IPFamily, round: UInt32) {
        let type: UInt8 = family == .ipv4 ? 0 : 129
        let bytes = Array(bytes.prefix(8))
        guard bytes.count == 8, bytes[0] == type, number(bytes[6...]) == round & 0xFFFF else { return nil }
        (self.round, attempt) = (round, number(bytes[4..<6]))
    }

    /// As a datagram.
    var datagram: [UInt8] { bigEndian(round) + bigEndian(attempt) }

    /// As an SCTP packet that asks for an association: an INIT chunk.
    func sctp(to port: UInt16) -> [UInt8] {
        let source = UInt16(1024 + (round &* 997 &+ attempt) % 60_000)
        let start = bigEndian(source) + bigEndian(port) + [0, 0, 0, 0]
        let chunk: [UInt8] = [1, 0, 0, 20] + bigEndian(attempt + 1) + [0, 1, 0, 0, 0, 10, 0, 10] + bigEndian(round)
        return start + littleEndian(crc32c(start + [0, 0, 0, 0] + chunk)) + chunk
    }

    /// As an echo request; in IPv6 the kernel puts in the checksum.
    func echoRequest(_ family: IPFamily) -> [UInt8] {
        let rest = bigEndian(UInt16(truncatingIfNeeded: attempt)) + bigEndian(UInt16(truncatingIfNeeded: round))
        if family == .ipv6 { return [128, 0, 0, 0] + rest }
        return [8, 0] + bigEndian(internetChecksum([8, 0, 0, 0] + rest)) + rest
    }
}

private func number(_ bytes: some Collection<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
