/// An object of the cluster, of a kind that policies are about or of another.
public enum KubernetesObject: Hashable, Sendable {
    /// A pod.
    case pod(Pod)
    /// A namespace.
    case namespace(Namespace)
    /// A node.
    case node(Node)
    /// A policy.
    case networkPolicy(NetworkPolicy)
    /// What makes pods.
    case workload(Workload)
    /// A Service.
    case service(Service)
    /// Something else; of its key that is empty which is not written.
    case other(apiVersion: String, kind: String, key: ObjectKey)
}

extension KubernetesObject {
    /// The kinds that are read.
    enum Kind: String, CaseIterable {
        case pod = "Pod"
        case namespace = "Namespace"
        case node = "Node"
        case networkPolicy = "NetworkPolicy"
        case service = "Service"
        case cronJob = "CronJob"
        case daemonSet = "DaemonSet"
        case deployment = "Deployment"
        case job = "Job"
        case replicaSet = "ReplicaSet"
        case replicationController = "ReplicationController"
        case statefulSet = "StatefulSet"

        /// The version of the API under which the kind means what is read here.
        var apiVersion: String {
            switch self {
            case .pod, .namespace, .node, .service, .replicationController: "v1"
            case .networkPolicy: "networking.k8s.io/v1"
            case .daemonSet, .deployment, .replicaSet, .statefulSet: "apps/v1"
            case .cronJob, .job: "batch/v1"
            }
        }
    }

    /// Reads an object of a kind; `nil` where it does not say which it is.
    init?(_ kind: Kind, decoding object: DocumentField, _ defects: inout [Defect]) {
        let decoded: KubernetesObject? =
            switch kind {
            case .pod: Pod(decoding: object, &defects).map { .pod($0) }
            case .namespace: Namespace(decoding: object, &defects).map { .namespace($0) }
            case .node: Node(decoding: object, &defects).map { .node($0) }
            case .networkPolicy: NetworkPolicy(decoding: object, &defects).map { .networkPolicy($0) }
            case .service: Service(decoding: object, &defects).map { .service($0) }
            case .cronJob: Workload(.cronJob, decoding: object, &defects).map { .workload($0) }
            case .daemonSet: Workload(.daemonSet, decoding: object, &defects).map { .workload($0) }
            case .deployment: Workload(.deployment, decoding: object, &defects).map { .workload($0) }
            case .job: Workload(.job, decoding: object, &defects).map { .workload($0) }
            case .replicaSet: Workload(.replicaSet, decoding: object, &defects).map { .workload($0) }
            case .replicationController:
                Workload(.replicationController, decoding: object, &defects).map { .workload($0) }
            case .statefulSet: Workload(.statefulSet, decoding: object, &defects).map { .workload($0) }
            }
        guard let decoded else { return nil }
        self = decoded
    }

    /// An object of a kind that is not read, of which only the key is kept.
    init(other kind: String, apiVersion: String, _ object: DocumentField) {
        // Its names follow rules of their own, so nothing is said about them.
        var ignored: [Defect] = []
        let metadata = object[.metadata]
        let namespace = metadata[.namespace].string(&ignored) ?? ""
        let name = metadata[.name].string(&ignored) ?? ""
        self = .other(apiVersion: apiVersion, kind: kind, key: ObjectKey(namespace, name))
    }
}
