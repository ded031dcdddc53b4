/// A kind of object that is followed, by the name that the API has for all of them.
public enum Resource: String, Hashable, Sendable, CaseIterable {
    /// The namespaces.
    case namespaces
    /// The pods.
    case pods
    /// The policies.
    case networkPolicies = "networkpolicies"
    /// The nodes.
    case nodes
}

extension Resource {
    /// What one of them is called.
    var kind: KubernetesObject.Kind {
        switch self {
        case .namespaces: .namespace
        case .pods: .pod
        case .networkPolicies: .networkPolicy
        case .nodes: .node
        }
    }

    /// What is read of one.
    var shape: DocumentShape {
        switch self {
        case .namespaces: .namespace
        case .pods: .pod
        case .networkPolicies: .policy
        case .nodes: .node
        }
    }
}
