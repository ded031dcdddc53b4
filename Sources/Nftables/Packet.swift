public import Addresses

/// A packet at one place of its way, as far as rules can see it.
public struct Packet: Hashable, Sendable {
    /// What stands above IP.
    public enum Transport: Hashable, Sendable {
        /// TCP, to this port.
        case tcp(destinationPort: UInt16)
        /// UDP, to this port.
        case udp(destinationPort: UInt16)
        /// SCTP, to this port.
        case sctp(destinationPort: UInt16)
        /// ICMP of IPv4.
        case icmp(type: UInt8)
        /// ICMP of IPv6.
        case icmpv6(type: UInt8)
        /// A protocol whose header no field of ours reads.
        case other(TransportProtocol)
        /// A fragment behind the first one: the protocol is known, its header stood in the first.
        case laterFragment(TransportProtocol)
    }

    /// Where the packet is.
    public var hook: BaseChain.Hook
    /// The interface it came by; `nil` where it comes from this host.
    public var inputInterface: String?
    /// The interface it leaves by; `nil` where that is not known yet, or it is for this host.
    public var outputInterface: String?
    /// Who sent it; of the same family as the destination.
    public var source: IPAddress
    /// Whom it is for; of the same family as the source.
    public var destination: IPAddress
    /// What stands above IP.
    public var transport: Transport
    /// What conntrack says of it, which is one state for any real packet.
    public var states: ConnectionStates
    /// The mark of its connection, which an invalid or untracked packet does not have.
    public var connectionMark: UInt32
    /// Its own mark.
    public var packetMark: UInt32

    /// A packet from here to there, which opens a connection unless said otherwise.
    public init(
        _ hook: BaseChain.Hook, from source: IPAddress, to destination: IPAddress, _ transport: Transport,
        inputInterface: String? = nil, outputInterface: String? = nil, states: ConnectionStates = .new,
        connectionMark: UInt32 = 0, packetMark: UInt32 = 0
    ) {
        precondition(source.family == destination.family, "a packet is of one family")
        self.hook = hook
        self.inputInterface = inputInterface
        self.outputInterface = outputInterface
        self.source = source
        self.destination = destination
        self.transport = transport
        self.states = states
        self.connectionMark = connectionMark
        self.packetMark = packetMark
    }
}

extension Packet: CustomStringConvertible {
    /// The packet in one line, for people.
    public var description: String {
        let marks = [("ct mark", connectionMark), ("mark", packetMark)].filter { $0.1 != 0 }
        return "\(hook.word) from \(source)\(by(inputInterface)) to \(destination)\(by(outputInterface)) \(transport)"
            + ", ct state \(states.words.joined(separator: ","))"
            + marks.map { ", \($0) \(Datum.mark($1).text)" }.joined()
    }

    private func by(_ interface: String?) -> String { interface.map { " by \($0)" } ?? "" }
}

extension Packet.Transport: CustomStringConvertible {
    /// The protocol, and the port or type where it has one.
    public var description: String {
        switch self {
        case .tcp(let port), .udp(let port), .sctp(let port): "\(transportProtocol.nftName) dport \(port)"
        case .icmp(let type), .icmpv6(let type): "\(transportProtocol.nftName) type \(type)"
        case .other: transportProtocol.nftName
        case .laterFragment: "later fragment of \(transportProtocol.nftName)"
        }
    }
}
