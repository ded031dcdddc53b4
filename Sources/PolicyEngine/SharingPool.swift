import KubernetesModel

/// Gives equal parts of pods one storage: 100,000 pods have few thousand different labels, ports and nodes.
struct SharingPool {
    private var labels: [Labels: Labels] = [:]
    private var ports: [[Pod.NamedPort]: [Pod.NamedPort]] = [:]
    private var texts: [String: String] = [:]

    /// More entries than this are more than sharing saves: labels may be different for each pod.
    private static let countMax = 50_000

    /// The same pod, sharing what others have alike.
    mutating func sharing(_ pod: Pod) -> Pod {
        var shared = Pod(
            ObjectKey(Self.shared(pod.key.namespace, in: &texts), pod.key.name), labels: pod.labels,
            node: Self.shared(pod.node, in: &texts), addresses: pod.addresses, phase: pod.phase,
            isHostNetwork: pod.isHostNetwork, isTerminating: pod.isTerminating, creation: pod.creation)
        shared.labels = Self.shared(pod.labels, in: &labels)
        shared.ports = Self.shared(pod.ports, in: &ports)
        return shared
    }

    private static func shared<Part: Hashable>(_ part: Part, in parts: inout [Part: Part]) -> Part {
        if let known = parts[part] { return known }
        if parts.count >= countMax { parts.removeAll() }
        parts[part] = part
        return part
    }
}
