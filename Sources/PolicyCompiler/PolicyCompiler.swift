public import Nftables
public import PolicyEngine

/// Turns what the policies mean for a node into the ruleset that does it.
///
/// A function of the policy and the options alone. What was compiled before can be passed in, and what is equal there
/// is taken over; the result is the same with it and without.
public struct PolicyCompiler: Hashable, Sendable {
    /// What a node's owner may choose.
    public struct Options: Hashable, Sendable {
        /// What becomes of a denied packet.
        public enum Denial: Hashable, Sendable {
            /// It is gone, and nobody is told.
            case drop
            /// Its sender is told.
            case reject
            /// It is counted and logged, and passes: no rule of the table drops anything.
            case pass
        }

        /// How denied packets are logged.
        public struct DenialLog: Hashable, Sendable {
            /// The netlink log group, to which whoever reads it knows the pods by their addresses; without one the
            /// kernel's log, where the prefix names the pod.
            public var group: UInt16?
            /// How many at most: of a group for each direction, of the kernel's log for each pod and direction.
            public var limit: Limit
            /// Only what is denied to and from pods of these namespaces; `nil`: of all.
            public var namespaces: Set<String>?

            /// Logging to a group, so many packets at most.
            public init(
                group: UInt16? = nil, limit: Limit = Limit(10, per: .second), namespaces: Set<String>? = nil
            ) {
                self.group = group
                self.limit = limit
                self.namespaces = namespaces
            }
        }

        /// The table's name.
        public var table: String
        /// What becomes of a denied packet.
        public var denial: Denial
        /// How denied packets are logged, if at all.
        public var log: DenialLog?
        /// The bit of a connection's mark that cuts it.
        public var cutMark: UInt32?

        /// A table of this name that drops, and does not log.
        public init(
            table: String = "martlet", denial: Denial = .drop, log: DenialLog? = nil, cutMark: UInt32? = nil
        ) {
            self.table = table
            self.denial = denial
            self.log = log
            self.cutMark = cutMark
        }
    }

    /// What the node's owner chose.
    public let options: Options

    /// A compiler with these options.
    public init(_ options: Options = Options()) { self.options = options }

    /// The ruleset of a policy, on a node of which this is known.
    public func ruleset(of policy: NodePolicy, _ facts: NodeFacts = NodeFacts()) -> Ruleset {
        compile(policy, facts).ruleset
    }

    /// The ruleset of a policy, with what is needed to compile the next one faster.
    public func compile(
        _ policy: NodePolicy, _ facts: NodeFacts = NodeFacts(), after previous: Compilation? = nil
    ) -> Compilation {
        let facts = options.denial == .pass ? facts.withoutDrops : facts
        guard let previous, previous.options == options else {
            return Compilation(policy, facts, options, reusing: nil)
        }
        return previous.updated(for: policy, facts) ?? Compilation(policy, facts, options, reusing: previous)
    }
}
