public import Addresses
public import KubernetesModel

/// Which things in a cluster events changed: used only to skip work, never to know what is so.
public struct ClusterChanges: Sendable {
    /// An address that another pod has now, or the same pod with other labels or ports.
    public struct Owner: Sendable {
        /// The address.
        public let address: IPAddress
        /// Whose it was, as that pod was.
        public let old: Pod?
        /// Whose it is, as that pod is.
        public let new: Pod?
    }

    /// Nothing changed.
    public init() {}

    /// The namespaces that came, went, or changed their labels.
    public internal(set) var namespaces: Set<String> = []
    /// The namespaces some of whose policies came, went or changed.
    public internal(set) var policies: Set<String> = []
    /// The nodes that came, went or changed.
    public internal(set) var nodes: Set<String> = []
    /// The nodes some of whose pods came, went or changed.
    public internal(set) var nodesOfPods: Set<String> = []
    /// The addresses whose owner changed, each once, in no order.
    public internal(set) var owners: [Owner] = []

    /// Whether nothing changed.
    public var isEmpty: Bool {
        namespaces.isEmpty && policies.isEmpty && nodes.isEmpty && nodesOfPods.isEmpty && owners.isEmpty
    }

    /// Adds what changed after this, in order.
    public mutating func append(_ later: ClusterChanges) {
        namespaces.formUnion(later.namespaces)
        policies.formUnion(later.policies)
        nodes.formUnion(later.nodes)
        nodesOfPods.formUnion(later.nodesOfPods)
        owners += later.owners
    }
}
