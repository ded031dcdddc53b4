/// A kind of object that an API server is asked for, by the name that the API has for all of them.
public enum Resource: String, Hashable, Sendable, CaseIterable {
    /// The namespaces.
    case namespaces
    /// The pods.
    case pods
    /// The policies.
    case networkPolicies = "networkpolicies"
    /// The nodes.
    case nodes
    /// The Services, which rules do not ask about, but people do.
    case services

    /// Those that rules ask about.
    public static let ofRules: [Resource] = [.namespaces, .pods, .networkPolicies, .nodes]
}

extension Resource {
    /// What one of them is called.
    var kind: KubernetesObject.Kind {
        switch self {
        case .namespaces: .namespace
        case .pods: .pod
        case .networkPolicies: .networkPolicy
        case .nodes: .node
        case .services: .service
        }
    }

    /// What is read of one.
    var shape: DocumentShape {
        switch self {
        case .namespaces: .namespace
        case .pods: .pod
        case .networkPolicies: .policy
        case .nodes: .node
        case .services: .service
        }
    }
}
