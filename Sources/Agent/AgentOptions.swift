public import Addresses
public import PolicyCompiler

/// What a node's owner chose of how the agent works; all of it may change while it runs.
public struct AgentOptions: Hashable, Sendable {
    /// What becomes of what policies deny.
    public enum Enforcement: String, Hashable, Sendable, CaseIterable {
        /// It is stopped.
        case enforce
        /// It is counted and logged, and passes.
        case audit
        /// There are no rules for it.
        case off
    }

    /// What becomes of open connections that policies no longer allow.
    public enum Established: String, Hashable, Sendable, CaseIterable {
        /// They are cut.
        case cut
        /// They go on until they end by themselves.
        case keep
    }

    /// The node whose pods are guarded.
    public var node: String
    /// What becomes of what policies deny.
    public var enforcement = Enforcement.enforce
    /// What becomes of open connections that policies no longer allow.
    public var established = Established.cut
    /// How policies become rules.
    public var compiler = PolicyCompiler.Options()
    /// Addresses of every node that stand for the cluster's DNS pods.
    public var nodeLocalDNS: [IPAddress] = []
    /// Whether what pods send to their own node is policed.
    public var policesOwnNode = true
    /// What becomes of addresses of the node's pod ranges that no known pod has.
    public var unknownPods = NodeFacts.UnknownPods.allow
    /// What addresses of the node's pods are taken from; `nil`: as the Node object says.
    public var podRanges: AddressRanges?
    /// When to work off changes.
    public var pacing = Pacing()
    /// How often the table is looked at without a reason.
    public var lookInterval = Duration.seconds(60)

    /// What is usual, for a node.
    public init(node: String) { self.node = node }

    /// How policies become rules while this is enforced.
    public var effectiveCompiler: PolicyCompiler.Options {
        var options = compiler
        if enforcement == .audit { options.denial = .pass }
        return options
    }
}
