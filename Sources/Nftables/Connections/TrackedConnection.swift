public import Addresses

/// One connection that the kernel tracks: who opened it to whom, and how the answers come.
public struct TrackedConnection: Hashable, Sendable {
    /// What the kernel knows of a connection.
    public struct Status: OptionSet, Hashable, Sendable {
        /// The kernel's bits.
        public let rawValue: UInt32

        /// The status with these bits.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Another connection announced it.
        public static let expected = Status(rawValue: 1 << 0)
        /// Packets went both ways.
        public static let answered = Status(rawValue: 1 << 1)
        /// It is not thrown out early.
        public static let assured = Status(rawValue: 1 << 2)
        /// Its first packet left this host.
        public static let confirmed = Status(rawValue: 1 << 3)
        /// Its sources are translated.
        public static let sourceTranslated = Status(rawValue: 1 << 4)
        /// Its destinations are translated.
        public static let destinationTranslated = Status(rawValue: 1 << 5)
        /// It is being removed.
        public static let dying = Status(rawValue: 1 << 9)
    }

    /// The direction in which it was opened, with the addresses before any translation.
    public let original: ConnectionTuple
    /// The direction of the answers: its source is who really answers.
    public let reply: ConnectionTuple
    /// Its mark.
    public let mark: UInt32
    /// What the kernel knows of it.
    public let status: Status
    /// The zone that both directions share; zero where there is none.
    public let zone: UInt16
    /// The kernel's number for it; `nil` where it gave none.
    public let identifier: UInt32?

    /// A connection of two directions.
    public init(
        original: ConnectionTuple, reply: ConnectionTuple, mark: UInt32 = 0, status: Status = [], zone: UInt16 = 0,
        identifier: UInt32? = nil
    ) {
        self.original = original
        self.reply = reply
        self.mark = mark
        self.status = status
        self.zone = zone
        self.identifier = identifier
    }

    /// The family of its addresses.
    public var family: IPFamily { original.source.family }

    /// What stands above IP.
    public var transport: TransportProtocol { original.transport }

    /// Whether one of these addresses stands in either direction.
    public func involves(_ addresses: Set<IPAddress>) -> Bool {
        [original.source, original.destination, reply.source, reply.destination].contains { addresses.contains($0) }
    }
}
