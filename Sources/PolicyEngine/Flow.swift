public import Addresses

/// The first packet of a connection, as policies see it: behind the change of its destination, before that of its
/// source.
public struct Flow: Hashable, Sendable {
    /// Who sends it.
    public var source: IPAddress
    /// Who it is for; of the source's family.
    public var destination: IPAddress
    /// What it carries.
    public var traffic: Traffic

    /// A flow between two addresses of one family.
    public init(from source: IPAddress, to destination: IPAddress, _ traffic: Traffic) {
        precondition(source.family == destination.family, "a packet has one family")
        self.source = source
        self.destination = destination
        self.traffic = traffic
    }
}

/// What a packet carries, as far as policies ask.
public enum Traffic: Hashable, Sendable {
    /// A protocol with ports, and the destination port.
    case port(PortedProtocol, UInt16)
    /// A message of ICMP, or of ICMPv6 in IPv6, of this type.
    case icmp(type: UInt8)
    /// Any other protocol, by its number.
    case other(protocolNumber: UInt8)
}

extension Flow {
    /// Whether it is neighbour discovery of IPv6: solicitations, advertisements and redirects, types 133 to 137.
    var isNeighbourDiscovery: Bool {
        guard case .icmp(let type) = traffic else { return false }
        return source.family == .ipv6 && (133...137).contains(type)
    }
}
