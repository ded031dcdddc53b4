public import KubernetesModel
internal import PolicyEngine

/// How the agent stands, for people, probes and measurements.
public struct AgentStatus: Hashable, Sendable {
    /// The node.
    public let node: String
    /// What becomes of what policies deny.
    public let enforcement: AgentOptions.Enforcement
    /// Until when the node is open; `nil` while it is guarded.
    public let pausedUntil: Duration?
    /// How the table stands to what it should be.
    public let condition: Reconciler.Condition
    /// Whether all is known that rules depend on.
    public let isListed: Bool
    /// Whether the kernel held once what the cluster means.
    public let hasProgrammed: Bool
    /// Whether the kernel held once rules that know by which links all local pods are reached.
    public let hasProgrammedLinks: Bool
    /// What was counted.
    public let figures: AgentFigures
    /// The pods of the node that policies could guard.
    public let localPodCount: Int
    /// How many of them are isolated in each direction.
    public let isolatedPodCounts: [Direction: Int]
    /// The policies that are known.
    public let policyCount: Int
    /// Those of them that could not be read in full, and therefore allow nothing.
    public let brokenPolicies: [ObjectKey]
    /// The pods that are known, of all nodes.
    public let podCount: Int
}

extension AgentCore {
    /// How it stands now.
    public var status: AgentStatus {
        AgentStatus(
            node: options.node, enforcement: options.enforcement, pausedUntil: pausedUntil,
            condition: reconciler.condition, isListed: isListed, hasProgrammed: figures.programmingCount > 0,
            hasProgrammedLinks: links.areProgrammed, figures: figures, localPodCount: policy.pods.count,
            isolatedPodCounts: isolatedPodCounts,
            policyCount: cluster.policyCount, brokenPolicies: brokenPolicies, podCount: cluster.pods.count)
    }
}

extension NodePolicy {
    /// How many pods are isolated in each direction.
    var isolatedPodCounts: [Direction: Int] {
        Dictionary(
            uniqueKeysWithValues: Direction.allCases.map { direction in
                (direction, pods.values.count { $0.isolation(direction) != nil })
            })
    }
}
