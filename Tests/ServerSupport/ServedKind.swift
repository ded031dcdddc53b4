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

    /// The path of all of them.
    public var path: String {
        switch self {
        case .pods, .namespaces, .nodes: "/api/v1/\(rawValue)"
        case .policies: "/apis/networking.k8s.io/v1/\(rawValue)"
        }
    }
}
