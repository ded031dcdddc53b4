import Addresses
import KubernetesModel
import PolicyEngine

/// One end of a connection: a pod, a node or an address, with the addresses that packets have there.
struct Endpoint: Hashable {
    /// What policies make of it.
    enum Role: Hashable {
        /// A pod with a network of its own.
        case pod
        /// A pod that uses the network of this node, so that policies see the node.
        case hostNetwork(node: String)
        /// A node.
        case node(String)
        /// An address of nobody in the cluster.
        case outside
    }

    /// What it is called, as it can be asked for.
    let title: String
    /// Its addresses, one of each family at most, IPv4 first.
    let addresses: [IPAddress]
    /// What policies make of it.
    let role: Role
    /// The pod, whether or not it has a network of its own.
    let pod: ObjectKey?
    /// Whether nobody said its addresses, so that they were made up.
    let isMadeUp: Bool

    /// Its address of a family.
    func address(_ family: IPFamily) -> IPAddress? { addresses.first { $0.family == family } }
}

extension Endpoint {
    /// An address that is no pod's.
    init(_ address: IPAddress, in cluster: Cluster) {
        let node = cluster.nodes.values.filter { $0.addresses.contains(address) }.map(\.name).min()
        self.init(
            title: address.description, addresses: [address], role: node.map { .node($0) } ?? .outside, pod: nil,
            isMadeUp: false)
    }

    /// A node, as whoever is on it sends from it.
    init(node: String, in cluster: Cluster) throws(Malformed) {
        guard !node.isEmpty else { throw Malformed("it is not known on which node the pod runs: write the address") }
        guard let found = cluster.nodes[node] else {
            throw Malformed(
                "nothing is known of node \(node), on which the pod runs: read it too, or write its address")
        }
        if found.addresses.isEmpty { throw Malformed("node \(node) has no address: write the one that is meant") }
        let addresses = found.addresses.onePerFamily
        self.init(title: "node \(node)", addresses: addresses, role: .node(node), pod: nil, isMadeUp: false)
    }

    /// A pod, with those of its addresses that are its own.
    init(_ pod: Pod, in inventory: Inventory) throws(Malformed) {
        let cluster = inventory.cluster
        let title = inventory.title(of: pod.key)
        if pod.isHostNetwork {
            if pod.addresses.isEmpty, pod.node.isEmpty {
                throw Malformed(
                    "\(title) uses the network of its node, and nothing says which that is: write the address")
            }
            let known = pod.addresses.isEmpty ? try Endpoint(node: pod.node, in: cluster).addresses : pod.addresses
            self.init(
                title: title, addresses: known.onePerFamily, role: .hostNetwork(node: pod.node), pod: pod.key,
                isMadeUp: false)
            return
        }
        let own = pod.addresses.filter { cluster.owner(of: $0)?.key == pod.key }
        guard !own.isEmpty else {
            let others = pod.addresses.compactMap { address in
                cluster.owner(of: address).map { "\(address) is \($0.key)'s now" }
            }
            throw Malformed("\(title) has no address\(others.isEmpty ? "" : ": " + others.listed)")
        }
        self.init(
            title: title, addresses: own.onePerFamily, role: .pod, pod: pod.key,
            isMadeUp: inventory.standIns.contains(pod.key))
    }

    /// The same with those of its addresses that are among some, if any are.
    func only(_ wanted: [IPAddress]) -> Endpoint {
        let kept = addresses.filter(wanted.contains)
        return kept.isEmpty ? self : with(kept)
    }

    /// The same with the addresses of some families.
    func only(_ families: Set<IPFamily>) -> Endpoint { with(addresses.filter { families.contains($0.family) }) }

    private func with(_ addresses: [IPAddress]) -> Endpoint {
        Endpoint(title: title, addresses: addresses, role: role, pod: pod, isMadeUp: isMadeUp)
    }
}

extension Inventory {
    /// What a pod is called: its name, or where nobody has seen it that of what makes it.
    func title(of pod: ObjectKey) -> String {
        let name = workload(of: pod)
        return standIns.contains(pod) && pod.name.hasSuffix("]") ? name.askedName : pod.description
    }
}

extension [IPAddress] {
    /// The first of each family, IPv4 first.
    fileprivate var onePerFamily: [IPAddress] {
        IPFamily.allCases.compactMap { family in first { $0.family == family } }
    }
}
