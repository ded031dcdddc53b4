import Addresses
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// One flow between two ends, judged, and walked through the rules.
struct JudgedFlow {
    /// Who sends what to whom.
    let pairing: Pairings.Pairing
    /// The flow in one family.
    let flow: Flow
    /// What the policies of the sender say.
    let egress: EndReport
    /// What the policies of the receiver say.
    let ingress: EndReport
    /// Whether it goes from a pod to the node that the pod is on.
    let isToOwnNode: Bool
    /// Why the node drops it whatever policies say; `nil` where it does not.
    let drop: NodeDrop?

    /// What the policies of one end say.
    func report(_ direction: Direction) -> EndReport {
        switch direction {
        case .ingress: ingress
        case .egress: egress
        }
    }

    /// Whether it passes both ends.
    var isAllowed: Bool {
        drop == nil && (reach.map { !$0.isNothing } ?? (egress.isAllowed && ingress.isAllowed))
    }

    /// All that passes both ends, where all ports are asked about.
    var reach: Reach? {
        guard let out = egress.reach, let into = ingress.reach else { return nil }
        if drop != nil { return .nothing }
        let (first, second) = (egress.enforcedElsewhere == nil, ingress.enforcedElsewhere == nil)
        return (first ? out : .everything).intersection(second ? into : .everything)
    }

    /// What two connections share that are alike but for their pods.
    var likeness: Likeness {
        Likeness(
            egress: egress.decisive, ingress: ingress.decisive, isToOwnNode: isToOwnNode, drop: drop,
            traffic: pairing.traffic)
    }

    /// What is equal for connections that are alike.
    struct Likeness: Hashable {
        let egress: EndReport
        let ingress: EndReport
        let isToOwnNode: Bool
        let drop: NodeDrop?
        let traffic: AskedTraffic
    }
}

/// Judges connections in a cluster as it is, or as one node sees it.
struct FlowJudge {
    private let cluster: Cluster
    private let node: String?
    private let judge: Judge
    private let links: [IPAddress: String]
    private let drops: NodeDrops

    /// A judge of connections; of a node's part in them only, where one is named.
    init(_ cluster: Cluster, _ policy: NodePolicy, node: String?, _ practice: Practice) {
        self.cluster = cluster
        self.node = node
        judge = Judge(cluster, policesOwnNode: practice.facts.policesOwnNode)
        links = practice.factsInForce.links
        drops = NodeDrops(practice, policy)
    }

    /// The connection of a pairing in a family in which both ends have an address.
    func connection(_ pairing: Pairings.Pairing, _ family: IPFamily) -> JudgedFlow? {
        guard let from = pairing.source.address(family), let to = pairing.destination.address(family) else {
            return nil
        }
        let flow = Flow(from: from, to: to, pairing.traffic.traffic(family))
        let judgement = judge.judge(flow)
        return JudgedFlow(
            pairing: pairing, flow: flow, egress: report(.egress, judgement, pairing.traffic),
            ingress: report(.ingress, judgement, pairing.traffic), isToOwnNode: judgement.isToOwnNode,
            drop: drops.drop(packet(flow)))
    }

    private func report(_ direction: Direction, _ judgement: Judgement, _ traffic: AskedTraffic) -> EndReport {
        let end = direction == .egress ? judgement.egress : judgement.ingress
        let subject = direction == .egress ? judgement.sender : judgement.receiver
        let flow = judgement.flow
        let isAnything = traffic == .anything
        let reader = RuleReader(cluster, flow, direction)
        let policies = end.isolating.compactMap { key in cluster.policies(in: key.namespace)[key.name] }
        return EndReport(
            direction: direction, end: end,
            policies: policies.map { .init(policy: $0, rules: isAnything ? [] : reader.read($0)) },
            reach: isAnything ? judge.reach(direction, from: flow.source, to: flow.destination) : nil,
            enforcedElsewhere: subject.flatMap { elsewhere($0) })
    }

    /// The node of a pod that is on another than the one asked about.
    private func elsewhere(_ pod: ObjectKey) -> String? {
        guard let node, let other = cluster.pods[pod]?.node, other != node else { return nil }
        return other
    }

    /// The packet that begins a flow, where it meets the rules: from a node itself, for it, or through it.
    func packet(_ flow: Flow) -> Packet {
        let (from, to) = (cluster.owner(of: flow.source)?.node, cluster.owner(of: flow.destination)?.node)
        let senders = node.map { [$0] } ?? [to].compactMap { $0 }
        let receivers = node.map { [$0] } ?? [from].compactMap { $0 }
        let hook: BaseChain.Hook =
            isAddress(flow.source, of: senders)
            ? .output : isAddress(flow.destination, of: receivers) ? .input : .forward
        return Packet(
            hook, from: flow.source, to: flow.destination, flow.packetTransport,
            inputInterface: hook == .output ? nil : links[flow.source])
    }

    /// The way of the packet that begins a flow.
    func walk(_ flow: Flow, in ruleset: Ruleset, _ tracer: PacketTracer) -> RuleWalk {
        RuleWalk(packet(flow), knowingLinks: !links.isEmpty, in: ruleset, tracer)
    }

    private func isAddress(_ address: IPAddress, of nodes: [String]) -> Bool {
        nodes.contains { cluster.nodes[$0]?.addresses.contains(address) ?? false }
    }
}

extension AskedTraffic {
    /// What a packet of a family carries; a question about everything asks about no protocol in particular.
    func traffic(_ family: IPFamily) -> Traffic {
        switch self {
        case .port(let transport, let number): .port(transport, number)
        case .echo: .icmp(type: family == .ipv4 ? 8 : 128)
        case .anything: .other(protocolNumber: 253)
        }
    }
}

extension Flow {
    /// What stands above IP in its packets.
    fileprivate var packetTransport: Packet.Transport {
        switch traffic {
        case .port(.tcp, let port): .tcp(destinationPort: port)
        case .port(.udp, let port): .udp(destinationPort: port)
        case .port(.sctp, let port): .sctp(destinationPort: port)
        case .icmp(let type): source.family == .ipv4 ? .icmp(type: type) : .icmpv6(type: type)
        case .other(let number): .other(TransportProtocol(rawValue: number))
        }
    }
}
