public import Addresses
public import Nftables
public import PolicyEngine

/// All that the rules of a table let pass between two addresses: packets are walked through them.
///
/// One packet for each range of ports that rules on the way can tell apart, and two without ports: ICMP echo and a
/// protocol that has no name. A packet without ports is known to pass only where everything does.
public struct TracedReach: Sendable {
    let ruleset: Ruleset
    private let tracer: PacketTracer
    private let bounds: PortBounds

    /// What these rules let pass.
    public init(_ ruleset: Ruleset) {
        self.ruleset = ruleset
        tracer = PacketTracer(ruleset)
        bounds = PortBounds(ruleset)
    }

    /// All that passes the node from one address to another of its family, where it is forwarded and opens a
    /// connection.
    public func reach(from source: IPAddress, to destination: IPAddress) -> Reach {
        var sets: [PortedProtocol: PortSet] = [:]
        for transport in PortedProtocol.allCases {
            let ranges = bounds.ranges(transport, from: source, to: destination)
            sets[transport] = PortSet(ranges.filter { passes(source, destination, transport.packet($0.lowerBound)) })
        }
        let echo: Packet.Transport = source.family == .ipv4 ? .icmp(type: 8) : .icmpv6(type: 128)
        let unnamed = Packet.Transport.other(TransportProtocol(rawValue: .max))
        let isEverything =
            sets.values.allSatisfy { $0 == .all } && [echo, unnamed].allSatisfy { passes(source, destination, $0) }
        return isEverything ? .everything : Reach(sets)
    }

    private func passes(_ source: IPAddress, _ destination: IPAddress, _ transport: Packet.Transport) -> Bool {
        tracer.verdict(Packet(.forward, from: source, to: destination, transport)) == .accepted
    }
}

extension PortedProtocol {
    fileprivate func packet(_ port: UInt16) -> Packet.Transport {
        switch self {
        case .tcp: .tcp(destinationPort: port)
        case .udp: .udp(destinationPort: port)
        case .sctp: .sctp(destinationPort: port)
        }
    }
}
