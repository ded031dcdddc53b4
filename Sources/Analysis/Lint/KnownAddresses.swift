import Addresses
import KubernetesModel
import PolicyEngine

/// Whose addresses are known: those that somebody made up are nobody's.
struct KnownAddresses {
    /// Addresses in order, each with whose it is.
    struct Book {
        private let entries: [(address: IPAddress, owner: ObjectKey)]

        /// A book of these.
        init(_ entries: [(IPAddress, ObjectKey)]) {
            self.entries = entries.map { (address: $0.0, owner: $0.1) }.sorted {
                ($0.address, $0.owner) < ($1.address, $1.owner)
            }
        }

        /// The first address that is among some.
        func first(in ranges: AddressRanges) -> (address: IPAddress, owner: ObjectKey)? {
            for range in ranges.ranges {
                var (low, high) = (0, entries.count)
                while low < high {
                    let middle = (low + high) / 2
                    if entries[middle].address < range.lowerBound { low = middle + 1 } else { high = middle }
                }
                if low < entries.count, entries[low].address <= range.upperBound { return entries[low] }
            }
            return nil
        }
    }

    let pods: Book
    let services: Book
    let nodes: Book
    /// What pods' addresses are taken from.
    let podRanges: AddressRanges

    /// The addresses of an inventory.
    init(_ inventory: Inventory) {
        let pods = inventory.cluster.pods.values.filter { pod in
            pod.isOnPodNetwork && !inventory.standIns.contains(pod.key) && pod.key != LintScene.nodeLocalDNS
        }
        self.pods = Book(pods.flatMap { pod in pod.addresses.map { ($0, pod.key) } })
        services = Book(inventory.services.values.flatMap { service in service.addresses.map { ($0, service.key) } })
        let nodes = inventory.cluster.nodes.values
        self.nodes = Book(nodes.flatMap { node in node.addresses.map { ($0, ObjectKey("", node.name)) } })
        podRanges = AddressRanges(nodes.flatMap(\.podRanges))
    }
}
