internal import Addresses
public import KubernetesModel
public import Nftables
internal import PolicyEngine

/// A packet that the rules denied, in people's words.
public struct Denial: Hashable, Sendable {
    /// When, in seconds since 1970.
    public let seconds: Double
    /// Whether it was stopped; otherwise it was only to be counted.
    public let isEnforced: Bool
    /// Which way policies were asked: `egress` or `ingress`.
    public let direction: String
    /// Who sent it: a pod and its address, or an address.
    public let source: String
    /// Whom it was for.
    public let destination: String
    /// `tcp 80`, `icmp type 8`.
    public let traffic: String
    /// The policies that isolate the pod in this direction.
    public let policies: [ObjectKey]
    /// Why none of them allows it.
    public let reason: String
    /// How many packets were not read just before it.
    public let lostBefore: UInt64
}

extension AgentCore {
    /// Whose a packet is that the rules logged, and why it was denied, by what is known now.
    public func explain(_ packet: LoggedPacket) -> Denial {
        let direction: Direction = packet.prefix.contains("egress") ? .egress : .ingress
        let headers = packet.headers
        let judgement = headers?.flow.map { Judge(cluster, policesOwnNode: options.policesOwnNode).judge($0) }
        let end = direction == .egress ? judgement?.egress : judgement?.ingress
        return Denial(
            seconds: Double(packet.nanoseconds / 1_000) / 1_000_000, isEnforced: !packet.prefix.contains("would"),
            direction: direction.rawValue, source: headers.map { name(of: $0.source) } ?? "unknown",
            destination: headers.map { name(of: $0.destination) } ?? "unknown",
            traffic: headers?.traffic ?? "a packet too short to read", policies: end?.isolating ?? [],
            reason: end?.reason ?? "its headers could not be read", lostBefore: packet.lostBefore)
    }

    private func name(of address: IPAddress) -> String {
        if let pod = cluster.owner(of: address) { return "\(pod.key) (\(address))" }
        let node = cluster.nodes.values.first { $0.addresses.contains(address) }
        return node.map { "node \($0.name) (\(address))" } ?? "\(address)"
    }
}

extension Judgement.End {
    fileprivate var isolating: [ObjectKey] {
        switch self {
        case .denied(let shortfalls): shortfalls.map(\.policy)
        case .allowed(_, let policies): policies
        case .unpoliced, .notIsolated: []
        }
    }

    /// Why the flow does not pass, in one line.
    fileprivate var reason: String {
        switch self {
        case .denied(let shortfalls):
            if let broken = shortfalls.first(where: { !$0.defects.isEmpty }) {
                return "\(broken.policy) cannot be read, so it allows nothing"
            }
            let lacks = Set(shortfalls.flatMap(\.rules))
            if lacks.isEmpty { return "these policies allow nothing in this direction" }
            if lacks == [.port] { return "the peer is allowed, but not this port" }
            if lacks == [.peer] { return "the port is allowed, but not this peer" }
            return "no rule of these policies allows this peer at this port"
        case .allowed, .unpoliced, .notIsolated: return "it is allowed by now: the rules changed since"
        }
    }
}

extension PacketHeaders {
    /// The flow that the packet belongs to; `nil` where the families of its addresses differ.
    fileprivate var flow: Flow? {
        guard source.family == destination.family else { return nil }
        let traffic: Traffic =
            switch transport {
            case .tcp(let port): .port(.tcp, port)
            case .udp(let port): .port(.udp, port)
            case .sctp(let port): .port(.sctp, port)
            case .icmp(let type), .icmpv6(let type): .icmp(type: type)
            case .other(let number), .laterFragment(let number): .other(protocolNumber: number.rawValue)
            }
        return Flow(from: source, to: destination, traffic)
    }

    fileprivate var traffic: String {
        switch transport {
        case .tcp(let port): "tcp \(port)"
        case .udp(let port): "udp \(port)"
        case .sctp(let port): "sctp \(port)"
        case .icmp(let type): "icmp type \(type)"
        case .icmpv6(let type): "icmpv6 type \(type)"
        case .other(let number): "protocol \(number.rawValue)"
        case .laterFragment(let number): "a fragment of protocol \(number.rawValue)"
        }
    }
}
