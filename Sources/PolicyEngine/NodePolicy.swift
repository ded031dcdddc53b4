public import Addresses
public import KubernetesModel

/// What the policies of a cluster mean for the pods of one node: a value that says it all, whatever led to it.
public struct NodePolicy: Hashable, Sendable {
    /// The pods of the node that have an address of their own, isolated or not.
    public internal(set) var pods: [ObjectKey: PodPolicy] = [:]
    /// The answer to each query that they need.
    public internal(set) var members: [PeerQuery: PeerMembers] = [:]

    /// A node without pods.
    public init() {}
}

/// What the policies mean for one pod.
public struct PodPolicy: Hashable, Sendable {
    /// The pod.
    public let key: ObjectKey
    /// Its addresses, in order.
    public let addresses: [IPAddress]
    /// What may come in; `nil` where no policy isolates it in this direction.
    public let ingress: Isolation?
    /// What may go out; `nil` where no policy isolates it in this direction.
    public let egress: Isolation?

    /// What holds in one direction.
    public func isolation(_ direction: Direction) -> Isolation? { direction == .ingress ? ingress : egress }
}

/// What isolates a pod in one direction, and what passes all the same.
public struct Isolation: Hashable, Sendable {
    /// The policies that isolate it, in order.
    public let policies: [ObjectKey]
    /// What they allow together, merged: one entry for each set of peers, in a stable order.
    public let allowances: [Allowance]
}

/// Traffic that passes to or from some peers.
public enum Allowance: Hashable, Sendable {
    /// Some ports, or everything, of some peers.
    case traffic(AllowedPorts, AllowedPeers)
    /// The port that each of these pods serves under the name that the query asks for.
    case servers(PeerQuery)

    /// The query that it asks, if any.
    public var query: PeerQuery? {
        switch self {
        case .traffic(_, .some(let query, _)): query
        case .traffic(_, .everyone): nil
        case .servers(let query): query
        }
    }
}

/// Ports that are allowed.
public enum AllowedPorts: Hashable, Sendable {
    /// All ports of all protocols, and what has no ports.
    case everything
    /// These ports of a protocol.
    case ports(PortedProtocol, PortSet)
}

/// Peers that are allowed.
public enum AllowedPeers: Hashable, Sendable {
    /// Whoever it is.
    case everyone
    /// The pods that a query means, and addresses; either may be missing.
    case some(PeerQuery?, AddressRanges)
}

extension Allowance: CustomStringConvertible {
    /// `tcp 80, 443 with pods app=web in namespace shop`.
    public var description: String {
        switch self {
        case .traffic(let ports, let peers): "\(ports) with \(peers)"
        case .servers(let query): query.description
        }
    }
}

extension AllowedPorts: CustomStringConvertible {
    /// `everything`, `tcp`, `tcp 80, 8000-9000`.
    public var description: String {
        switch self {
        case .everything: "everything"
        case .ports(let transport, .all): transport.rawValue
        case .ports(let transport, let ports):
            "\(transport.rawValue) \(ports.ranges.map { "\(PortRange($0))" }.joined(separator: ", "))"
        }
    }
}

extension AllowedPeers: CustomStringConvertible {
    /// `everyone`, `pods app=web in namespace shop; 10.0.0.0-10.0.0.255`.
    public var description: String {
        switch self {
        case .everyone: "everyone"
        case .some(let query, let blocks):
            ([query?.description].compactMap { $0 } + blocks.shortTexts)
                .joined(separator: "; ")
        }
    }
}
