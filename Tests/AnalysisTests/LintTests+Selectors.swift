import Analysis
import KubernetesModel
import Testing

extension LintTests {
    @Test("a policy in a namespace that is not there is told, where namespaces are described")
    func namespaceUnknown() {
        let policy = LintSample.policy("{podSelector: {}}", namespace: "shpo")
        #expect(
            LintSample.texts(.namespaceUnknown, in: LintSample.cluster + policy) == [
                "warning: NetworkPolicy shpo/p: metadata.namespace: there is no namespace shpo, but there is shop: "
                    + "correct "
                    + "the name, or make the namespace [namespace-unknown]"
            ])
        #expect(LintSample.texts(.namespaceUnknown, in: policy) == [])
        for known in ["shop", "kube-system", "default", "kube-public"] {
            let policy = LintSample.policy("{podSelector: {}}", namespace: known)
            #expect(LintSample.texts(.namespaceUnknown, in: LintSample.cluster + policy) == [])
        }
    }

    @Test("a selector that contradicts itself is told, in each place")
    func impossibleSelector() {
        let impossible = "{matchLabels: {app: web}, matchExpressions: [{key: app, operator: NotIn, values: [web]}]}"
        let paths = [
            "spec.podSelector": "{podSelector: \(impossible)}",
            "spec.ingress[0].from[0].podSelector":
                "{podSelector: {}, ingress: [{from: [{podSelector: \(impossible)}]}]}",
            "spec.ingress[0].from[0].namespaceSelector":
                "{podSelector: {}, ingress: [{from: [{namespaceSelector: \(impossible)}]}]}",
        ]
        for (path, spec) in paths {
            #expect(
                LintSample.texts(.impossibleSelector, spec) == [
                    "warning: NetworkPolicy shop/p: \(path): asks for two things of one label that cannot both be: "
                        + "remove "
                        + "one of them, or write the values in one list [impossible-selector]"
                ])
        }
        let possible = "{matchLabels: {app: web}, matchExpressions: [{key: app, operator: NotIn, values: [db]}]}"
        #expect(LintSample.texts(.impossibleSelector, "{podSelector: \(possible)}") == [])
    }

    @Test(
        "a policy that selects no pod is told, with what is likely to be meant",
        arguments: [
            ("{matchLabels: {app: wbe}}", ": no pod has app=wbe, but there is app=web: correct the labels"),
            ("{matchLabels: {ap: web}}", ": no pod has a label ap, but there is app: correct the labels"),
            ("{matchLabels: {colour: red}}", ": no pod has a label colour: correct the labels"),
            ("{matchLabels: {app: db, tier: front}}", ": correct the labels"),
            ("{matchLabels: {app: prom}}", ": correct the labels, or put the policy where ops/prom[Pod] is"),
            ("{matchLabels: {tier: back}}", ": no pod has tier=back, but there is tier in (front): correct the labels"),
        ])
    func selectsNoPod(selector: String, rest: String) {
        #expect(
            LintSample.texts(.selectsNoPod, "{podSelector: \(selector)}") == [
                "warning: NetworkPolicy shop/p: spec.podSelector: selects no pod of namespace shop\(rest) "
                    + "[selects-no-pod]"
            ])
    }

    @Test("a policy for pods on the network of their node is told")
    func selectsHostNetwork() {
        let policy = LintSample.policy("{podSelector: {matchLabels: {app: agent}}}", namespace: "ops")
        #expect(
            LintSample.texts(.selectsNoPod, in: LintSample.cluster + policy) == [
                "warning: NetworkPolicy ops/p: spec.podSelector: selects only pods that use the network of their "
                    + "node, of "
                    + "which policies do not speak: ops/agent[Pod]: protect the node itself, or remove the policy "
                    + "[selects-no-pod]"
            ])
    }

    @Test("a policy that selects pods, or all of a namespace, or is read without any pods, selects enough")
    func selectsEnough() {
        #expect(LintSample.texts(.selectsNoPod, "{podSelector: {matchLabels: {app: web}}}", "{podSelector: {}}") == [])
        let policy = "{podSelector: {matchLabels: {app: web}}}"
        #expect(LintSample.texts(.selectsNoPod, in: LintSample.policy(policy)) == [])
        #expect(
            LintSample.texts(.selectsNoPod, in: LintSample.cluster + LintSample.policy("{}", namespace: "void")) == [])
        #expect(
            LintSample.findings(LintSample.cluster + LintSample.policy(policy, namespace: "void"))
                .filter { $0.check == .selectsNoPod }.map(\.severity) == [.note])
    }

    @Test(
        "a peer whose namespaceSelector matches nothing is told, where namespaces are described",
        arguments: [
            (
                "{team: blu}", "warning",
                "no namespace has team=blu, but there is team=blue: label the namespace, or select it by "
                    + "kubernetes.io/metadata.name"
            ),
            (
                "{kubernetes.io/metadata.name: opps}", "note",
                "no namespace has kubernetes.io/metadata.name=opps, but there is kubernetes.io/metadata.name=ops: "
                    + "correct "
                    + "the name"
            ),
        ])
    func peerMatchesNoNamespace(labels: String, severity: String, rest: String) {
        let spec = "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: \(labels)}}]}]}"
        #expect(
            LintSample.texts(.peerMatchesNoNamespace, spec) == [
                "\(severity): NetworkPolicy shop/p: spec.ingress[0].from[0].namespaceSelector: matches no namespace: "
                    + "\(rest) "
                    + "[peer-matches-no-namespace]"
            ])
        #expect(LintSample.texts(.peerMatchesNoNamespace, in: LintSample.policy(spec)) == [])
    }

    @Test(
        "a peer whose namespaceSelector matches something is not told",
        arguments: ["{team: red}", "{kubernetes.io/metadata.name: kube-system}", "{}"])
    func peerMatchesNamespace(labels: String) {
        let spec = "{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: \(labels)}}]}]}"
        #expect(LintSample.texts(.peerMatchesNoNamespace, spec) == [])
    }

    @Test(
        "a peer that matches no pod is told, with what is likely to be meant",
        arguments: [
            (
                "{podSelector: {matchLabels: {app: prom}}}",
                "matches no pod of namespace shop: add a namespaceSelector to mean ops/prom[Pod]"
            ),
            (
                "{podSelector: {matchLabels: {app: bd}}}",
                "matches no pod of namespace shop: no pod has app=bd, but there is app=db: correct the labels"
            ),
            (
                "{podSelector: {matchLabels: {app: web}}, namespaceSelector: {matchLabels: {team: red}}}",
                "matches no pod in the namespaces that match: correct the namespaceSelector to mean "
                    + "shop/web[Deployment]"
            ),
            (
                "{podSelector: {matchLabels: {app: agent}}, namespaceSelector: {}}",
                "matches only pods that use the network of their node, of which policies do not speak: write an "
                    + "ipBlock of "
                    + "the nodes' addresses"
            ),
        ])
    func peerMatchesNoPod(peer: String, rest: String) {
        #expect(
            LintSample.texts(.peerMatchesNoPod, "{podSelector: {}, ingress: [{from: [\(peer)]}]}") == [
                "warning: NetworkPolicy shop/p: spec.ingress[0].from[0]: \(rest) [peer-matches-no-pod]"
            ])
    }

    @Test(
        "a peer that matches a pod, or of whose namespaces no pod is known, is not told",
        arguments: [
            "{podSelector: {}}", "{podSelector: {matchLabels: {app: web}}}", "{namespaceSelector: {}}",
            "{namespaceSelector: {matchLabels: {team: red}}, podSelector: {matchLabels: {app: prom}}}",
            "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}, podSelector: {matchLabels: "
                + "{x: y}}}",
            "{ipBlock: {cidr: 192.0.2.0/24}}",
        ])
    func peerMatchesPod(peer: String) {
        #expect(LintSample.texts(.peerMatchesNoPod, "{podSelector: {}, ingress: [{from: [\(peer)]}]}") == [])
    }

    @Test("a label that is left out and that nobody has is told where another is likely to be meant")
    func idleExclusion() {
        let spec = "{podSelector: {matchExpressions: [{key: teir, operator: NotIn, values: [front]}]}}"
        #expect(
            LintSample.texts(.idleExclusion, spec) == [
                "warning: NetworkPolicy shop/p: spec.podSelector: leaves nobody out by the label teir: no pod has "
                    + "it, but "
                    + "there is tier: write tier [idle-exclusion]"
            ])
        let peer = "{namespaceSelector: {matchExpressions: [{key: taem, operator: DoesNotExist}]}}"
        #expect(
            LintSample.texts(.idleExclusion, "{podSelector: {}, egress: [{to: [\(peer)]}]}") == [
                "warning: NetworkPolicy shop/p: spec.egress[0].to[0].namespaceSelector: leaves nobody out by the "
                    + "label taem: "
                    + "no namespace has it, but there is team: write team [idle-exclusion]"
            ])
        let fine =
            "{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}, {key: no-policy, operator: "
            + "DoesNotExist}]}}"
        #expect(LintSample.texts(.idleExclusion, fine) == [])
    }
}
