import CNetfilter
import Glibc
public import Nftables

/// What rules with `log group` write, read in the network namespace in which it was opened.
///
/// One process reads a group. Whoever reads too slowly loses packets, which are counted. Not for several threads at
/// once. A class, since it owns a socket, and with it the group.
public final class PacketLog: PacketLogReader {
    /// How packets are handed over.
    public struct Options: Hashable, Sendable {
        /// How many bytes of each packet: enough for the headers.
        public static let snapLengthMax: UInt32 = 128

        /// How many bytes of each packet are read, at most.
        public var snapLength: UInt32
        /// So many packets are handed over at once.
        public var countAtOnce: UInt32
        /// Fewer are handed over after so long.
        public var waitMilliseconds: UInt32
        /// How much may wait to be read; what comes beyond it is lost.
        public var receiveByteCount: Int32

        /// Usual for a log that people read.
        public init(
            snapLength: UInt32 = snapLengthMax, countAtOnce: UInt32 = 32, waitMilliseconds: UInt32 = 100,
            receiveByteCount: Int32 = 1 << 20
        ) {
            self.snapLength = min(snapLength, Self.snapLengthMax)
            self.countAtOnce = countAtOnce
            self.waitMilliseconds = waitMilliseconds
            self.receiveByteCount = receiveByteCount
        }
    }

    /// The log group.
    public let group: UInt16
    private let listener: Listener
    private var sequence = PacketSequence()

    /// Takes a log group; that somebody else has it is an error.
    public init(group: UInt16, _ options: Options = Options()) throws(KernelError) {
        self.group = group
        listener = try Listener(receiveByteCount: options.receiveByteCount)
        do {
            _ = try listener.conversation.ask(Self.configure, flags: NLM_F_ACK) { writer in
                writer.netfilterHeader(family: AF_UNSPEC, resource: group)
                writer.put(NFULA_CFG_CMD, [UInt8(NFULNL_CFG_CMD_BIND.rawValue)])
                writer.put(options)
            }
        } catch .failed(.notPermitted) {
            throw .refusedRequest("bind log group \(group), which another process may have", .notPermitted)
        } catch {
            throw KernelError(error, doing: "bind log group \(group)")
        }
    }

    /// How many packets were lost so far, because we were slow to read.
    public var lostCount: UInt64 { sequence.lostCount }

    /// The next packet; `nil` where none came in this time.
    public func next(timeoutMilliseconds: Int32) throws(KernelError) -> LoggedPacket? {
        let deadline = Moment(inMilliseconds: timeoutMilliseconds)
        while true {
            if let packet = sequence.takePacket() { return packet }
            let heard = try listener.hear(by: deadline) { (message) throws(WireError) in
                try sequence.take(message, now: Self.clock)
            }
            // A loss counts itself: the numbers of the packets around it tell how many there were between.
            if case .nothing = heard { return nil }
        }
    }

    /// Packets as they come, from a thread of its own that ends soon after the stream is no longer read.
    ///
    /// The stream keeps the latest thousand that were not read; those before them count as lost.
    public static func packets(
        group: UInt16, _ options: Options = Options()
    ) throws(KernelError) -> AsyncStream<LoggedPacket> {
        let log = try PacketLog(group: group, options)
        return try NoticeThread.stream(keeping: 1024, dropped: { log.sequence.noteDropped($0) }) {
            (wait) throws(KernelError) in
            try log.next(timeoutMilliseconds: wait)
        }
    }

    private static let configure = MessageKind(subsystem: NFNL_SUBSYS_ULOG, NFULNL_MSG_CONFIG)

    private static var clock: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension MessageWriter {
    /// Appends what a log group shall do: copy so much of a packet, number all of them, hand over so many at once.
    fileprivate mutating func put(_ options: PacketLog.Options) {
        let range = withUnsafeBytes(of: options.snapLength.bigEndian) { Array($0) }
        put(NFULA_CFG_MODE, range + [UInt8(NFULNL_COPY_PACKET), 0])
        put(NFULA_CFG_FLAGS, UInt16(NFULNL_CFG_F_SEQ))
        put(NFULA_CFG_QTHRESH, max(1, options.countAtOnce))
        put(NFULA_CFG_TIMEOUT, max(1, options.waitMilliseconds / 10))
    }
}
