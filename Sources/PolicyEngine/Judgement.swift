public import KubernetesModel

/// What the policies say of a flow, at each end and why.
public struct Judgement: Hashable, Sendable {
    /// What was judged.
    public let flow: Flow
    /// The pod that sends it; `nil` where the address is no pod's.
    public let sender: ObjectKey?
    /// The pod that it is for; `nil` where the address is no pod's.
    public let receiver: ObjectKey?
    /// Whether it goes from a pod to the node it runs on: policed, which the API's text leaves open.
    public let isToOwnNode: Bool
    /// What the policies of the sender say.
    public let egress: End
    /// What the policies of the receiver say.
    public let ingress: End

    /// Whether both ends let it pass.
    public var isAllowed: Bool { egress.isAllowed && ingress.isAllowed }

    /// What is said at one end.
    public enum End: Hashable, Sendable {
        /// Policies do not speak of this end.
        case unpoliced(Exemption)
        /// No policy isolates the pod in this direction.
        case notIsolated
        /// A rule of one of the policies that isolate the pod lets it pass.
        case allowed(by: Permission, isolatedBy: [ObjectKey])
        /// None of the policies that isolate the pod has a rule that does.
        case denied([Shortfall])
    }

    /// Why policies do not speak of an end.
    public enum Exemption: Hashable, Sendable {
        /// The address is no pod's.
        case outside
        /// A pod always reaches itself.
        case itself
        /// The node of a pod always reaches it.
        case ownNode
        /// What pods send to their own node is left out, by choice.
        case toOwnNode
        /// Without neighbour discovery no IPv6 packet finds its way.
        case neighbourDiscovery
    }

    /// What let a flow pass: the first such place in the order of names.
    public struct Permission: Hashable, Sendable {
        /// The policy.
        public let policy: ObjectKey
        /// The rule, counted from zero.
        public let rule: Int
        /// The peer that the other end is; `nil` where the rule is for everyone.
        public let peer: Int?
        /// The port that it came by; `nil` where the rule is for all.
        public let port: Int?
    }

    /// Why one isolating policy does not let a flow pass.
    public struct Shortfall: Hashable, Sendable {
        /// The policy.
        public let policy: ObjectKey
        /// What each of its rules lacks; none where it has no rules.
        public let rules: [Lack]
        /// Why it, or a part of it, cannot be read and so allows nothing.
        public let defects: [Defect]
    }

    /// What a rule lacks for a flow.
    public enum Lack: Hashable, Sendable {
        /// The other end is none of its peers, though the port would do.
        case peer
        /// The port is none of its ports, though the peer would do.
        case port
        /// Neither.
        case both
    }
}

extension Judgement.End {
    /// Whether this end lets the flow pass.
    public var isAllowed: Bool {
        switch self {
        case .unpoliced, .notIsolated, .allowed: true
        case .denied: false
        }
    }
}
