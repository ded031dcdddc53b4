import Analysis
import Testing

extension LintTests {
    private static func spec(_ block: String) -> String { "{podSelector: {}, egress: [{to: [{ipBlock: \(block)}]}]}" }

    @Test(
        "a block that holds addresses of pods is told",
        arguments: [
            (
                "{cidr: 10.0.0.0/8}", "warning",
                "10.0.0.0/8 holds addresses of pods, such as 10.1.0.2 of kube-system/dns[Pod], and these come and "
                    + "go: select "
                    + "pods by their labels, and leave their addresses out of the block"
            ),
            (
                "{cidr: 10.1.128.0/17}", "warning",
                "10.1.128.0/17 holds the pods' range 10.1.128.0/17, and these come and go: select pods by their "
                    + "labels, and "
                    + "leave their addresses out of the block"
            ),
            (
                "{cidr: 0.0.0.0/0, except: [10.1.0.0/17]}", "note",
                "0.0.0.0/0 holds the pods' range 10.1.128.0/17: write 10.1.128.0/17 in except, if only what is "
                    + "outside of "
                    + "the cluster is meant"
            ),
            (
                "{cidr: \"::/0\"}", "note",
                "::/0 holds addresses of pods, such as fd00:1::2 of kube-system/dns[Pod]: write fd00:1::/64 in "
                    + "except, if "
                    + "only what is outside of the cluster is meant"
            ),
        ])
    func blockCoversPods(block: String, severity: String, rest: String) {
        #expect(
            LintSample.texts(.blockCoversPods, Self.spec(block)) == [
                "\(severity): NetworkPolicy shop/p: spec.egress[0].to[0].ipBlock.cidr: \(rest) [block-covers-pods]"
            ])
    }

    @Test(
        "a block without pods' addresses is not told, and made-up addresses count for nothing",
        arguments: ["{cidr: 192.0.2.0/24}", "{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}", "{cidr: 240.0.0.0/4}"])
    func blockWithoutPods(block: String) {
        #expect(LintSample.texts(.blockCoversPods, Self.spec(block)) == [])
    }

    @Test("a block that holds a Service's address is told, and one of everything is not")
    func blockCoversServices() {
        #expect(
            LintSample.texts(.blockCoversServices, Self.spec("{cidr: 10.96.0.10/32}")) == [
                "warning: NetworkPolicy shop/p: spec.egress[0].to[0].ipBlock.cidr: 10.96.0.10/32 holds 10.96.0.10 of "
                    + "Service "
                    + "kube-system/kube-dns, which policies never see: they see the pods behind it: select these pods "
                    + "[block-covers-services]"
            ])
        for silent in ["{cidr: 0.0.0.0/0}", "{cidr: 0.0.0.0/0, except: [10.1.0.0/16]}", "{cidr: 10.97.0.0/16}"] {
            #expect(LintSample.texts(.blockCoversServices, Self.spec(silent)) == [])
        }
    }

    @Test("a block that holds a node's address is noted")
    func blockCoversNodes() {
        #expect(
            LintSample.texts(.blockCoversNodes, Self.spec("{cidr: 192.168.0.0/24}")) == [
                "note: NetworkPolicy shop/p: spec.egress[0].to[0].ipBlock.cidr: 192.168.0.0/24 holds 192.168.0.1 of "
                    + "node n1, "
                    + "which its pods with hostNetwork have too [block-covers-nodes]"
            ])
        for silent in [
            "{cidr: 192.168.0.0/24, except: [192.168.0.1/32]}", "{cidr: 192.168.1.0/24}", "{cidr: \"::/0\"}",
        ] {
            #expect(LintSample.texts(.blockCoversNodes, Self.spec(silent)) == [])
        }
    }

    @Test("every address of one family alone is told where a selected pod has both")
    func oneFamilyBlock() {
        #expect(
            LintSample.texts(.oneFamilyBlock, Self.spec("{cidr: 0.0.0.0/0}")) == [
                "warning: NetworkPolicy shop/p: spec.egress[0].to[0].ipBlock.cidr: is every address of IPv4, and the "
                    + "policy "
                    + "selects pods with addresses of the other family too: shop/db[Pod]: add ::/0 [one-family-block]"
            ])
        #expect(
            LintSample.texts(.oneFamilyBlock, Self.spec("{cidr: \"::/0\"}")) == [
                "warning: NetworkPolicy shop/p: spec.egress[0].to[0].ipBlock.cidr: is every address of IPv6, and the "
                    + "policy "
                    + "selects pods with addresses of the other family too: shop/db[Pod]: add 0.0.0.0/0 "
                    + "[one-family-block]"
            ])
        let silent = [
            "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: \"::/0\"}}]}]}",
            "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}, {to: [{ipBlock: {cidr: "
                + "\"fd00::/8\"}}]}]}",
            "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}, {ports: [{port: 1}]}]}",
            "{podSelector: {matchLabels: {app: web}}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}",
            Self.spec("{cidr: 192.0.2.0/24}"),
        ]
        for spec in silent { #expect(LintSample.texts(.oneFamilyBlock, spec) == []) }
    }
}
