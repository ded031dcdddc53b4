/// The kinds of objects that the server has.
public enum ServedKind: String, CaseIterable, Sendable {
    /// Pods.
    case pods
    /// Namespaces.
    case namespaces
    /// Nodes.
    case nodes
    /// Policies.
    case policies = "networkpolicies"
    /// Services.
    case services

    /// The path of all of them.
    public var path: String {
        switch self {
        case .pods, .namespaces, .nodes, .services: "/api/v1/\(rawValue)"
        case .policies: "/apis/networking.k8s.io/v1/\(rawValue)"
        }
    }
}
