import Analysis
import KubernetesModel
import Testing

extension LintTests {
    @Test("a part that cannot be read is an error, and nothing else is said of the policy")
    func unreadable() {
        let spec = "{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 0, protocol: TCP}]}]}"
        #expect(
            LintSample.findings(LintSample.cluster + LintSample.policy(spec)).map(\.text) == [
                "error: NetworkPolicy shop/p: spec.ingress[0].ports[0].port: 0 is no port: write a number from 1 to "
                    + "65535 [unreadable]"
            ])
    }

    @Test("host bits of a CIDR are told with what it means")
    func hostBits() {
        #expect(
            LintSample.texts(.hostBits, "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.7/24}}]}]}") == [
                "warning: NetworkPolicy shop/p: spec.ingress[0].from[0].ipBlock.cidr: 192.0.2.7/24 has host bits set: "
                    + "write 192.0.2.0/24 [host-bits]"
            ])
        #expect(
            LintSample.texts(.hostBits, "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}") == []
        )
    }

    @Test("fields that mean nothing are told")
    func doubtfulField() {
        #expect(
            LintSample.texts(
                .doubtfulField, "{podSelector: {}, policyTypes: [Ingress], egress: [{}], ingress: [{form: []}]}")
                == [
                    "warning: NetworkPolicy shop/p: spec.egress: means nothing: add Egress to spec.policyTypes, or "
                        + "remove "
                        + "these rules [doubtful-field]",
                    "warning: NetworkPolicy shop/p: spec.ingress[0].form: is no field here and means nothing: the "
                        + "fields "
                        + "are from, ports [doubtful-field]",
                ])
        #expect(LintSample.texts(.doubtfulField, "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}") == [])
    }

    @Test("a name that two policies of a namespace have is told once")
    func duplicateName() {
        let one = LintSample.policy("{podSelector: {}}")
        let twice = [
            "warning: NetworkPolicy shop/p: a policy of this name is there more than once, and the last one counts: "
                + "rename "
                + "one, or remove it [duplicate-name]"
        ]
        #expect(LintSample.texts(.duplicateName, in: one + one) == twice)
        #expect(LintSample.texts(.duplicateName, in: one + one + one) == twice)
        #expect(LintSample.texts(.duplicateName, in: one + LintSample.policy("{podSelector: {}}", "q")) == [])
        let other = LintSample.policy("{podSelector: {}}", namespace: "ops")
        #expect(LintSample.texts(.duplicateName, in: one + other) == [])
    }

    @Test("a policy without a namespace is told where it counts")
    func namespaceMissing() {
        let text = """
            {kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {name: p}, spec: {podSelector: {}}}
            """
        #expect(
            LintSample.texts(.namespaceMissing, in: text) == [
                "note: NetworkPolicy default/p: metadata: has no namespace: whoever applies it decides, and here it "
                    + "counts "
                    + "as default: write metadata.namespace [namespace-missing]"
            ])
        #expect(LintSample.texts(.namespaceMissing, in: LintSample.policy("{podSelector: {}}")) == [])
    }

    @Test("each port without a protocol is told")
    func protocolMissing() {
        let spec = "{podSelector: {}, egress: [{ports: [{port: 53, protocol: UDP}, {port: 53}]}]}"
        #expect(
            LintSample.texts(.protocolMissing, spec) == [
                "note: NetworkPolicy shop/p: spec.egress[0].ports[1]: has no protocol, which means TCP alone: write "
                    + "protocol [protocol-missing]"
            ])
    }

    @Test("missing policyTypes are told with the directions that they mean")
    func policyTypesMissing() {
        #expect(
            LintSample.texts(.policyTypesMissing, "{podSelector: {}}") == [
                "note: NetworkPolicy shop/p: spec: has no policyTypes, which means Ingress: write policyTypes "
                    + "[policy-types-missing]"
            ])
        #expect(
            LintSample.texts(.policyTypesMissing, "{podSelector: {}, policyTypes: [], ingress: [{}], egress: [{}]}")
                == [
                    "note: NetworkPolicy shop/p: spec: has no policyTypes, which means Ingress and Egress: write "
                        + "policyTypes "
                        + "[policy-types-missing]"
                ])
        #expect(
            LintSample.texts(.policyTypesMissing, "{podSelector: {}, egress: [{}]}") == [
                "warning: NetworkPolicy shop/p: spec: has no policyTypes, which means Ingress and Egress, so that "
                    + "nothing may "
                    + "come in: write policyTypes [policy-types-missing]"
            ])
        #expect(LintSample.texts(.policyTypesMissing, "{podSelector: {}, policyTypes: [Ingress]}") == [])
    }

    @Test("an empty egress that denies nothing is told")
    func egressWithoutType() {
        #expect(
            LintSample.texts(.egressWithoutType, "{podSelector: {}, egress: []}") == [
                "warning: NetworkPolicy shop/p: spec.egress: is empty, and without policyTypes that denies nothing: "
                    + "add "
                    + "Egress to spec.policyTypes, or remove it [egress-without-type]"
            ])
        for silent in ["{podSelector: {}, policyTypes: [Egress], egress: []}", "{podSelector: {}, egress: [{}]}", "{}"]
        {
            #expect(LintSample.texts(.egressWithoutType, silent) == [])
        }
    }

    @Test("an empty list of peers is told, a missing one is not")
    func emptyPeers() {
        let spec = "{podSelector: {}, ingress: [{from: [], ports: [{port: 80, protocol: TCP}]}]}"
        #expect(
            LintSample.texts(.emptyPeers, spec) == [
                "warning: NetworkPolicy shop/p: spec.ingress[0].from: is empty, which means everyone and not nobody: "
                    + "name "
                    + "peers, or remove the rule to allow nobody, or this field to allow everyone [empty-peers]"
            ])
        #expect(
            LintSample.texts(.emptyPeers, "{podSelector: {}, ingress: [{ports: [{port: 80, protocol: TCP}]}, {}]}")
                == [])
    }

    @Test("a namespace and pods of it as two peers are told where the policy's own namespace has no such pods")
    func splitPeer() {
        let (ops, prom) = (
            "{namespaceSelector: {matchLabels: {team: red}}}", "{podSelector: {matchLabels: {app: prom}}}"
        )
        let (own, all) = ("{podSelector: {matchLabels: {app: web}}}", "{podSelector: {}}")
        for (peers, index) in [("\(ops), \(prom)", 1), ("\(prom), \(ops)", 0)] {
            let spec = "{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [\(peers)]}]}"
            #expect(
                LintSample.findings(LintSample.cluster + LintSample.policy(spec)).map(\.text) == [
                    "warning: NetworkPolicy shop/p: spec.ingress[0].from[\(index)]: means pods of shop, beside all "
                        + "pods of the "
                        + "namespaces that the item next to it selects: write both selectors in one item, with one "
                        + "\"-\", if "
                        + "both must hold [split-peer]"
                ])
        }
        let alone = LintSample.policy("{podSelector: {}, ingress: [{from: [\(ops), \(prom)]}]}")
        #expect(LintSample.findings(alone).filter { $0.check == .splitPeer }.map(\.severity) == [.note])
        let both = "{namespaceSelector: {matchLabels: {team: red}}, podSelector: {matchLabels: {app: prom}}}"
        for silent in [
            "\(ops), \(own)", "\(ops), \(all)", "{namespaceSelector: {}}, \(prom)", both, "\(both), \(prom)",
        ] {
            #expect(LintSample.texts(.splitPeer, "{podSelector: {}, ingress: [{from: [\(silent)]}]}") == [])
        }
    }
}
