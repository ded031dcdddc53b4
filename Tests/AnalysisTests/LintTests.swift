import Analysis
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

@Suite struct LintTests {
    @Test("a policy with nothing to mend has no finding")
    func clean() {
        let spec = """
            {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress],
             ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: sql, protocol: TCP}]}],
             egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}],
               ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}]}
            """
        #expect(LintSample.findings(LintSample.cluster + LintSample.policy(spec)).map(\.text) == [])
    }

    @Test("findings stand in the order of objects and places, whatever order the objects came in")
    func order() {
        let policies = ["b", "a"].map { name in
            LintSample.policy("{podSelector: {}, egress: [{ports: [{port: 1}]}, {ports: [{port: 2}]}]}", name)
        }
        let found = LintSample.findings(LintSample.cluster + policies[0] + policies[1])
        #expect(found == LintSample.findings(policies[1] + "---\n" + LintSample.cluster + policies[0]))
        #expect(
            found.filter { $0.check == .protocolMissing }.map { "\($0.object) \($0.path)" } == [
                "shop/a spec.egress[0].ports[0]", "shop/a spec.egress[1].ports[0]", "shop/b spec.egress[0].ports[0]",
                "shop/b spec.egress[1].ports[0]",
            ])
    }

    @Test("nothing is found in nothing")
    func empty() {
        #expect(Lint.findings(in: Inventory()) == [])
    }

    @Test("random clusters are looked through, and what is found points at rules that are there")
    func random() {
        var generator = ClusterGenerator(.forTest("lint"))
        for _ in 0..<rounds(50, long: 200) {
            let cluster = generator.cluster()
            for finding in Lint.findings(in: Inventory(cluster: cluster)) {
                let policy = cluster.policies(in: finding.object.namespace)[finding.object.name]
                #expect(policy != nil && !finding.why.isEmpty)
                guard finding.path.hasPrefix("spec.ingress[") else { continue }
                #expect(policy?.ingress?.isEmpty == false, "\(finding.text)")
            }
        }
    }
}
