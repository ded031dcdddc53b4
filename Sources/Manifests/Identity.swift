import KubernetesModel

/// Which object of which kind.
struct Identity: Hashable {
    let kind: String
    let key: ObjectKey

    /// `NetworkPolicy shop/web`; of what is in no namespace `Node n1`.
    var text: String { key.namespace.isEmpty ? "\(kind) \(key.name)" : "\(kind) \(key)" }
}

extension Identity {
    /// Which object this is.
    init(_ object: KubernetesObject) {
        switch object {
        case .pod(let pod): self.init(kind: "Pod", key: pod.key)
        case .namespace(let namespace): self.init(kind: "Namespace", key: ObjectKey("", namespace.name))
        case .node(let node): self.init(kind: "Node", key: ObjectKey("", node.name))
        case .networkPolicy(let policy): self.init(kind: "NetworkPolicy", key: policy.key)
        case .workload(let workload): self.init(kind: workload.kind.rawValue, key: workload.key)
        case .service(let service): self.init(kind: "Service", key: service.key)
        case .other(_, let kind, let key): self.init(kind: kind, key: key)
        }
    }
}
