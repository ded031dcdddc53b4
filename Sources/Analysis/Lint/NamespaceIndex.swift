import KubernetesModel
import PolicyEngine

/// Which namespaces each selector of the policies matches, and how much of them is known.
struct NamespaceIndex {
    /// Namespaces that every cluster has, where nobody described them; none where all were listed.
    private let builtIn: Set<String>
    /// The namespaces that were described, with all their labels.
    let described: Set<String>
    /// Their labels, and the names of those that nobody described.
    private let labels: [String: Labels]
    private let matched: [LabelSelector: Set<String>]

    /// The namespaces of an inventory in which every namespace that is used is implied.
    init(_ inventory: Inventory, isWhole: Bool) {
        builtIn = isWhole ? [] : ["default", "kube-node-lease", "kube-public", "kube-system"]
        var all = inventory.cluster.namespaces
        described = Set(all.keys).subtracting(inventory.impliedNamespaces)
        for name in builtIn where all[name] == nil { all[name] = Namespace(name) }
        labels = all.mapValues(\.labels)
        var matched: [LabelSelector: Set<String>] = [:]
        for policy in inventory.cluster.policies {
            for rule in (policy.ingress ?? []) + (policy.egress ?? []) {
                for case .pods(_, let selector?) in rule.peers where matched[selector] == nil {
                    matched[selector] = Set(labels.filter { selector.matches($0.value) }.keys)
                }
            }
        }
        self.matched = matched
    }

    /// The namespaces that a selector of a policy matches.
    func matching(_ selector: LabelSelector) -> Set<String> { matched[selector] ?? [] }

    /// Whether a namespace is one that every cluster has, though nobody may have described it.
    func isBuiltIn(_ name: String) -> Bool { builtIn.contains(name) }

    /// The labels of the namespaces that surely are there.
    var surelyThere: [Labels] { labels.filter { described.contains($0.key) || isBuiltIn($0.key) }.map(\.value) }
}
