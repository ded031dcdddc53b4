import CNetfilter

/// The messages in what one `recvmsg` gave.
struct MessageReader {
    /// One message: its header, and what follows it.
    struct Message {
        let kind: MessageKind
        let flags: UInt16
        let sequence: UInt32
        let port: UInt32
        let payload: UnsafeRawBufferPointer

        /// The attributes behind the header of nfnetlink.
        func attributes() throws(WireError) -> AttributeTable { try AttributeTable(nfPayload()) }

        /// What follows the header of nfnetlink.
        func nfPayload() throws(WireError) -> UnsafeRawBufferPointer {
            guard payload.count >= 4 else { throw .truncated }
            return UnsafeRawBufferPointer(rebasing: payload[4...])
        }

        /// The family in the header of nfnetlink.
        var family: UInt8? { payload.first }

        /// Whether a change came between the parts of a dump.
        var isInterrupted: Bool { flags & UInt16(NLM_F_DUMP_INTR) != 0 }
    }

    private static let headerByteCount = 16
    private var rest: UnsafeRawBufferPointer

    /// The messages in these bytes.
    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// The next message; `nil` behind the last.
    mutating func next() throws(WireError) -> Message? {
        guard !rest.isEmpty else { return nil }
        guard rest.count >= Self.headerByteCount else { throw .truncated }
        let length = Int(rest.loadUnaligned(as: UInt32.self))
        guard length >= Self.headerByteCount, length <= rest.count else { throw .truncated }
        let message = Message(
            kind: MessageKind(rawValue: rest.loadUnaligned(fromByteOffset: 4, as: UInt16.self)),
            flags: rest.loadUnaligned(fromByteOffset: 6, as: UInt16.self),
            sequence: rest.loadUnaligned(fromByteOffset: 8, as: UInt32.self),
            port: rest.loadUnaligned(fromByteOffset: 12, as: UInt32.self),
            payload: UnsafeRawBufferPointer(rebasing: rest[Self.headerByteCount..<length]))
        rest = UnsafeRawBufferPointer(rebasing: rest[min(rest.count, (length + 3) & ~3)...])
        return message
    }
}
