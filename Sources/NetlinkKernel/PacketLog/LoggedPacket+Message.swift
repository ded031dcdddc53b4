import CNetfilter
import Nftables

extension LoggedPacket {
    /// The packet in a message of the kernel; one that has no time of its own was logged now.
    init(_ attributes: AttributeTable, now: UInt64) {
        let header = attributes[NFULA_PACKET_HDR]
        let isKnownHook = header.map { $0.count >= 3 } ?? false
        self.init(
            prefix: attributes.text(NFULA_PREFIX) ?? "",
            hook: isKnownHook ? header.flatMap { BaseChain.Hook(rawValue: UInt32($0[2])) } : nil,
            nanoseconds: attributes[NFULA_TIMESTAMP].flatMap(Self.nanoseconds) ?? now,
            inputLink: attributes.number(NFULA_IFINDEX_INDEV), outputLink: attributes.number(NFULA_IFINDEX_OUTDEV),
            mark: attributes.number(NFULA_MARK) ?? 0,
            headers: attributes[NFULA_PAYLOAD].flatMap { PacketHeaders(Array($0)) })
    }

    /// Seconds and microseconds, as one number.
    private static func nanoseconds(_ payload: UnsafeRawBufferPointer) -> UInt64? {
        guard payload.count >= 16 else { return nil }
        let seconds = UInt64(bigEndian: payload.loadUnaligned(as: UInt64.self))
        let microseconds = UInt64(bigEndian: payload.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        return seconds &* 1_000_000_000 &+ microseconds &* 1000
    }
}
