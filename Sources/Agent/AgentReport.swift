public import Addresses
public import Nftables

/// Something that the agent did or met, for the log and the figures.
public enum AgentReport: Sendable {
    /// Every kind that rules depend on was listed once: from now on the agent writes.
    case listed(pods: Int, policies: Int, namespaces: Int)
    /// There was no table, and one was made of what was kept.
    case booted
    /// The kernel holds what the cluster means now.
    case programmed(Programming)
    /// The pods of this node have these addresses now, or had them and may still run.
    case localPods(Set<IPAddress>)
    /// What the reconciler has to say.
    case kernel(Reconciler.Report)
    /// These open connections are no longer allowed, and were cut.
    case cut([TrackedConnection])
    /// These are allowed again, and are no longer stopped.
    case restored([TrackedConnection])
    /// Open connections could not be looked at; it is tried again.
    case connectionsUnreachable(KernelError)
    /// This node is open until a time.
    case paused(for: Duration)
    /// This node is guarded again.
    case resumed
}

/// One time that the kernel was brought up to date.
public struct Programming: Sendable {
    /// An isolated pod whose address is guarded from now on.
    public struct Arrival: Hashable, Sendable {
        /// When the pod was made, in seconds since 1970 by the API server's clock.
        public let creation: Int64
        /// From the first sight of its address.
        public let delay: Duration
    }

    /// The table.
    public let ruleset: Ruleset
    /// How many batches it took; none where the kernel held it already.
    public let phaseCount: Int
    /// From the first change that was seen to the kernel's acknowledgement.
    public let latency: Duration
    /// Of that, the time for working out the rules.
    public let compileTime: Duration
    /// The pods of this node that are guarded by it for the first time at their address.
    public let arrivals: [Arrival]
    /// When the policies were written that isolate pods of this node as they do by it for the first time.
    public let policies: [Int64]
    /// Whether it has no rules by choice: while this node is paused, or nothing is to be enforced.
    public let isOpen: Bool
    /// Whether the whole cluster was resolved, as at the first time.
    public let isFirst: Bool
}
