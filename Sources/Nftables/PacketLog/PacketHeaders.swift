public import Addresses

/// What the headers of a packet say, as far as they were there to read.
public struct PacketHeaders: Hashable, Sendable {
    /// Who sent it; of the same family as the destination.
    public let source: IPAddress
    /// Whom it is for.
    public let destination: IPAddress
    /// What stands above IP; a protocol whose header was cut off or lies behind too many others is `.other`.
    public let transport: Packet.Transport
    /// The port it was sent from, where there is one.
    public let sourcePort: UInt16?
    /// The code beside the type of an ICMP message.
    public let icmpCode: UInt8?
    /// The flags of a TCP segment, as the byte that holds them.
    public let tcpFlags: UInt8?
    /// How many bytes the packet has, by its own word.
    public let byteCount: Int

    /// Headers that say this.
    public init(
        from source: IPAddress, to destination: IPAddress, _ transport: Packet.Transport, sourcePort: UInt16? = nil,
        icmpCode: UInt8? = nil, tcpFlags: UInt8? = nil, byteCount: Int
    ) {
        self.source = source
        self.destination = destination
        self.transport = transport
        self.sourcePort = sourcePort
        self.icmpCode = icmpCode
        self.tcpFlags = tcpFlags
        self.byteCount = byteCount
    }
}
