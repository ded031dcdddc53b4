import KubernetesModel
import PolicyEngine
import Testing

@testable import Analysis

@Suite struct NamespaceIndexTests {
    private static let selector = LabelSelector([.init(Namespace.nameLabel, .exists)])

    /// An index of a cluster with one described namespace and a policy in another, that asks for all that have a name.
    private static func index(isWhole: Bool) -> NamespaceIndex {
        var inventory = Inventory()
        let rule = PolicyRule([.pods(.everything, namespaces: selector)])
        inventory.add([
            (.namespace(Namespace("shop", labels: ["team": "blue"])), nil),
            (.networkPolicy(NetworkPolicy(ObjectKey("lab", "p"), ingress: [rule])), nil),
        ])
        return NamespaceIndex(inventory.withImpliedNamespaces(), isWhole: isWhole)
    }

    @Test("namespaces that were described, used or are in every cluster match; only the first have all their labels")
    func part() {
        let index = Self.index(isWhole: false)
        let builtIn: Set = ["default", "kube-node-lease", "kube-public", "kube-system"]
        #expect(index.matching(Self.selector) == builtIn.union(["shop", "lab"]))
        #expect(index.described == ["shop"])
        #expect(index.isBuiltIn("kube-system") && !index.isBuiltIn("shop"))
        #expect(Set(index.surelyThere.compactMap { $0[Namespace.nameLabel] }) == builtIn.union(["shop"]))
    }

    @Test("where all were listed there are no others")
    func whole() {
        let index = Self.index(isWhole: true)
        #expect(index.matching(Self.selector) == ["shop", "lab"] && !index.isBuiltIn("kube-system"))
        #expect(index.surelyThere == [["kubernetes.io/metadata.name": "shop", "team": "blue"]])
    }

    @Test("a selector that no policy asks for matches nothing")
    func unknown() {
        #expect(Self.index(isWhole: false).matching(.everything) == [])
    }
}
