import Addresses
import Analysis
import ClusterSupport
import KubernetesModel
import Manifests
import PolicyEngine
import Testing

extension LintTests {
    /// What one check says of a policy in a cluster that was listed, with one pod in namespace `shop`.
    private static func texts(_ check: Check, _ policy: NetworkPolicy) -> [String] {
        var cluster = Cluster()
        cluster.apply(.namespaces([Namespace("shop", labels: ["team": "blue"]), Namespace("kube-system")]))
        cluster.apply(.pods([Pod(ObjectKey("shop", "web"), labels: ["app": "web"])]))
        cluster.apply(.policies([policy]))
        return Lint.findings(in: Inventory(cluster: cluster)).filter { $0.check == check }.map(\.text)
    }

    private static func policy(_ peer: PolicyPeer, namespace: String = "shop") -> NetworkPolicy {
        NetworkPolicy(ObjectKey(namespace, "p"), ingress: [PolicyRule([peer])])
    }

    @Test("in a cluster that was listed, what is not there is not there")
    func whole() {
        let dns = LabelSelector(matching: ["k8s-app": "kube-dns"])
        let system = LabelSelector(matching: [Namespace.nameLabel: "kube-system"])
        #expect(
            Self.texts(.peerMatchesNoPod, Self.policy(.pods(dns, namespaces: system))) == [
                "warning: NetworkPolicy shop/p: spec.ingress[0].from[0]: matches no pod in the namespaces that "
                    + "match: no pod "
                    + "has a label k8s-app: correct the labels [peer-matches-no-pod]"
            ])
        #expect(
            Self.texts(.peerMatchesNoPod, Self.policy(.pods(.everything, namespaces: system))) == [
                "note: NetworkPolicy shop/p: spec.ingress[0].from[0]: matches no pod in the namespaces that match: "
                    + "correct the "
                    + "labels [peer-matches-no-pod]"
            ])
        let ops = LabelSelector(matching: [Namespace.nameLabel: "ops"])
        #expect(
            Self.texts(.peerMatchesNoNamespace, Self.policy(.pods(.everything, namespaces: ops))) == [
                "warning: NetworkPolicy shop/p: spec.ingress[0].from[0].namespaceSelector: matches no namespace: no "
                    + "namespace has kubernetes.io/metadata.name=ops, but there is kubernetes.io/metadata.name in "
                    + "(kube-system,shop): correct the name [peer-matches-no-namespace]"
            ])
        let unlisted = LabelSelector(matching: [Namespace.nameLabel: "kube-public"])
        #expect(Self.texts(.peerMatchesNoNamespace, Self.policy(.pods(.everything, namespaces: unlisted))).count == 1)
        #expect(
            Self.texts(.namespaceUnknown, Self.policy(.pods(.everything, namespaces: nil), namespace: "default")).count
                == 1)
        let elsewhere = Self.policy(.pods(.everything, namespaces: nil), namespace: "lab")
        #expect(
            Self.texts(.namespaceUnknown, elsewhere) == [
                "warning: NetworkPolicy lab/p: metadata.namespace: there is no namespace lab: correct the name, or "
                    + "make the "
                    + "namespace [namespace-unknown]"
            ])
    }

    @Test("each finding stands at a line of its manifest")
    func places() {
        let text = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: p
            spec:
              podSelector: {}
              egress:
              - to:
                - ipBlock:
                    cidr: 192.0.2.1/24
                ports:
                - port: 80
                - port: http
            """
        var manifests = Manifests()
        manifests.read(Array(text.utf8), from: "p.yaml")
        let lines = Lint.findings(in: manifests.inventory).map { finding in
            "\(manifests.place(of: finding.object, path: finding.path)?.description ?? "nowhere") "
                + "\(finding.check.rawValue)"
        }
        #expect(
            lines == [
                "p.yaml:3 namespace-missing", "p.yaml:5 all-ingress-blocked", "p.yaml:5 policy-types-missing",
                "p.yaml:7 dns-blocked-udp",
                "p.yaml:12 protocol-missing", "p.yaml:13 named-port-of-block", "p.yaml:13 protocol-missing",
                "p.yaml:10 host-bits",
            ])
    }
}
