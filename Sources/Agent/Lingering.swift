import Addresses
import KubernetesModel
import PolicyEngine

/// Addresses of isolated pods whose objects vanished: their containers may still run, so nothing opens before another
/// pod claims the address, or the link that led to it is gone.
struct Lingering {
    /// Where links are not known, an address lingers so long.
    static let timeMax = Duration.seconds(30)

    /// Each address, with the time at which it is given up where nothing is known of its link.
    private var deadlines: [IPAddress: Duration] = [:]

    /// The addresses.
    var addresses: Set<IPAddress> { Set(deadlines.keys) }

    /// When the next is given up by the clock alone.
    func nextDeadline(_ links: LocalLinks?) -> Duration? {
        deadlines.filter { links?.lead(to: $0.key) == nil }.values.min()
    }

    /// Follows the policy of the node from how it was to how it is.
    mutating func follow(
        from old: NodePolicy, to new: NodePolicy, in cluster: Cluster, links: LocalLinks?, now: Duration
    ) {
        // A pod that vanished is not among the new ones, and most often these are the old ones.
        if old.pods != new.pods { add(old.pods, notIn: cluster, now) }
        if deadlines.isEmpty { return }
        deadlines = deadlines.filter { address, deadline in
            guard cluster.owner(of: address) == nil else { return false }
            return links?.lead(to: address) ?? (now < deadline)
        }
    }

    private mutating func add(_ pods: [ObjectKey: PodPolicy], notIn cluster: Cluster, _ now: Duration) {
        for (key, pod) in pods where pod.ingress != nil || pod.egress != nil {
            guard cluster.pods[key] == nil else { continue }
            for address in pod.addresses where deadlines[address] == nil { deadlines[address] = now + Self.timeMax }
        }
    }
}
