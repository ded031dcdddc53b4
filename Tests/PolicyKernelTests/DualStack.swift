import Addresses
import KubernetesModel

/// Gives what is said of IPv4 to IPv6 too: each address gets a twin, whose last 32 bits it is, and so does each block.
///
/// What a case expects holds for the twins as it does for the addresses.
enum DualStack {
    private static let twinBits: UInt128 = 0xFD00_0010 << 96

    /// The twin of an IPv4 address.
    static func twin(_ address: IPAddress) -> IPAddress { IPAddress(ipv6: twinBits | address.bits) }

    /// The address in these families.
    static func addresses(_ address: IPAddress, _ families: [IPFamily]) -> [IPAddress] {
        families.map { $0 == .ipv4 ? address : twin(address) }
    }

    /// An event that speaks of these families instead of IPv4.
    static func event(_ event: ClusterEvent, _ families: [IPFamily]) -> ClusterEvent {
        switch event {
        case .pod(let key, let pod): .pod(key, pod.map { self.pod($0, families) })
        case .pods(let pods): .pods(pods.map { pod($0, families) })
        case .policy(let key, let policy): .policy(key, policy.map { self.policy($0, families) })
        case .policies(let policies): .policies(policies.map { policy($0, families) })
        case .node(let name, let node): .node(name, node.map { self.node($0, families) })
        case .nodes(let nodes): .nodes(nodes.map { node($0, families) })
        case .namespace, .namespaces: event
        }
    }

    private static func pod(_ pod: Pod, _ families: [IPFamily]) -> Pod {
        var result = pod
        result.addresses = pod.addresses.flatMap { addresses($0, families) }
        return result
    }

    private static func node(_ node: Node, _ families: [IPFamily]) -> Node {
        var result = node
        result.addresses = node.addresses.flatMap { addresses($0, families) }
        return result
    }

    private static func policy(_ policy: NetworkPolicy, _ families: [IPFamily]) -> NetworkPolicy {
        var result = policy
        result.ingress = policy.ingress?.map { rule($0, families) }
        result.egress = policy.egress?.map { rule($0, families) }
        return result
    }

    private static func rule(_ rule: PolicyRule, _ families: [IPFamily]) -> PolicyRule {
        var result = rule
        result.peers = rule.peers.flatMap { peer -> [PolicyPeer] in
            guard case .block(let block) = peer else { return [peer] }
            return families.map { family in
                .block(IPBlock(cidr(block.cidr, family), except: block.except.map { cidr($0, family) }))
            }
        }
        return result
    }

    private static func cidr(_ cidr: CIDR, _ family: IPFamily) -> CIDR {
        family == .ipv4 ? cidr : CIDR(twin(cidr.address), prefixLength: 96 + cidr.prefixLength)
    }
}
