public import Addresses
public import KubernetesModel

/// What the policies of a cluster mean for the pods of one node: a value that says it all, whatever led to it.
public struct NodePolicy: Sendable {
    /// The pods of the node that have an address of their own, isolated or not.
    public internal(set) var pods: [ObjectKey: PodPolicy] = [:]
    /// The answer to each query that they need.
    public private(set) var members: [PeerQuery: PeerMembers] = [:]

    /// Tells answers apart, and which queries got others in the last step to them. Nothing of it is part of the value:
    /// it spares whoever compares neighbours to look through all answers.
    private var stamp = Stamp()
    private var lastStep: (start: Stamp, queries: [PeerQuery])?

    /// A class, since what is meant is that it is the same one.
    private final class Stamp: Sendable {}

    /// A node without pods.
    public init() {}

    /// Takes the answers to some queries, in place of those that there are.
    mutating func take(_ answers: [(query: PeerQuery, members: PeerMembers?)]) {
        if answers.isEmpty { return }
        for answer in answers { members[answer.query] = answer.members }
        (lastStep, stamp) = ((stamp, answers.map { $0.query }), Stamp())
    }

    /// Forgets the answers to all other queries.
    mutating func keepAnswers(to queries: Set<PeerQuery>) {
        members = members.filter { queries.contains($0.key) }
        (lastStep, stamp) = (nil, Stamp())
    }

    /// The queries that another policy answers otherwise, or not at all; at once where this one came from that in one
    /// step.
    public func queriesAnswered(otherwiseThan old: NodePolicy) -> [PeerQuery] {
        if stamp === old.stamp { return [] }
        if let lastStep, lastStep.start === old.stamp {
            return lastStep.queries.filter { members[$0] != nil && members[$0] != old.members[$0] }
        }
        return members.filter { old.members[$0.key] != $0.value }.map(\.key)
    }
}

extension NodePolicy: Hashable {
    /// Whether both say the same of the same pods.
    public static func == (left: NodePolicy, right: NodePolicy) -> Bool {
        left.pods == right.pods && (left.stamp === right.stamp || left.members == right.members)
    }

    /// Takes up what is said of the pods.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(pods)
        hasher.combine(members)
    }
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
