/// What a source says of the cluster: how an object is now, `nil` where it is not there; or how all of a kind are.
public enum ClusterEvent: Hashable, Sendable {
    /// A namespace.
    case namespace(String, Namespace?)
    /// A pod.
    case pod(ObjectKey, Pod?)
    /// A policy.
    case policy(ObjectKey, NetworkPolicy?)
    /// A node.
    case node(String, Node?)
    /// All namespaces.
    case namespaces([Namespace])
    /// All pods.
    case pods([Pod])
    /// All policies.
    case policies([NetworkPolicy])
    /// All nodes that this source speaks of.
    case nodes([Node])
}

extension ClusterEvent {
    /// That an object is there, as it is now; `nil` for one of a kind that policies do not ask about.
    public init?(_ object: KubernetesObject) {
        switch object {
        case .pod(let pod): self = .pod(pod.key, pod)
        case .namespace(let namespace): self = .namespace(namespace.name, namespace)
        case .node(let node): self = .node(node.name, node)
        case .networkPolicy(let policy): self = .policy(policy.key, policy)
        case .workload, .service, .other: return nil
        }
    }
}
