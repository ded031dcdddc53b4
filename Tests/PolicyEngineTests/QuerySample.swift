import Addresses
import ClusterSupport
import KubernetesModel
import TestSupport

@testable import PolicyEngine

/// A query with the peers that it was made of, and its answer by looking at the whole cluster.
struct QuerySample {
    let query: PeerQuery
    private let peers: [(pods: LabelSelector, namespaces: LabelSelector?, own: String)]

    /// Draws a query: with a port name or without, and with a name now and then by blocks too.
    init(_ random: inout SeededGenerator) {
        peers = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            let namespaces = Self.selector(["app", "tier"], &random)
            let own = ["shop", "lab", "void"].randomElement(using: &random) ?? "shop"
            return (Self.selector(["app", "tier"], &random), Bool.random(using: &random) ? namespaces : nil, own)
        }
        let selectors = peers.compactMap {
            PeerSelector($0.pods, namespaces: $0.namespaces, policyNamespace: $0.own)
        }
        let blocks =
            [AddressRanges(), AddressRanges([cidr("10.0.0.0/29")]), .all].randomElement(using: &random) ?? .all
        let name = PeerQuery.PortName(
            Bool.random(using: &random) ? "http" : "dns", PortedProtocol.allCases.randomElement(using: &random) ?? .tcp)
        query = Bool.random(using: &random) ? PeerQuery(selectors) : PeerQuery(name, selectors, blocks)
    }

    /// The addresses, or the addresses with numbers, that the query means in a cluster.
    func answer(in cluster: Cluster) -> (addresses: [IPAddress], servers: [PeerMembers.Server]) {
        var (addresses, servers): ([IPAddress], [PeerMembers.Server]) = ([], [])
        for address in Set(cluster.pods.values.flatMap(\.addresses)).sorted() {
            guard let pod = cluster.owner(of: address), means(pod, in: cluster) || query.blocks.contains(address) else {
                continue
            }
            if let port = query.port {
                if let number = pod.number(of: port.name, port.transport) {
                    servers.append(.init(address: address, port: number))
                }
            } else {
                addresses.append(address)
            }
        }
        return (addresses, servers)
    }

    private func means(_ pod: Pod, in cluster: Cluster) -> Bool {
        peers.contains { peer in
            guard peer.pods.matches(pod.labels) else { return false }
            guard let namespaces = peer.namespaces else { return peer.own == pod.key.namespace }
            return cluster.namespaces[pod.key.namespace].map { namespaces.matches($0.labels) } ?? false
        }
    }

    private static func selector(_ keys: [String], _ random: inout SeededGenerator) -> LabelSelector {
        LabelSelector(
            (0..<Int.random(in: 0...2, using: &random)).map { _ in
                let conditions: [LabelSelector.Condition] = [.in(["a", "b"]), .in(["c"]), .notIn(["a"]), .exists]
                return .init(
                    keys.randomElement(using: &random) ?? "app", conditions.randomElement(using: &random) ?? .exists)
            })
    }
}
