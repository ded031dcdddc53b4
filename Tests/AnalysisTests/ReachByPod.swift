import Addresses
import Analysis
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport

/// Who reaches whom, pod by pod and address by address: so that what groups pods can be held against what does not.
struct ReachByPod: Equatable {
    /// Everything but nothing, by sender, receiver and family.
    private(set) var reaches: [String: Reach] = [:]

    /// What a connectivity says of its pods, and of these addresses outside.
    init(_ connectivity: Connectivity, outside: [IPAddress]) {
        let known = Self.families(connectivity)
        for connection in connectivity.connections {
            let families = connection.family.map { [$0] } ?? IPFamily.allCases
            for source in Self.ends(connection.source, outside, known) {
                for destination in Self.ends(connection.destination, outside, known)
                where source.0 != destination.0 {
                    for family in families where source.1.contains(family) && destination.1.contains(family) {
                        note(source.0, destination.0, family, connection.reach)
                    }
                }
            }
        }
    }

    /// What a function says of every two pods of a cluster, and of these addresses outside.
    init(_ cluster: Cluster, outside: [IPAddress], reach: (IPAddress, IPAddress) -> Reach) {
        let pods = cluster.pods.values.filter(\.isOnPodNetwork)
        for family in IPFamily.allCases {
            let own = pods.compactMap { pod in
                pod.addresses.first { $0.family == family && cluster.owner(of: $0)?.key == pod.key }.map {
                    ("\(pod.key)", $0, true)
                }
            }
            let all = own + outside.filter { $0.family == family }.map { ("\($0)", $0, false) }
            for source in all {
                for destination in all where source.0 != destination.0 && (source.2 || destination.2) {
                    note(source.0, destination.0, family, reach(source.1, destination.1))
                }
            }
        }
    }

    /// The first entries that differ, for people.
    func difference(from other: ReachByPod) -> [String] {
        Set(reaches.keys).union(other.reaches.keys).filter { reaches[$0] != other.reaches[$0] }.sorted().prefix(5).map {
            "\($0): \(reaches[$0] ?? .nothing), not \(other.reaches[$0] ?? .nothing)"
        }
    }

    private mutating func note(_ source: String, _ destination: String, _ family: IPFamily, _ reach: Reach) {
        let key = "\(source) \(destination) \(family)"
        if reaches[key] != nil { reaches["twice: \(key)"] = reach }
        if !reach.isNothing { reaches[key] = reach }
    }

    /// The pods or addresses of an end, each with its families.
    static func ends(
        _ end: ConnectionEnd, _ outside: [IPAddress], _ families: [ObjectKey: Set<IPFamily>]
    ) -> [(String, Set<IPFamily>)] {
        switch end {
        case .outside(let range): outside.filter { range.contains($0) }.map { ("\($0)", [$0.family]) }
        case .pods(let group): group.pods.map { ("\($0)", families[$0] ?? []) }
        }
    }

    /// The families of each pod.
    static func families(_ connectivity: Connectivity) -> [ObjectKey: Set<IPFamily>] {
        let pairs = connectivity.subjects.flatMap { subject in subject.group.pods.map { ($0, subject.families) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

/// A random cluster whose pods belong to a few workloads.
struct WorkloadTrial {
    let inventory: Inventory
    /// What makes each pod.
    let controllers: [ObjectKey: Controller]
    /// Addresses that are no pod's and no node's, at the bounds of all blocks.
    let outside: [IPAddress]

    init(seed: UInt64) {
        var generator = ClusterGenerator(SeededGenerator(seed: seed))
        let cluster = generator.cluster()
        var inventory = Inventory(cluster: cluster)
        var controllers: [ObjectKey: Controller] = [:]
        for pod in cluster.pods.values.sorted(by: { $0.key < $1.key }) {
            let number = Int.random(in: 0..<3, using: &generator.random)
            if number > 0 { controllers[pod.key] = Controller(kind: "Deployment", name: "w\(number)") }
            inventory.add([(.pod(pod), controllers[pod.key])])
        }
        (self.inventory, self.controllers) = (inventory, controllers)
        let taken =
            cluster.pods.values.filter(\.isOnPodNetwork).flatMap(\.addresses)
            + cluster.nodes.values.flatMap(\.addresses)
        let ranges = cluster.policies.flatMap { ($0.ingress ?? []) + ($0.egress ?? []) }.flatMap(\.peers).flatMap {
            peer in
            if case .block(let block) = peer { [block.cidr] + block.except } else { [CIDR]() }
        }
        let bounds = ranges.flatMap { cidr -> [IPAddress] in
            let (first, last) = (cidr.first.bits, cidr.last.bits)
            let around = [first == 0 ? 0 : first - 1, first, last, last == cidr.family.bitsMax ? last : last + 1]
            return around.map { IPAddress(family: cidr.family, bits: $0) }
        }
        outside = Set(bounds + [address("198.51.100.1"), address("2001:db8::7")]).subtracting(taken).sorted()
    }

    /// The same pods in the same workloads, in another cluster.
    func inventory(_ cluster: Cluster) -> Inventory {
        var inventory = Inventory(cluster: cluster)
        inventory.add(
            cluster.pods.values.sorted { $0.key < $1.key }.map { (KubernetesObject.pod($0), controllers[$0.key]) })
        return inventory
    }
}
