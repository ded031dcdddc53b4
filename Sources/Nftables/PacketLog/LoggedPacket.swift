/// A packet that a rule wrote to a log group.
public struct LoggedPacket: Hashable, Sendable {
    /// What the rule put before it.
    public let prefix: String
    /// Where the packet was.
    public let hook: BaseChain.Hook?
    /// When it was logged, in nanoseconds since 1970.
    public let nanoseconds: UInt64
    /// The number of the link it came by; `nil` where it comes from this host.
    public let inputLink: UInt32?
    /// The number of the link it leaves by; `nil` where that is not known yet, or it is for this host.
    public let outputLink: UInt32?
    /// Its own mark.
    public let mark: UInt32
    /// Its headers; `nil` where what was passed on of it is too short for them, or broken.
    public let headers: PacketHeaders?
    /// How many packets the log lost just before it, because we were slow to read.
    public var lostBefore: UInt64

    /// A packet as it was logged.
    public init(
        prefix: String, hook: BaseChain.Hook?, nanoseconds: UInt64, inputLink: UInt32? = nil,
        outputLink: UInt32? = nil, mark: UInt32 = 0, headers: PacketHeaders?, lostBefore: UInt64 = 0
    ) {
        self.prefix = prefix
        self.hook = hook
        self.nanoseconds = nanoseconds
        self.inputLink = inputLink
        self.outputLink = outputLink
        self.mark = mark
        self.headers = headers
        self.lostBefore = lostBefore
    }

    /// The packet as a tracer takes it, with what its links are called; `nil` where the headers are not known.
    public func packet(linkName: (UInt32) -> String?) -> Packet? {
        guard let headers, let hook else { return nil }
        return Packet(
            hook, from: headers.source, to: headers.destination, headers.transport,
            inputInterface: inputLink.flatMap(linkName), outputInterface: outputLink.flatMap(linkName),
            packetMark: mark)
    }
}
