import KubernetesModel

/// Keeps what the policies of a cluster mean for one node up to date, with as little work as each change needs.
///
/// What changed is used only to skip work: fed one event at a time or a whole cluster at once, it says the same.
public struct Resolver: Sendable {
    /// The node; `nil` where all pods of the cluster count as its own.
    public let node: String?

    private var index = PeerIndex()
    private var local: [ObjectKey: Pod] = [:]
    private var policy = NodePolicy()

    /// Resolves for this node, or for all nodes as if they were one.
    public init(node: String?) { self.node = node }

    /// What the policies of a cluster mean for a node, or for all of them.
    public static func policy(of node: String?, in cluster: Cluster) -> NodePolicy {
        var resolver = Resolver(node: node)
        resolver.index = PeerIndex(cluster)
        resolver.resolveLocalPods(cluster, [])
        return resolver.withMembers()
    }

    /// What the policies mean now. Each change of the cluster must be passed in, once and in order.
    public mutating func update(_ cluster: Cluster, _ changes: ClusterChanges) -> NodePolicy {
        index.apply(changes, cluster)
        if touchesLocalPods(changes) { resolveLocalPods(cluster, changes.policies) }
        return withMembers()
    }

    private mutating func resolveLocalPods(_ cluster: Cluster, _ namespaces: Set<String>) {
        let pods = localPods(cluster)
        if resolve(pods, cluster, namespaces) { index.use(policy.queries) }
        local = pods
    }

    /// The policy with the answers as they are now.
    private mutating func withMembers() -> NodePolicy {
        policy.take(index.takeChanged().map { ($0, index.members(of: $0)) })
        return policy
    }

    private func touchesLocalPods(_ changes: ClusterChanges) -> Bool {
        guard let node else { return !changes.isEmpty }
        return changes.nodesOfPods.contains(node)
            || changes.owners.contains { $0.old?.node == node || $0.new?.node == node }
            || local.keys.contains { changes.policies.contains($0.namespace) }
    }

    /// The pods of the node that have an address that is theirs.
    private func localPods(_ cluster: Cluster) -> [ObjectKey: Pod] {
        var result: [ObjectKey: Pod] = [:]
        for key in node.map({ cluster.pods(on: $0) }) ?? Set(cluster.pods.keys) {
            guard var pod = cluster.pods[key] else { continue }
            pod.addresses = cluster.ownAddresses(of: pod)
            if !pod.addresses.isEmpty { result[key] = pod }
        }
        return result
    }

    /// Resolves the pods that are others than before, and those whose namespace has other policies; whether any of
    /// them asks for something else now.
    private mutating func resolve(
        _ pods: [ObjectKey: Pod], _ cluster: Cluster, _ namespaces: Set<String>
    ) -> Bool {
        var merged = MergedRules(cluster)
        var hasChanged = false
        for key in local.keys where pods[key] == nil {
            policy.pods[key] = nil
            hasChanged = true
        }
        for (key, pod) in pods where local[key] != pod || namespaces.contains(key.namespace) {
            let resolved = merged.policy(of: pod)
            if policy.pods[key] == resolved { continue }
            policy.pods[key] = resolved
            hasChanged = true
        }
        if hasChanged { policy.keepAnswers(to: policy.queries) }
        return hasChanged
    }
}

/// The merged rules of pods that the same policies isolate, worked out once for all of them.
private struct MergedRules {
    private struct Key: Hashable {
        let direction: Direction
        let policies: [ObjectKey]
        let ports: [Pod.NamedPort]
    }

    private let cluster: Cluster
    private var known: [Key: Isolation] = [:]
    private var policies: [String: [NetworkPolicy]] = [:]

    init(_ cluster: Cluster) { self.cluster = cluster }

    mutating func policy(of pod: Pod) -> PodPolicy {
        PodPolicy(
            key: pod.key, addresses: pod.addresses, ingress: isolation(.ingress, of: pod),
            egress: isolation(.egress, of: pod))
    }

    private mutating func isolation(_ direction: Direction, of pod: Pod) -> Isolation? {
        let selecting = selecting(pod).filter { $0.rules(direction) != nil }
        guard !selecting.isEmpty else { return nil }
        let key = Key(direction: direction, policies: selecting.map(\.key), ports: pod.ports)
        if let isolation = known[key] { return isolation }
        let isolation = Isolation(policies: key.policies, allowances: Allowances.merged(selecting, direction, of: pod))
        known[key] = isolation
        return isolation
    }

    /// The policies of a pod's namespace that select it, in order.
    private mutating func selecting(_ pod: Pod) -> [NetworkPolicy] {
        let namespace = pod.key.namespace
        let all = policies[namespace] ?? cluster.policies(in: namespace).values.sorted { $0.key < $1.key }
        policies[namespace] = all
        return all.filter { LabelQuery($0.podSelector).matches(pod.labels) }
    }
}

extension NodePolicy {
    /// Every query that a pod's rules ask.
    fileprivate var queries: Set<PeerQuery> {
        var queries: Set<PeerQuery> = []
        for pod in pods.values {
            for allowance in (pod.ingress?.allowances ?? []) + (pod.egress?.allowances ?? []) {
                if let query = allowance.query { queries.insert(query) }
            }
        }
        return queries
    }
}
