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

extension Resource {
    /// That these are all the objects of this resource; `nil` where rules do not ask about it.
    public func event(ofAll sent: [SentObject]) -> ClusterEvent? {
        switch self {
        case .namespaces: .namespaces(sent.compactMap { if case .namespace(let one)? = $0.object { one } else { nil } })
        case .pods: .pods(sent.compactMap { if case .pod(let one)? = $0.object { one } else { nil } })
        case .networkPolicies:
            .policies(sent.compactMap { if case .networkPolicy(let one)? = $0.object { one } else { nil } })
        case .nodes: .nodes(sent.compactMap { if case .node(let one)? = $0.object { one } else { nil } })
        case .services: nil
        }
    }
}

extension KubernetesObject {
    /// That it is gone; `nil` for kinds that rules do not ask about.
    public var absence: ClusterEvent? {
        switch self {
        case .pod(let pod): .pod(pod.key, nil)
        case .namespace(let namespace): .namespace(namespace.name, nil)
        case .node(let node): .node(node.name, nil)
        case .networkPolicy(let policy): .policy(policy.key, nil)
        case .workload, .service, .other: nil
        }
    }

    /// Which object of its kind it is; what is in no namespace has an empty one.
    public var key: ObjectKey {
        switch self {
        case .pod(let pod): pod.key
        case .namespace(let namespace): ObjectKey("", namespace.name)
        case .node(let node): ObjectKey("", node.name)
        case .networkPolicy(let policy): policy.key
        case .workload(let workload): workload.key
        case .service(let service): service.key
        case .other(_, _, let key): key
        }
    }
}
