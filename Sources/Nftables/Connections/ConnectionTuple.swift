public import Addresses

/// One direction of a tracked connection, as the kernel tells its packets from all others.
public struct ConnectionTuple: Hashable, Sendable {
    /// What the protocol adds to the addresses.
    public enum Detail: Hashable, Sendable {
        /// Ports, or what a protocol has in their place, as the keys of GRE.
        case ports(source: UInt16, destination: UInt16)
        /// What tells one exchange of ICMP or ICMPv6 from another.
        case icmp(type: UInt8, code: UInt8, identifier: UInt16)
        /// Nothing: all packets of this protocol between the two addresses are one connection.
        case none
    }

    /// Who sends in this direction; of the same family as the destination.
    public let source: IPAddress
    /// Who receives.
    public let destination: IPAddress
    /// What stands above IP.
    public let transport: TransportProtocol
    /// What the protocol adds.
    public let detail: Detail
    /// The zone of this direction alone; zero where both directions share theirs.
    public let zone: UInt16

    /// A direction from here to there.
    public init(
        from source: IPAddress, to destination: IPAddress, _ transport: TransportProtocol, _ detail: Detail,
        zone: UInt16 = 0
    ) {
        precondition(source.family == destination.family, "a connection is of one family")
        self.source = source
        self.destination = destination
        self.transport = transport
        self.detail = detail
        self.zone = zone
    }

    /// The port it goes to; `nil` for a protocol without ports.
    public var destinationPort: UInt16? {
        if case .ports(_, let destination) = detail { destination } else { nil }
    }
}

extension ConnectionTuple: CustomStringConvertible {
    /// The direction in one line, for people.
    public var description: String {
        switch detail {
        case .ports(let from, let to): "\(transport.nftName) \(source) sport \(from) to \(destination) dport \(to)"
        case .icmp(let type, let code, let identifier):
            "\(transport.nftName) \(source) to \(destination) type \(type) code \(code) id \(identifier)"
        case .none: "\(transport.nftName) \(source) to \(destination)"
        }
    }
}
