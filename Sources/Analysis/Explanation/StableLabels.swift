import KubernetesModel

/// The labels that a pod keeps when it is made anew, and that a policy can go by.
struct StableLabels: Hashable {
    /// The labels, in order.
    let labels: [Labels.Label]

    /// Those of a pod's labels that stay.
    init(_ labels: Labels) { self.labels = labels.sorted.filter(Self.isStable) }

    /// Those that all of these pods have; none of no pods.
    init(common pods: [Pod]) {
        let each = pods.map { StableLabels($0.labels).labels }
        labels = (each.first ?? []).filter { label in each.allSatisfy { $0.contains(label) } }
    }

    /// Set by controllers for one revision or one replica, or by whoever installs a release: others tomorrow.
    private static let passing: Set<String> = [
        "app.kubernetes.io/managed-by", "app.kubernetes.io/version", "apps.kubernetes.io/pod-index",
        "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-completion-index",
        "batch.kubernetes.io/job-name",
        "chart", "controller-revision-hash", "controller-uid", "helm.sh/chart", "heritage", "job-name",
        "pod-template-generation", "pod-template-hash", "rollouts-pod-template-hash",
        "statefulset.kubernetes.io/pod-name",
    ]

    /// Labels that no API server would take must not get into a policy, which it would spoil.
    private static func isStable(_ label: Labels.Label) -> Bool {
        let parts = label.key.split(separator: "/", omittingEmptySubsequences: false)
        guard !passing.contains(label.key), (1...2).contains(parts.count), let name = parts.last else { return false }
        let prefix = parts.count == 2 ? String(parts[0]) : "x"
        return isWord(String(name)) && isWord(prefix) && prefix == prefix.lowercased() && !prefix.contains("_")
            && (label.value.isEmpty || isWord(label.value))
    }

    private static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 63 else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }
}
