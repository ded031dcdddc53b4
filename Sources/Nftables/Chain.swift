/// A list of rules, called by other rules, or by the kernel where it has a hook.
public struct Chain: Hashable, Sendable {
    /// Where the kernel calls it; `nil` for a chain that only rules call.
    public let base: BaseChain?
    /// The rules, in order.
    public var rules: [Rule]
    /// What the chain is; the kernel keeps the first one it was given.
    public let comment: LimitedText?

    /// A chain of these rules.
    public init(_ rules: [Rule] = [], base: BaseChain? = nil, comment: String? = nil) {
        self.init(rules, base: base, keeping: comment.map { LimitedText($0) })
    }

    /// A chain of these rules, with a comment that was made already.
    public init(_ rules: [Rule], base: BaseChain?, keeping comment: LimitedText?) {
        self.rules = rules
        self.base = base
        self.comment = comment
    }

    /// The sets, maps and counters that its rules name.
    public var references: Set<String> { Set(rules.flatMap(\.references)) }
}

/// Where in a packet's way the kernel calls a chain, and what it does at the end of it.
public struct BaseChain: Hashable, Sendable {
    /// What a chain is for.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Deciding whether packets pass.
        case filter
        /// Rewriting addresses.
        case nat
        /// Rewriting what routing looks at.
        case route
    }

    /// A place in a packet's way; the raw value is the kernel's number.
    public enum Hook: UInt32, Hashable, Sendable, CaseIterable {
        /// Arrived, not routed yet.
        case prerouting
        /// For this host.
        case input
        /// Passing through.
        case forward
        /// From this host.
        case output
        /// About to leave.
        case postrouting

        /// The word `nft` has for it.
        public var word: String {
            switch self {
            case .prerouting: "prerouting"
            case .input: "input"
            case .forward: "forward"
            case .output: "output"
            case .postrouting: "postrouting"
            }
        }
    }

    /// What becomes of a packet that no rule decided.
    public enum Policy: UInt32, Hashable, Sendable, CaseIterable {
        /// It is dropped.
        case drop
        /// It goes on.
        case accept
    }

    /// What the chain is for.
    public let kind: Kind
    /// Where it is called.
    public let hook: Hook
    /// When, among the chains of the same hook; lower is earlier. `nft` calls zero `filter`.
    public let priority: Int32
    /// What becomes of undecided packets.
    public let policy: Policy

    /// A filter at this hook.
    public init(_ hook: Hook, priority: Int32 = 0, policy: Policy = .accept, kind: Kind = .filter) {
        self.hook = hook
        self.priority = priority
        self.policy = policy
        self.kind = kind
    }
}
