import Addresses
import KubernetesModel
import PolicyEngine

/// A cluster as `lint` asks about it: pods that are alike are one, and are found by their labels.
struct LintScene {
    /// Pods of one namespace that selectors and port names cannot tell apart.
    struct Kind {
        let namespace: String
        let labels: Labels
        let ports: [Pod.NamedPort]
        /// Whether they use the network of their nodes, so that policies do not speak of them.
        let isHostNetwork: Bool
        /// The pods, in order.
        var pods: [Pod]
    }

    let inventory: Inventory
    /// All kinds, in the order of their first pods.
    let kinds: [Kind]
    /// The policies, in order.
    let policies: [NetworkPolicy]
    /// Whether what is not here is not there, as in a cluster that was listed; manifests are a part of one.
    let isWhole: Bool
    let namespaces: NamespaceIndex
    /// Every port name that any pod serves.
    let servedNames: Set<PeerQuery.PortName>
    /// The name of the pod that stands for DNS caches on the nodes, which no source knows of.
    static let nodeLocalDNS = ObjectKey("kube-system", "node local dns")
    private let populatedNamespaces: Set<String>
    private let all: KindIndex
    private let byNamespace: [String: KindIndex]

    /// The scene of all that is known, with a pod for each workload.
    init(_ source: Inventory) {
        inventory = source.withImpliedNamespaces().populated()
        policies = inventory.cluster.policies
        isWhole = source.cluster.listed.isSuperset(of: [.namespaces, .pods])
        namespaces = NamespaceIndex(inventory, isWhole: isWhole)
        var kinds: [Kind] = []
        var known: [Alike: Int] = [:]
        for pod in inventory.cluster.pods.values.sorted(by: { $0.key < $1.key }) where pod.phase != .finished {
            let place = known[Alike(pod)] ?? kinds.count
            known[Alike(pod)] = place
            if place == kinds.count { kinds.append(Kind(pod)) } else { kinds[place].pods.append(pod) }
        }
        self.kinds = kinds
        populatedNamespaces = Set(
            kinds.filter { $0.pods.contains { $0.key != Self.nodeLocalDNS } }.map(\.namespace))
        servedNames = Set(kinds.lazy.flatMap(\.ports).map { PeerQuery.PortName($0.name, $0.transport) })
        all = KindIndex(kinds.indices, of: kinds)
        byNamespace = Dictionary(grouping: kinds.indices) { kinds[$0].namespace }
            .mapValues { KindIndex($0, of: kinds) }
    }

    /// Whether any pod is known.
    var hasPods: Bool { !populatedNamespaces.isEmpty }

    /// Whether pods of a namespace are known.
    func hasPods(in namespace: String) -> Bool { populatedNamespaces.contains(namespace) }

    /// The kinds that a policy selects, those on the network of their nodes too.
    func selected(by policy: NetworkPolicy) -> [Int] {
        matches(policy.podSelector, in: byNamespace[policy.key.namespace])
    }

    /// The kinds that match a selector, whatever their namespace.
    func matches(_ selector: LabelSelector) -> [Int] { matches(selector, in: all) }

    private func matches(_ selector: LabelSelector, in index: KindIndex?) -> [Int] {
        index?.candidates(selector).filter { selector.matches(kinds[$0].labels) } ?? []
    }

    /// The kinds that stand behind a Service.
    func selected(by service: Service) -> [Int] {
        guard let labels = service.selector, !labels.sorted.isEmpty else { return [] }
        return matches(LabelSelector(matching: labels), in: byNamespace[service.key.namespace])
    }

    /// Whether any kind that a peer means meets a condition; of a block, any kind may be meant.
    func contains(_ peer: PolicyPeer, of policy: ObjectKey, where holds: (Int) -> Bool) -> Bool {
        switch peer {
        case .block: return kinds.indices.contains(where: holds)
        case .pods(let pods, nil):
            return (byNamespace[policy.namespace]?.candidates(pods) ?? []).contains {
                pods.matches(kinds[$0].labels) && holds($0)
            }
        case .pods(let pods, let selector?):
            let matched = namespaces.matching(selector)
            return all.candidates(pods).contains {
                matched.contains(kinds[$0].namespace) && pods.matches(kinds[$0].labels) && holds($0)
            }
        }
    }

    /// Whether any pod that a peer means is one that policies speak of.
    func hasPolicedPod(_ peer: PolicyPeer, of policy: ObjectKey) -> Bool {
        contains(peer, of: policy) { !kinds[$0].isHostNetwork }
    }

    /// What people call some kinds: `shop/web[Deployment], shop/db[Pod] and 3 more`.
    func names(_ chosen: some Sequence<Int>) -> String {
        var names: Set<String> = []
        for kind in chosen { for pod in kinds[kind].pods { names.insert("\(inventory.workload(of: pod.key))") } }
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return names.sorted().prefix(3).joined(separator: ", ") + more
    }
}

extension LintScene.Kind {
    fileprivate init(_ pod: Pod) {
        self.init(
            namespace: pod.key.namespace, labels: pod.labels, ports: pod.ports, isHostNetwork: pod.isHostNetwork,
            pods: [pod])
    }

    /// Whether they serve a port name.
    func serves(_ name: String, _ transport: PortedProtocol) -> Bool {
        ports.contains { $0.name == name && $0.transport == transport }
    }
}

/// What pods of one kind have alike.
private struct Alike: Hashable {
    let namespace: String
    let labels: Labels
    let ports: [Pod.NamedPort]
    let isHostNetwork: Bool

    init(_ pod: Pod) {
        namespace = pod.key.namespace
        labels = pod.labels
        ports = pod.ports
        isHostNetwork = pod.isHostNetwork
    }
}

/// Some kinds, by their labels.
private struct KindIndex {
    private let kinds: [Int]
    private let byLabel: [Labels.Label: [Int]]

    init(_ kinds: some Sequence<Int>, of all: [LintScene.Kind]) {
        self.kinds = Array(kinds)
        var byLabel: [Labels.Label: [Int]] = [:]
        for kind in self.kinds { for label in all[kind].labels.sorted { byLabel[label, default: []].append(kind) } }
        self.byLabel = byLabel
    }

    /// The kinds among which all that match are, in order.
    func candidates(_ selector: LabelSelector) -> [Int] {
        var best = kinds
        for requirement in selector.requirements {
            guard case .in(let values) = requirement.condition else { continue }
            let lists = Set(values).compactMap { byLabel[Labels.Label(requirement.key, $0)] }
            if lists.map(\.count).reduce(0, +) < best.count {
                best = lists.count == 1 ? lists[0] : lists.joined().sorted()
            }
        }
        return best
    }
}
