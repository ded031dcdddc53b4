/// How much a responder bears; beyond it clients are told so, or cut off.
public struct ResponderLimits: Equatable, Sendable {
    /// Connections at a time. One more takes the place of the one that has been silent longest.
    public var connectionsMax = 64
    /// Bytes of a request line with its headers.
    public var headBytesMax = 8 * 1024
    /// Bytes of a body.
    public var bodyBytesMax = 64 * 1024
    /// Bytes of an answer that is not a stream.
    public var answerBytesMax = 32 * 1024 * 1024
    /// From the first byte of a request, or the connection, to the end of the head.
    public var headSeconds = 5.0
    /// From the head to the end of the body.
    public var bodySeconds = 10.0
    /// From an answer to the next request.
    public var idleSeconds = 60.0
    /// How long a client may take nothing of what is sent.
    public var sendSeconds = 20.0

    /// The limits that serve for probes, metrics and commands.
    public init() {}
}
