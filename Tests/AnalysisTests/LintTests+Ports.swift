import Analysis
import Testing

extension LintTests {
    @Test(
        "a port name that nobody serves is told",
        arguments: [
            (
                "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: htpt, protocol: TCP}]}]}",
                "ingress",
                "TCP port htpt is served by no pod that the policy selects: name the port in the pods' containers, "
                    + "or write "
                    + "its number"
            ),
            (
                "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: http, protocol: UDP}]}]}",
                "ingress",
                "UDP port http is served by no pod that the policy selects, but TCP port http is: correct the protocol"
            ),
            (
                "{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: web}}}], "
                    + "ports: [{port: sql, protocol: TCP}]}]}", "egress",
                "TCP port sql is served by no peer: name the port in the pods' containers, or write its number"
            ),
        ])
    func namedPortUnserved(spec: String, direction: String, rest: String) {
        #expect(
            LintSample.texts(.namedPortUnserved, spec) == [
                "warning: NetworkPolicy shop/p: spec.\(direction)[0].ports[0]: \(rest) [named-port-unserved]"
            ])
    }

    @Test(
        "a port name that one of the pods serves is not told, nor where no pod is known that could",
        arguments: [
            "{podSelector: {}, ingress: [{ports: [{port: http, protocol: TCP}]}]}",
            "{podSelector: {}, egress: [{ports: [{port: dns, protocol: UDP}]}]}",
            "{podSelector: {}, egress: [{to: [{podSelector: {}}], ports: [{port: sql, protocol: TCP}]}]}",
            "{podSelector: {matchLabels: {app: x}}, ingress: [{ports: [{port: http, protocol: UDP}]}]}",
            "{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: x}}}], ports: [{port: y}]}]}",
            "{podSelector: {}, ingress: [{ports: [{port: 80, protocol: TCP}]}]}",
        ])
    func namedPortServed(spec: String) {
        #expect(LintSample.texts(.namedPortUnserved, spec) == [])
    }

    @Test("a port name beside a block is told in egress, and in ingress it is fine")
    func namedPortOfBlock() {
        let rest = "[{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: http, protocol: TCP}]}]}"
        #expect(
            LintSample.texts(.namedPortOfBlock, "{podSelector: {}, egress: [{to: " + rest) == [
                "warning: NetworkPolicy shop/p: spec.egress[0].ports[0]: only pods serve a port name, so of the "
                    + "ipBlock "
                    + "beside it no address outside of the cluster is allowed: write the number of port http "
                    + "[named-port-of-block]"
            ])
        #expect(LintSample.texts(.namedPortOfBlock, "{podSelector: {}, ingress: [{from: " + rest) == [])
    }

    @Test("a Service's port in place of its pods' is told")
    func servicePort() {
        let ingress = "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80, protocol: TCP}]}]}"
        let egress =
            "{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]}"
        for (spec, direction) in [(ingress, "ingress"), (egress, "egress")] {
            #expect(
                LintSample.texts(.servicePort, spec) == [
                    "warning: NetworkPolicy shop/p: spec.\(direction)[0].ports[0]: 80 is the port of Service "
                        + "shop/web, whose "
                        + "pods listen on 8080, and policies see that one: write 8080 [service-port]"
                ])
        }
    }

    @Test("a port that is a Service's and a pod's too is not told")
    func bothPorts() {
        let pod = """
            ---
            {kind: Pod, apiVersion: v1, metadata: {name: old, namespace: shop, labels: {app: web}},
             spec: {containers: [{ports: [{name: old, containerPort: 80}]}]}}

            """
        let policy = LintSample.policy(
            "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80, protocol: TCP}]}]}")
        #expect(LintSample.texts(.servicePort, in: LintSample.cluster + pod + policy) == [])
        #expect(LintSample.texts(.servicePort, in: LintSample.cluster + policy).count == 1)
    }

    @Test(
        "a port that pods listen on, or that no Service has, is not told",
        arguments: [
            "{podSelector: {}, ingress: [{ports: [{port: 8080, protocol: TCP}]}]}",
            "{podSelector: {}, ingress: [{ports: [{port: 80, protocol: TCP}, {port: 8080, protocol: TCP}]}]}",
            "{podSelector: {}, ingress: [{ports: [{port: 80, protocol: TCP}, {port: http, protocol: TCP}]}]}",
            "{podSelector: {}, ingress: [{ports: [{port: 80, protocol: UDP}]}]}",
            "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 80, protocol: TCP}]}]}",
            "{podSelector: {}, egress: [{ports: [{port: 53, protocol: UDP}]}]}",
            "{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 90, protocol: TCP}]}]}",
        ])
    func podPort(spec: String) {
        #expect(LintSample.texts(.servicePort, spec) == [])
    }
}
