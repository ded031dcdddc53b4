/// How much of everything a ``TownCluster`` has.
public struct ClusterSize: Hashable, Sendable {
    /// Pods of all nodes, those of the large namespace too.
    public var podCount: Int
    /// Namespaces, the three of the cluster's own services among them, the large one not.
    public var namespaceCount: Int
    /// Policies, each namespace in turn.
    public var policyCount: Int
    /// Pods on ``TownCluster/node``, the first few of each of the first namespaces.
    public var localPodCount: Int
    /// How many of each namespace's first pods are there, so that the rules of a node are alike whatever the size.
    public var localPerNamespace = 5
    /// Pods of one namespace that is larger than all others.
    public var largeNamespacePodCount = 0
    /// Peers in each rule that speaks of several, such as applications of the namespace or teams.
    public var peersPerRule = 2
    /// CIDRs in each rule that speaks of addresses.
    public var blocksPerRule = 2
    /// Parts that are left out of the first of those CIDRs.
    public var exceptsPerBlock = 1
    /// Whether pods and nodes have an IPv6 address beside that of IPv4, and blocks are of both families.
    public var isDualStack = false

    /// So many pods; where nothing else is said in namespaces of fifty, with three policies for each.
    public init(podCount: Int, namespaceCount: Int? = nil, policyCount: Int? = nil, localPodCount: Int = 100) {
        self.podCount = podCount
        self.namespaceCount = max(3, namespaceCount ?? podCount / 50)
        self.policyCount = policyCount ?? 3 * self.namespaceCount
        self.localPodCount = localPodCount
    }
}
