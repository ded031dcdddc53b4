import KubernetesModel

/// The words that people have for kinds of objects, as in `shop/deploy/web`.
enum KindWord: Hashable {
    /// A pod.
    case pod
    /// A Service.
    case service
    /// What makes pods, by the name of its kind.
    case workload(String)

    /// The kind that a word means; `nil` for one that is no such word.
    init?(_ word: String) {
        let word = word.lowercased()
        if ["pod", "pods", "po"].contains(word) {
            self = .pod
        } else if ["service", "services", "svc"].contains(word) {
            self = .service
        } else if let kind = Workload.Kind.allCases.first(where: { $0.words.contains(word) }) {
            self = .workload(kind.rawValue)
        } else {
            return nil
        }
    }

    /// The words that are understood, for those who wrote another.
    static let examples = "pod, deploy, sts, ds, job, cronjob, rs, rc or svc"
}

extension Workload.Kind {
    /// Every word for it; the first is the one that is printed.
    fileprivate var words: [String] {
        switch self {
        case .cronJob: ["cronjob", "cronjobs", "cj"]
        case .daemonSet: ["ds", "daemonset", "daemonsets"]
        case .deployment: ["deploy", "deployment", "deployments"]
        case .job: ["job", "jobs"]
        case .replicaSet: ["rs", "replicaset", "replicasets"]
        case .replicationController: ["rc", "replicationcontroller", "replicationcontrollers"]
        case .statefulSet: ["sts", "statefulset", "statefulsets"]
        }
    }
}

extension WorkloadName {
    /// As it can be asked for: `shop/deploy/web`; a pod by itself is `shop/web`.
    var askedName: String {
        if self == .pod(key) { return key.description }
        let word = Workload.Kind(rawValue: kind)?.words.first ?? kind.lowercased()
        return "\(key.namespace)/\(word)/\(key.name)"
    }
}
