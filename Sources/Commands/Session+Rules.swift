import Addresses
import Analysis
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import Service

/// Whose pods a table guards.
enum Scope {
    /// Those of one node.
    case node(String)
    /// Those of all nodes, as if they were one.
    case cluster

    /// The node; `nil` for all of them.
    var node: String? {
        switch self {
        case .node(let name): name
        case .cluster: nil
        }
    }
}

extension Session {
    /// The node that is asked about, or the whole cluster.
    func scope(of inventory: Inventory) -> Scope {
        guard let name = arguments.value(.node) else { return .cluster }
        if !inventory.knows(node: name) { say("warning: no pod and no Node object is of node \(name)") }
        return .node(name)
    }

    /// The node that this host is: as it was said, or by NODE_NAME, the agent that runs here, or the host's name.
    ///
    /// A table for a node that nobody knows would guard nothing, and take away what guards its pods now.
    func hostScope(of inventory: Inventory, _ choices: RuleChoices) throws(Failure) -> Scope {
        if arguments.has(.allNodes) {
            if arguments.has(.node) { throw misused("--node and --all-nodes exclude each other: write one of them") }
            return .cluster
        }
        let (name, origin) = hostNode(choices)
        guard inventory.knows(node: name) else {
            throw .other(
                "no pod and no Node object is of node \(name) (by \(origin)): name the node with --node, read its Node "
                    + "object too, or take the pods of all nodes with --all-nodes")
        }
        return .node(name)
    }

    /// The node that this host is, and who says so.
    private func hostNode(_ choices: RuleChoices) -> (name: String, origin: String) {
        if let name = arguments.value(.node) { return (name, "--node") }
        if let name = host.environment["NODE_NAME"], !name.isEmpty { return (name, "NODE_NAME") }
        if let name = choices.node { return (name, "the agent on this host") }
        return (host.name.lowercased(), "the name of this host")
    }

    /// The ruleset that the policies become.
    func ruleset(_ inventory: Inventory, _ scope: Scope, _ choices: RuleChoices) throws(Failure) -> Ruleset {
        let policy = Resolver.policy(of: scope.node, in: inventory.cluster)
        let facts = try facts(inventory.cluster, scope, choices)
        let ruleset = PolicyCompiler(choices.compiler).ruleset(of: policy, facts)
        noteUnaddressed(inventory, scope)
        return ruleset
    }

    private func facts(
        _ cluster: Cluster, _ scope: Scope, _ choices: RuleChoices
    ) throws(Failure) -> NodeFacts {
        var facts = NodeFacts(policesOwnNode: choices.policesOwnNode)
        facts.podRanges = choices.podRanges ?? podRanges(cluster, scope)
        guard choices.unknownPods == .deny else { return facts }
        guard !facts.podRanges.isEmpty else {
            throw misused("--unknown-pods deny needs the node's pod ranges: write --pod-cidrs, or read its Node object")
        }
        facts.unknownPods = .deny
        return facts
    }

    private func podRanges(_ cluster: Cluster, _ scope: Scope) -> AddressRanges {
        let nodes = scope.node.map { [cluster.nodes[$0]].compactMap { $0 } } ?? Array(cluster.nodes.values)
        return AddressRanges(nodes.flatMap(\.podRanges))
    }

    /// Pods without an address have no rules, and whoever wrote them by hand may wonder.
    private func noteUnaddressed(_ inventory: Inventory, _ scope: Scope) {
        let pods = inventory.cluster.pods.values.filter { pod in
            pod.isOnPodNetwork && pod.addresses.isEmpty && (scope.node == nil || pod.node == scope.node)
        }
        if !pods.isEmpty {
            note("\(pods.count.of("pod")) without status.podIPs: no rules for \(shortList(pods.map(\.key).sorted()))")
        }
        let workloads = inventory.workloadsWithoutPods
        if !workloads.isEmpty {
            note("\(workloads.count.of("workload")) without pods: no rules for \(shortList(workloads))")
        }
    }
}

extension Inventory {
    /// Whether anything is known of a node.
    fileprivate func knows(node: String) -> Bool { cluster.nodes[node] != nil || !cluster.pods(on: node).isEmpty }
}

extension Int {
    /// `1 pod`, `2 pods`.
    func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

/// The first few of a list, and how many there are beyond.
func shortList<Item: CustomStringConvertible>(_ items: [Item], max: Int = 5) -> String {
    let shown = items.prefix(max).map(\.description).joined(separator: ", ")
    return items.count > max ? "\(shown) and \(items.count - max) more" : shown
}
