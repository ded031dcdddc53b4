import Addresses
import KubernetesModel
import PolicyEngine
import TestSupport

/// All that can be asked of a cluster, so that two can be compared.
struct ClusterPicture: Equatable {
    var namespaces: [String: Namespace] = [:]
    var pods: [ObjectKey: Pod] = [:]
    var nodes: [String: Node] = [:]
    var policies: [NetworkPolicy] = []
    var podsOnNodes: [String: Set<ObjectKey>] = [:]
    /// The claims of each address, the best first.
    var claims: [IPAddress: [ObjectKey]] = [:]

    /// What a cluster answers.
    init(_ cluster: Cluster) {
        namespaces = cluster.namespaces
        pods = Dictionary(uniqueKeysWithValues: cluster.pods.values.map { ($0.key, $0) })
        nodes = cluster.nodes
        policies = cluster.policies
        for node in ClusterModel.nodes { podsOnNodes[node] = cluster.pods(on: node) }
        claims = cluster.contestedAddresses
        for address in ClusterModel.addresses where claims[address] == nil {
            claims[address] = cluster.owner(of: address).map { [$0.key] }
        }
    }

    /// What it should answer.
    init(_ model: ClusterModel) {
        namespaces = model.namespaces
        pods = model.pods
        nodes = model.nodesByName
        policies = model.policies.values.sorted { $0.key < $1.key }
        for node in ClusterModel.nodes { podsOnNodes[node] = Set(pods.values.filter { $0.node == node }.map(\.key)) }
        for address in ClusterModel.addresses {
            let owners = model.claims(of: address).map(\.key)
            claims[address] = owners.isEmpty ? nil : owners
        }
    }
}

/// The last words on each object, and what follows from them by looking at everything.
struct ClusterModel {
    var namespaces: [String: Namespace] = [:]
    var pods: [ObjectKey: Pod] = [:]
    var nodesByName: [String: Node] = [:]
    var policies: [ObjectKey: NetworkPolicy] = [:]

    static let addresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "fd00::1"].map(address)
    static let nodes = ["", "n0", "n1"]

    mutating func apply(_ event: ClusterEvent) {
        switch event {
        case .namespace(let name, let namespace): namespaces[name] = namespace
        case .pod(let key, let pod): pods[key] = pod
        case .policy(let key, let policy): policies[key] = policy
        case .node(let name, let node): nodesByName[name] = node
        case .namespaces(let all): namespaces = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
        case .pods(let all): pods = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })
        case .policies(let all): policies = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })
        case .nodes(let all): nodesByName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
        }
    }

    /// The pods that claim an address: running before not running, staying before terminating, younger before older.
    func claims(of address: IPAddress) -> [Pod] {
        let claiming = pods.values.filter {
            $0.addresses.contains(address) && !$0.isHostNetwork && $0.phase != .finished
        }
        return claiming.sorted { left, right in
            if (left.phase == .running) != (right.phase == .running) { return left.phase == .running }
            if left.isTerminating != right.isTerminating { return right.isTerminating }
            if left.creation != right.creation { return left.creation > right.creation }
            return left.key < right.key
        }
    }

    /// What says all of this at once.
    var lists: [ClusterEvent] {
        [
            .namespaces(Array(namespaces.values)), .pods(Array(pods.values)), .nodes(Array(nodesByName.values)),
            .policies(Array(policies.values)),
        ]
    }
}

extension SeededGenerator {
    /// An event about one of few objects, or now and then about all of a kind.
    mutating func event() -> ClusterEvent {
        let isThere = Int.random(in: 0..<4, using: &self) > 0
        switch Int.random(in: 0..<20, using: &self) {
        case 0..<12:
            let pod = pod()
            return .pod(pod.key, isThere ? pod : nil)
        case 12..<14:
            let name = one(of: ["a", "b"])
            return .namespace(name, isThere ? Namespace(name, labels: ["v": one(of: ["1", "2"])]) : nil)
        case 14..<16:
            let policy = policy()
            return .policy(policy.key, isThere ? policy : nil)
        case 16..<18:
            let node = node(one(of: ["n0", "n1"]))
            return .node(node.name, isThere ? node : nil)
        case 18: return .pods(distinct((0..<4).map { _ in pod() }, by: \.key))
        default: return one(of: [.namespaces([Namespace("a")]), .nodes([node("n1")]), .policies([policy()])])
        }
    }

    private mutating func pod() -> Pod {
        let count = Int.random(in: 0...2, using: &self)
        return Pod(
            ObjectKey(one(of: ["a", "b"]), one(of: ["p", "q"])), labels: ["v": one(of: ["1", "2"])],
            node: one(of: ClusterModel.nodes), addresses: (0..<count).map { _ in one(of: ClusterModel.addresses) },
            phase: one(of: [.pending, .running, .running, .finished]),
            isHostNetwork: Int.random(in: 0..<8, using: &self) == 0, isTerminating: one(of: [true, false]),
            creation: one(of: [1, 2]))
    }

    private mutating func policy() -> NetworkPolicy {
        NetworkPolicy(ObjectKey(one(of: ["a", "b"]), one(of: ["p", "q"])), ingress: one(of: [nil, []]))
    }

    private mutating func node(_ name: String) -> Node {
        Node(name, addresses: [one(of: ClusterModel.addresses)])
    }

    private mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }

    private func distinct<Element, Key: Hashable>(_ elements: [Element], by key: (Element) -> Key) -> [Element] {
        Array(Dictionary(elements.map { (key($0), $0) }) { $1 }.values)
    }
}
