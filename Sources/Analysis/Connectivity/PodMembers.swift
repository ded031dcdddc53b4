import Addresses
import KubernetesModel
import PolicyEngine

/// The pods that policies speak of, by workload, with their addresses.
struct PodMembers {
    /// A pod with its address in each family.
    struct Member {
        let pod: Pod
        let addresses: [IPFamily: IPAddress]
    }

    /// The workloads in order, each with its pods in order.
    private(set) var workloads: [(name: WorkloadName, members: [Member])] = []
    /// What is left out, in words.
    private(set) var notes: [String] = []

    /// The pods of an inventory.
    init(_ inventory: Inventory) {
        var hosts = 0
        var homeless = 0
        for (name, pods) in inventory.podsByWorkload.sorted(by: { $0.key < $1.key }) {
            let running = pods.filter { $0.phase != .finished }
            let members = running.filter { !$0.isHostNetwork }.map { Member($0, inventory.cluster) }
            let housed = members.filter { !$0.addresses.isEmpty }
            hosts += running.count - members.count
            homeless += members.count - housed.count
            if !housed.isEmpty { workloads.append((name, housed)) }
        }
        if hosts > 0 { notes.append("\(hosts.pods) with hostNetwork left out: policies do not speak of them") }
        if homeless > 0 { notes.append("\(homeless.pods) without an address of their own left out") }
    }

    /// The families of all addresses.
    var families: [IPFamily] {
        Set(workloads.lazy.flatMap(\.members).flatMap(\.addresses.keys)).sorted()
    }
}

extension PodMembers.Member {
    /// A pod with the addresses that are its own and no other's.
    fileprivate init(_ pod: Pod, _ cluster: Cluster) {
        self.pod = pod
        let own = pod.addresses.filter { cluster.owner(of: $0)?.key == pod.key }
        addresses = Dictionary(own.map { ($0.family, $0) }) { first, _ in first }
    }
}

extension Int {
    fileprivate var pods: String { self == 1 ? "1 pod" : "\(self) pods" }
}
