public import Addresses

/// What is known of a node beside its policies, and what its owner chose about it.
public struct NodeFacts: Hashable, Sendable {
    /// What becomes of addresses in the node's pod ranges that belong to no known pod.
    public enum UnknownPods: Hashable, Sendable {
        /// They are plain addresses: a pod is open from its start to its first rules.
        case allow
        /// They are closed.
        case deny
    }

    /// The interface by which each address of a local pod is reached: a pod's own link, or a bridge.
    public var links: [IPAddress: String]
    /// Addresses of isolated pods that vanished without another pod claiming them.
    public var lingering: Set<IPAddress>
    /// What addresses of local pods are taken from.
    public var podRanges: AddressRanges
    /// What becomes of unknown addresses in these ranges.
    public var unknownPods: UnknownPods
    /// Whether what pods send to their own node is policed.
    public var policesOwnNode: Bool

    /// A node of which nothing more is known.
    public init(
        links: [IPAddress: String] = [:], lingering: Set<IPAddress> = [], podRanges: AddressRanges = AddressRanges(),
        unknownPods: UnknownPods = .allow, policesOwnNode: Bool = true
    ) {
        self.links = links
        self.lingering = lingering
        self.podRanges = podRanges
        self.unknownPods = unknownPods
        self.policesOwnNode = policesOwnNode
    }

    /// The same without all that would drop packets whatever policies say.
    var withoutDrops: NodeFacts { NodeFacts(podRanges: podRanges, policesOwnNode: policesOwnNode) }
}
