public import KubernetesModel
public import PolicyEngine

/// How pods stand to policies: which isolate them, and what these let pass for everyone.
public struct Standing: Hashable, Sendable {
    /// How they stand in one direction.
    public struct Side: Hashable, Sendable {
        /// The policies that isolate them, in order.
        public var policies: [ObjectKey]
        /// Whether some of the pods are isolated by none.
        public var hasUnisolated: Bool
        /// What passes whoever the other end is, pods that are still to come too.
        public let open: Reach

        /// Whether a policy isolates all of the pods.
        public var isIsolated: Bool { !hasUnisolated }
    }

    /// What comes in.
    public var ingress: Side
    /// What goes out.
    public var egress: Side

    /// How they stand in a direction.
    public func side(_ direction: Direction) -> Side { direction == .ingress ? ingress : egress }
}

extension Standing {
    /// Whether both are isolated, and open to everyone, alike.
    func isLike(_ other: Standing) -> Bool {
        Direction.allCases.allSatisfy {
            let (left, right) = (side($0), other.side($0))
            return left.hasUnisolated == right.hasUnisolated && left.open == right.open
        }
    }

    /// The same with the policies that isolate others of the group.
    func adding(_ other: Standing) -> Standing {
        var result = self
        result.ingress.policies = Set(ingress.policies + other.ingress.policies).sorted()
        result.egress.policies = Set(egress.policies + other.egress.policies).sorted()
        return result
    }
}
