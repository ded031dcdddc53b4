import Addresses
import KubernetesModel
public import Nftables
public import PolicyEngine

/// One node's part in a flow, worked out from the cluster alone: which way the packet takes there, and what the
/// policies of its own pods say. What only a pod of another node denies is left to that node.
public struct NodeView {
    private let cluster: Cluster
    private let node: String
    private let judge: Judge

    /// The part of a node.
    public init(_ cluster: Cluster, node: String = ClusterGenerator.node) {
        (self.cluster, self.node, judge) = (cluster, node, Judge(cluster))
    }

    /// Whether the node should let a flow pass.
    public func lets(_ flow: Flow) -> Bool {
        let judgement = judge.judge(flow)
        return (judgement.egress.isAllowed || !isLocal(flow.source))
            && (judgement.ingress.isAllowed || !isLocal(flow.destination))
    }

    /// The packet that begins a flow, where it meets the node's rules: from the node itself, for it, or through it.
    public func packet(_ flow: Flow) -> Packet {
        let own = cluster.nodes[node]?.addresses ?? []
        let hook: BaseChain.Hook =
            own.contains(flow.source) ? .output : own.contains(flow.destination) ? .input : .forward
        return Packet(hook, from: flow.source, to: flow.destination, flow.packetTransport)
    }

    private func isLocal(_ address: IPAddress) -> Bool { cluster.owner(of: address)?.node == node }
}

extension Flow {
    /// What stands above IP in its packets.
    public var packetTransport: Packet.Transport {
        switch traffic {
        case .port(.tcp, let port): .tcp(destinationPort: port)
        case .port(.udp, let port): .udp(destinationPort: port)
        case .port(.sctp, let port): .sctp(destinationPort: port)
        case .icmp(let type): source.family == .ipv4 ? .icmp(type: type) : .icmpv6(type: type)
        case .other(let number): .other(TransportProtocol(rawValue: number))
        }
    }
}
