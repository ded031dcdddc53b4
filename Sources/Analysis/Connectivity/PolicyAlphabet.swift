import Addresses
import KubernetesModel
import PolicyEngine

/// Everything by which the policies of a cluster can tell addresses apart.
struct PolicyAlphabet {
    /// A peer with the namespace that it is about where it names none.
    struct Peer: Hashable {
        let peer: PolicyPeer
        let namespace: String?
    }

    /// A rule whose peers are numbered.
    struct Rule {
        /// The peers; `nil` where everyone is one.
        let peers: [Int]?
        /// Whether everyone of a family is meant, pods that are still to come too.
        let means: [IPFamily: Bool]
        /// What passes whoever receives it.
        let fixed: Reach
        /// What passes where the receiver gave the port this name.
        let names: [PeerQuery.PortName]
    }

    /// The pieces of the address space.
    let cells: AddressCells
    /// All different peers.
    let peers: [Peer]
    /// The rules of each policy in each direction; none where it does not isolate.
    let rules: [ObjectKey: [Direction: [Rule]]]
    /// The policies of each namespace, in order.
    let policies: [String: [NetworkPolicy]]

    private let namespaces: [String: Namespace]
    private let labelKeys: Set<String>
    private let portNames: Set<PeerQuery.PortName>
    private let nodeAddresses: [IPAddress: Set<String>]
    private let odd: (addresses: Set<IPAddress>, nodes: Set<String>)

    /// Collects it.
    init(_ cluster: Cluster) {
        let all = cluster.policies
        var numbering = Numbering<Peer>()
        var rules: [ObjectKey: [Direction: [Rule]]] = [:]
        for policy in all {
            for direction in Direction.allCases {
                rules[policy.key, default: [:]][direction] = policy.rules(direction)?.map {
                    Rule($0, policy.key.namespace, &numbering)
                }
            }
        }
        (self.rules, peers) = (rules, numbering.values)
        policies = Dictionary(grouping: all) { $0.key.namespace }
        namespaces = cluster.namespaces
        cells = AddressCells(cutting: numbering.values.flatMap(\.ranges))
        labelKeys = Set(all.flatMap { $0.podSelector.keys } + numbering.values.flatMap(\.labelKeys))
        portNames = Set(rules.values.joined().flatMap(\.value).flatMap(\.names))
        var nodeAddresses: [IPAddress: Set<String>] = [:]
        for node in cluster.nodes.values {
            for address in node.addresses { nodeAddresses[address, default: []].insert(node.name) }
        }
        self.nodeAddresses = nodeAddresses
        let claimed = nodeAddresses.filter { cluster.owner(of: $0.key) != nil }
        odd = (Set(claimed.keys), Set(claimed.values.joined()))
    }

    /// Whether an address is one of a node's own.
    func isAddress(_ address: IPAddress, of node: String) -> Bool {
        nodeAddresses[address]?.contains(node) ?? false
    }

    /// All that policies can ask about an address and its pod.
    func traits(of address: IPAddress, _ pod: Pod?) -> Traits {
        Traits(
            family: address.family, cell: cells.cell(of: address), namespace: pod?.key.namespace,
            labels: pod?.labels.sorted.filter { labelKeys.contains($0.key) } ?? [],
            ports: pod?.ports.filter { portNames.contains(PeerQuery.PortName($0.name, $0.transport)) } ?? [],
            node: pod.flatMap { odd.nodes.contains($0.node) ? $0.node : nil },
            alone: odd.addresses.contains(address) ? address : nil)
    }

    /// Whether a peer means an address or its pod.
    func isMeant(_ address: IPAddress, _ pod: Pod?, by peer: Peer) -> Bool {
        switch peer.peer {
        case .block(let block):
            return block.cidr.contains(address) && !block.except.contains { $0.contains(address) }
        case .pods(let selector, let chosen):
            guard let pod, selector.matches(pod.labels) else { return false }
            guard let chosen else { return pod.key.namespace == peer.namespace }
            return namespaces[pod.key.namespace].map { chosen.matches($0.labels) } ?? false
        }
    }

    /// What policies can ask about an address and its pod; a pod's node only where another pod has that node's address.
    struct Traits: Hashable {
        let family: IPFamily
        let cell: Int
        let namespace: String?
        let labels: [Labels.Label]
        let ports: [Pod.NamedPort]
        let node: String?
        let alone: IPAddress?
    }
}

extension PolicyAlphabet.Rule {
    fileprivate init(_ rule: PolicyRule, _ namespace: String, _ numbering: inout Numbering<PolicyAlphabet.Peer>) {
        peers = rule.peers.isEmpty ? nil : rule.peers.map { numbering.number(of: PolicyAlphabet.Peer($0, namespace)) }
        let blocks = AddressRanges(rule.peers.flatMap(\.blockRanges))
        let isForAll = rule.peers.isEmpty || rule.peers.contains { $0.meansEveryPod }
        means = [.ipv4: isForAll || blocks.ipv4 == .all, .ipv6: isForAll || blocks.ipv6 == .all]
        var sets: [PortedProtocol: PortSet] = [:]
        var names: [PeerQuery.PortName] = []
        for port in rule.ports {
            switch port.port {
            case .any: sets[port.transport] = .all
            case .numbers(let range):
                sets[port.transport] = sets[port.transport, default: PortSet()].union(PortSet([range]))
            case .named(let name): names.append(PeerQuery.PortName(name, port.transport))
            }
        }
        fixed = rule.ports.isEmpty ? .everything : Reach(sets)
        self.names = names
    }

    /// What passes to a pod with these ports.
    func reach(to ports: [Pod.NamedPort]) -> Reach {
        names.reduce(fixed) { reach, name in
            guard let port = ports.first(where: { $0.name == name.name && $0.transport == name.transport }) else {
                return reach
            }
            return reach.union(Reach([name.transport: PortSet([PortRange(port.number)])]))
        }
    }
}

extension PolicyAlphabet.Peer {
    fileprivate init(_ peer: PolicyPeer, _ namespace: String) {
        let isLocal = if case .pods(_, nil) = peer { true } else { false }
        self.init(peer: peer, namespace: isLocal ? namespace : nil)
    }

    fileprivate var ranges: [ClosedRange<IPAddress>] {
        guard case .block(let block) = peer else { return [] }
        return ([block.cidr] + block.except).map(\.range)
    }

    fileprivate var labelKeys: [String] {
        guard case .pods(let selector, _) = peer else { return [] }
        return selector.keys
    }
}

extension PolicyPeer {
    fileprivate var blockRanges: [ClosedRange<IPAddress>] {
        guard case .block(let block) = self else { return [] }
        return AddressRanges([block.cidr]).subtracting(AddressRanges(block.except)).ranges
    }

    fileprivate var meansEveryPod: Bool {
        guard case .pods(let selector, let namespaces?) = self else { return false }
        return selector.requirements.isEmpty && namespaces.requirements.isEmpty
    }
}

extension LabelSelector {
    fileprivate var keys: [String] { requirements.map(\.key) }
}
