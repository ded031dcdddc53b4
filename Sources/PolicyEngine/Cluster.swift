public import Addresses
public import KubernetesModel

/// All that is known of a cluster: what was said last of each object.
///
/// Whatever order events come in, and however often, the same last words make the same cluster.
public struct Cluster: Sendable {
    /// A kind of object.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// Namespaces.
        case namespaces
        /// Pods.
        case pods
        /// Policies.
        case policies
        /// Nodes.
        case nodes
    }

    /// The namespaces by name.
    public private(set) var namespaces: [String: Namespace] = [:]
    /// The pods.
    public private(set) var pods = ObjectTable<Pod>()
    /// The nodes by name.
    public private(set) var nodes: [String: Node] = [:]
    /// The kinds that were listed whole at least once.
    public private(set) var listed: Set<Kind> = []
    private var policyTable = ObjectTable<NetworkPolicy>()
    /// In no order; lists, since sets of a hundred take twice the memory, and there are a thousand nodes.
    private var podsByNode: [String: [ObjectKey]] = [:]
    private var owners = AddressOwners()
    private var pool = SharingPool()
    /// Pods that no source knows of, and that stay.
    private let standing: [Pod]

    /// A cluster of which nothing is known, but for addresses of every node that stand for the cluster's DNS pods.
    public init(nodeLocalDNS: [IPAddress] = []) {
        standing = nodeLocalDNS.isEmpty ? [] : [Pod(nodeLocalDNS: nodeLocalDNS)]
        var changes = ClusterChanges()
        set(standing.map { ($0.key, $0) }, &changes)
    }

    /// Whether every kind that rules depend on was listed once; before, what is not known is not what is not there.
    public var isComplete: Bool { listed.isSuperset(of: [.namespaces, .pods, .policies]) }

    /// The policies of a namespace by name, whether or not the namespace is known.
    public func policies(in namespace: String) -> [String: NetworkPolicy] {
        policyTable.byNamespace[namespace] ?? [:]
    }

    /// How many policies there are.
    public var policyCount: Int { policyTable.count }

    /// All policies, in order.
    public var policies: [NetworkPolicy] { policyTable.values.sorted { $0.key < $1.key } }

    /// The pods on a node.
    public func pods(on node: String) -> Set<ObjectKey> { Set(podsByNode[node] ?? []) }

    /// The pod that has an address: of several that claim it, one that runs before one that does not, one that stays
    /// before one that is being deleted, the younger before the older.
    public func owner(of address: IPAddress) -> Pod? { owners.owner(of: address).flatMap { pods[$0] } }

    /// The addresses that several pods claim, and which; the first is the owner.
    public var contestedAddresses: [IPAddress: [ObjectKey]] {
        owners.contested.mapValues { claims in claims.map(\.key) }
    }

    /// Takes what a source says, and reports what it changed.
    @discardableResult
    public mutating func apply(_ event: ClusterEvent) -> ClusterChanges {
        var changes = ClusterChanges()
        switch event {
        case .namespace(let name, let namespace): set(namespace, at: name, &changes)
        case .pod(let key, let pod): set([(key, pod)], &changes)
        case .policy(let key, let policy): set(policy, at: key, &changes)
        case .node(let name, let node): set(node, at: name, &changes)
        case .namespaces(let all): replace(namespaces: all, &changes)
        case .pods(let all): replace(pods: all, &changes)
        case .policies(let all): replace(policies: all, &changes)
        case .nodes(let all): replace(nodes: all, &changes)
        }
        return changes
    }

    /// Takes how a pod is where nobody asks what that changes, which is most of the work; whether it was known.
    @discardableResult
    public mutating func fill(_ pod: Pod) -> Bool {
        let new = pool.sharing(pod)
        guard let old = pods.updateValue(new, forKey: new.key) else {
            podsByNode[new.node, default: []].append(new.key)
            owners.add(new, among: pods)
            return false
        }
        if old != new {
            move(old, new)
            owners.replace(old, by: new, among: pods)
        }
        return true
    }

    /// The addresses of a pod of this cluster that are its own, in order.
    func ownAddresses(of pod: Pod) -> [IPAddress] {
        guard pod.isOnPodNetwork else { return [] }
        let addresses = pod.distinctAddresses
        return owners.contested.isEmpty ? addresses : addresses.filter { owners.prefers(pod.key, for: $0) }
    }
}

