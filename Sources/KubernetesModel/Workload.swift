/// What makes pods by a template, as far as policies ask about those pods.
public struct Workload: Hashable, Sendable {
    /// The kinds that are known.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A CronJob.
        case cronJob = "CronJob"
        /// A DaemonSet.
        case daemonSet = "DaemonSet"
        /// A Deployment.
        case deployment = "Deployment"
        /// A Job.
        case job = "Job"
        /// A ReplicaSet.
        case replicaSet = "ReplicaSet"
        /// A ReplicationController.
        case replicationController = "ReplicationController"
        /// A StatefulSet.
        case statefulSet = "StatefulSet"
    }

    /// Its kind.
    public let kind: Kind
    /// Its namespace and name.
    public let key: ObjectKey
    /// The labels of its pods.
    public var labels: Labels
    /// The ports of its pods that have a name.
    public var ports: [Pod.NamedPort]
    /// Whether its pods use the network of their node.
    public var isHostNetwork: Bool

    /// A workload with pods of these labels and ports.
    public init(
        _ kind: Kind, _ key: ObjectKey, labels: Labels = [:], ports: [Pod.NamedPort] = [], isHostNetwork: Bool = false
    ) {
        self.kind = kind
        self.key = key
        self.labels = labels
        self.ports = ports
        self.isHostNetwork = isHostNetwork
    }
}
