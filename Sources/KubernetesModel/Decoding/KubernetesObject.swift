/// An object of the cluster, of a kind that policies are about or of another.
public enum KubernetesObject: Hashable, Sendable {
    /// A pod.
    case pod(Pod)
    /// A namespace.
    case namespace(Namespace)
    /// A node.
    case node(Node)
    /// A policy.
    case networkPolicy(NetworkPolicy)
    /// Something else; of its key that is empty which is not written.
    case other(apiVersion: String, kind: String, key: ObjectKey)
}

extension KubernetesObject {
    /// The kinds that are read.
    enum Kind: String, CaseIterable {
        case pod = "Pod"
        case namespace = "Namespace"
        case node = "Node"
        case networkPolicy = "NetworkPolicy"

        /// The version of the API under which the kind means what is read here.
        var apiVersion: String {
            switch self {
            case .pod, .namespace, .node: "v1"
            case .networkPolicy: "networking.k8s.io/v1"
            }
        }
    }

    /// Reads an object of a kind; `nil` where it does not say which it is.
    init?(_ kind: Kind, decoding object: DocumentField, _ defects: inout [Defect]) {
        let decoded: KubernetesObject? =
            switch kind {
            case .pod: Pod(decoding: object, &defects).map { .pod($0) }
            case .namespace: Namespace(decoding: object, &defects).map { .namespace($0) }
            case .node: Node(decoding: object, &defects).map { .node($0) }
            case .networkPolicy: NetworkPolicy(decoding: object, &defects).map { .networkPolicy($0) }
            }
        guard let decoded else { return nil }
        self = decoded
    }

    /// An object of a kind that is not read, of which only the key is kept.
    init(other kind: String, apiVersion: String, _ object: DocumentField) {
        // Its names follow rules of their own, so nothing is said about them.
        var ignored: [Defect] = []
        let metadata = object["metadata"]
        let namespace = metadata["namespace"].string(&ignored) ?? ""
        let name = metadata["name"].string(&ignored) ?? ""
        self = .other(apiVersion: apiVersion, kind: kind, key: ObjectKey(namespace, name))
    }
}