extension Cluster {
    /// All that is known as changes of a cluster of which nothing was.
    public var asChanges: ClusterChanges {
        var changes = ClusterChanges()
        changes.namespaces = Set(namespaces.keys)
        changes.policies = Set(policyTable.byNamespace.keys)
        changes.nodes = Set(nodes.keys)
        addPods(to: &changes)
        return changes
    }

    private func addPods(to changes: inout ClusterChanges) {
        changes.nodesOfPods = Set(podsByNode.keys)
        changes.owners.reserveCapacity(pods.count)
        for pod in pods.values {
            for address in ownAddresses(of: pod) { changes.owners.append(.init(address: address, old: nil, new: pod)) }
        }
    }

    private mutating func set(_ namespace: Namespace?, at name: String, _ changes: inout ClusterChanges) {
        guard namespaces[name] != namespace else { return }
        namespaces[name] = namespace
        changes.namespaces.insert(name)
    }

    private mutating func set(_ node: Node?, at name: String, _ changes: inout ClusterChanges) {
        guard nodes[name] != node else { return }
        nodes[name] = node
        changes.nodes.insert(name)
    }

    private mutating func set(_ policy: NetworkPolicy?, at key: ObjectKey, _ changes: inout ClusterChanges) {
        guard policyTable[key] != policy else { return }
        policyTable[key] = policy
        changes.policies.insert(key.namespace)
    }

    private mutating func set(_ updates: [(ObjectKey, Pod?)], _ changes: inout ClusterChanges) {
        var before: [IPAddress: Pod?] = [:]
        for (key, update) in updates {
            let (old, new) = (pods[key], update.map { pool.sharing($0) })
            guard old != new else { continue }
            for address in Set((old?.addresses ?? []) + (new?.addresses ?? [])) where before[address] == nil {
                before[address] = .some(owner(of: address))
            }
            if let old { changes.nodesOfPods.insert(old.node) }
            if let new { changes.nodesOfPods.insert(new.node) }
            move(old, new)
            pods[key] = new
            owners.replace(old, by: new, among: pods)
        }
        for (address, old) in before.sorted(by: { $0.key < $1.key }) {
            let new = owner(of: address)
            if old != new { changes.owners.append(.init(address: address, old: old, new: new)) }
        }
    }

    /// Takes note of the node that a pod came to or left.
    private mutating func move(_ old: Pod?, _ new: Pod?) {
        guard old?.node != new?.node else { return }
        if let old {
            podsByNode[old.node]?.removeAll { $0 == old.key }
            if podsByNode[old.node]?.isEmpty ?? false { podsByNode[old.node] = nil }
        }
        if let new { podsByNode[new.node, default: []].append(new.key) }
    }

    private mutating func replace(namespaces all: [Namespace], _ changes: inout ClusterChanges) {
        let new = Dictionary(all.map { ($0.name, $0) }) { $1 }
        for name in Set(namespaces.keys).subtracting(new.keys) { set(nil as Namespace?, at: name, &changes) }
        for (name, namespace) in new { set(namespace, at: name, &changes) }
        listed.insert(.namespaces)
    }

    private mutating func replace(pods all: [Pod], _ changes: inout ClusterChanges) {
        defer { listed.insert(.pods) }
        if pods.count == 0 {
            // The first list: it may be long, and there is nothing that it could change.
            for pod in all { fill(pod) }
            return addPods(to: &changes)
        }
        let new = Dictionary((all + standing).map { ($0.key, $0) }) { $1 }
        let gone = pods.keys.filter { new[$0] == nil }.map { ($0, nil as Pod?) }
        set(gone + new.map { ($0, $1) }, &changes)
    }

    private mutating func replace(policies all: [NetworkPolicy], _ changes: inout ClusterChanges) {
        let new = Dictionary(all.map { ($0.key, $0) }) { $1 }
        for key in policies.map(\.key) where new[key] == nil { set(nil as NetworkPolicy?, at: key, &changes) }
        for (key, policy) in new { set(policy, at: key, &changes) }
        listed.insert(.policies)
    }

    private mutating func replace(nodes all: [Node], _ changes: inout ClusterChanges) {
        let new = Dictionary(all.map { ($0.name, $0) }) { $1 }
        for name in Set(nodes.keys).subtracting(new.keys) { set(nil as Node?, at: name, &changes) }
        for (name, node) in new { set(node, at: name, &changes) }
        listed.insert(.nodes)
    }
}
