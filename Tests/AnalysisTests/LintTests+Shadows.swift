import Addresses
import Analysis
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

extension LintTests {
    private static let web =
        "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}"

    @Test("a policy that a wider one makes superfluous is told, with its name")
    func shadowed() {
        let text =
            "warning: NetworkPolicy shop/p: allows nothing that is not allowed by shop/p1, for at least the same "
            + "pods: remove it, or narrow the others [shadowed]"
        for wider in [
            "{podSelector: {}, ingress: [{}]}", "{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}]}",
            "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 1, endPort: 100}]}]}",
            "{podSelector: {matchExpressions: [{key: app, operator: In, values: [db, web]}]}, ingress: [{ports: "
                + "[{}]}]}",
            "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}, {ports: [{port: 5}]}]}",
        ] {
            #expect(LintSample.texts(.shadowed, Self.web, wider) == [text])
        }
    }

    @Test("several policies together may make one superfluous, and of equal ones the last is told")
    func shadowedBySeveral() {
        let both =
            "{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ports: [{port: 1}]}], egress: [{ports: "
            + "[{port: 1}]}]}"
        let text =
            "warning: NetworkPolicy shop/p: allows nothing that is not allowed by shop/p1, shop/p2, for at least the "
            + "same pods: remove it, or narrow the others [shadowed]"
        #expect(
            LintSample.texts(
                .shadowed, both, "{podSelector: {}, ingress: [{}]}",
                "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{}]}]}") == [text])
        #expect(
            LintSample.texts(.shadowed, Self.web, Self.web, Self.web).map { $0.prefix(31) } == [
                "warning: NetworkPolicy shop/p1:", "warning: NetworkPolicy shop/p2:",
            ])
    }

    @Test(
        "a policy that adds something, or may, is not told",
        arguments: [
            "{podSelector: {matchLabels: {app: db}}, ingress: [{}]}",
            "{podSelector: {}, policyTypes: [Egress], egress: [{}]}",
            "{podSelector: {}, ingress: [{ports: [{port: 81}]}]}",
            "{podSelector: {}, ingress: [{ports: [{protocol: UDP}]}]}",
            "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {a: b}}}]}]}",
            "{podSelector: {}, ingress: [{ports: [{port: http}]}]}", "{podSelector: {}}",
            "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: \"::/0\"}}]}]}",
            "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: blue}}}]}]}",
        ])
    func notShadowed(other: String) {
        #expect(LintSample.texts(.shadowed, Self.web, other).filter { $0.contains("shop/p:") } == [])
    }

    @Test("a policy that isolates in one more direction adds that")
    func isolation() {
        let both = "{podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ports: [{port: 1}]}]}"
        let other = "{podSelector: {}, policyTypes: [Egress], egress: [{}]}"
        #expect(LintSample.texts(.shadowed, both, other) == [])
        #expect(
            LintSample.texts(.shadowed, both, other, "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}").count
                == 1)
    }

    @Test("pods of a namespace are not all the pods that a selector of namespaces means")
    func namespaces() {
        let own = "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"
        func peer(_ name: String) -> String {
            "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: "
                + "\(name)}}}]}]}"
        }
        #expect(LintSample.texts(.shadowed, own, peer("ops")) == [])
        // Either is the other: the last goes.
        #expect(
            LintSample.texts(.shadowed, own, peer("shop")).map { $0.prefix(31) } == ["warning: NetworkPolicy shop/p1:"])
    }

    @Test("a default deny is not told beside policies that allow something, and is beside another")
    func denials() {
        let deny = "{podSelector: {}}"
        #expect(LintSample.texts(.shadowed, deny, "{podSelector: {}, ingress: [{}]}") == [])
        #expect(
            LintSample.texts(.shadowed, deny, deny) == [
                "warning: NetworkPolicy shop/p1: isolates nothing that is not isolated by shop/p, for at least the "
                    + "same pods: "
                    + "remove it, or narrow the others [shadowed]"
            ])
    }

    @Test("in random clusters, all that is called superfluous can be removed and no flow notices")
    func removable() {
        var generator = ClusterGenerator(.forTest("shadows"))
        var count = 0
        for _ in 0..<rounds(60, long: 240) {
            let cluster = Self.withNarrowerCopies(generator.cluster(), &generator)
            let shadowed = Lint.findings(in: Inventory(cluster: cluster)).filter { $0.check == .shadowed }
            var without = cluster
            for finding in shadowed { without.apply(.policy(finding.object, nil)) }
            count += shadowed.count
            if !shadowed.isEmpty { expectSameReach(cluster, without) }
        }
        #expect(count > 50)
    }

    /// The cluster with a copy of each policy that selects less and allows less, or a little else.
    private static func withNarrowerCopies(_ cluster: Cluster, _ generator: inout ClusterGenerator) -> Cluster {
        var result = Inventory(cluster: cluster).withImpliedNamespaces().cluster
        for policy in cluster.policies {
            let extra = generator.chance(5) ? generator.selector().requirements : []
            let selector = LabelSelector(policy.podSelector.requirements + extra)
            let copy = NetworkPolicy(
                ObjectKey(policy.key.namespace, policy.key.name + "-copy"), podSelector: selector,
                ingress: policy.ingress.map { Array($0.prefix(2)) }, egress: policy.egress.map { Array($0.suffix(2)) })
            result.apply(.policy(copy.key, copy))
        }
        return result
    }

    private func expectSameReach(_ left: Cluster, _ right: Cluster) {
        let outside = ["203.0.113.1", "203.0.113.200", "192.168.0.1", "2001:db8::1"].map { ClusterSupport.address($0) }
        let all = Set(left.pods.values.flatMap(\.addresses) + outside)
        for source in all {
            for destination in all where destination.family == source.family {
                let (before, after) = (Judge(left), Judge(right))
                #expect(
                    before.reach(from: source, to: destination) == after.reach(from: source, to: destination),
                    "\(source) to \(destination)")
            }
        }
    }
}
