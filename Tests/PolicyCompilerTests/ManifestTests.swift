import ClusterSupport
import KubernetesModel
import Nftables
import Testing

/// Policies as they stand in manifests, through the compiled rules: defaults, and what cannot be read.
@Suite struct ManifestTests {
    private let outside = "192.0.2.1"

    private func policy(_ name: String, _ spec: String) throws -> NetworkPolicy {
        let head = "{'apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy','metadata':{'name':'\(name)',"
        let text = head + "'namespace':'shop'},'spec':\(spec)}"
        let bytes = text.utf8.map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "\"") : $0 }
        for decoded in try KubernetesDecoder.objects(in: bytes) {
            if case .networkPolicy(let policy) = decoded.object { return policy }
        }
        throw NoPolicy()
    }

    private struct NoPolicy: Error {}

    @Test("the API's defaults are applied: policyTypes, and TCP where no protocol is named")
    func defaults() throws {
        let rules = Site(
            try policy("p", "{'podSelector':{'matchLabels':{'app':'db'}},'ingress':[{'ports':[{'port':5432}]}]}")
        ).rules
        #expect(rules.passes(outside, "10.1.0.2", .tcp(destinationPort: 5432)))
        #expect(!rules.passes(outside, "10.1.0.2", .udp(destinationPort: 5432)))
        #expect(rules.passes("10.1.0.2", outside), "no egress section isolates no egress")
        let bare = Site(try policy("p", "{'podSelector':{}}")).rules
        #expect(!bare.passes(outside, "10.1.0.2") && bare.passes("10.1.0.2", outside))
    }

    @Test("egress that is empty without policyTypes is no egress section, and with them isolates")
    func emptyEgress() throws {
        let without = Site(try policy("p", "{'podSelector':{},'egress':[]}")).rules
        #expect(!without.passes(outside, "10.1.0.2") && without.passes("10.1.0.2", outside))
        let with = Site(try policy("p", "{'podSelector':{},'egress':[],'policyTypes':['Egress']}")).rules
        #expect(with.passes(outside, "10.1.0.2") && !with.passes("10.1.0.2", outside))
    }

    @Test(
        "a policy with an unreadable rule isolates and allows nothing, and others stay in force",
        arguments: [
            "{'from':[{'ipBlock':{'cidr':'10.0.0.0/33'}}]}", "{'from':[{'ipBlock':{'cidr':'no'}}]}",
            "{'ports':[{'port':70000}]}", "{'ports':[{'port':80,'protocol':'ICMP'}]}",
            "{'from':[{'podSelector':{'matchExpressions':[{'key':'a','operator':'Like'}]}}]}", "7",
        ])
    func unreadableRule(_ rule: String) throws {
        let bad = try policy("bad", "{'podSelector':{'matchLabels':{'app':'db'}},'ingress':[\(rule)]}")
        #expect(bad.defects.hasError)
        let alone = Site(bad).rules
        #expect(alone.reaching("10.1.0.2", of: ["10.1.0.1", "10.1.0.3", outside]) == [])
        #expect(alone.passes(outside, "10.1.0.1"))
        let good = try policy("good", "{'podSelector':{},'ingress':[{'from':[{'podSelector':{}}]}]}")
        let both = Site(bad, good).rules
        #expect(both.reaching("10.1.0.2", of: ["10.1.0.1", "10.1.0.3", outside]) == ["10.1.0.1", "10.1.0.3"])
        #expect(both.ruleset.problems == [])
    }

    @Test("an unreadable podSelector of a policy selects every pod of its namespace")
    func unreadableSelector() throws {
        let bad = try policy(
            "bad", "{'podSelector':{'matchExpressions':[{'key':'app','operator':'Like'}]},'ingress':[{}]}")
        let rules = Site(bad).rules
        #expect(["10.1.0.1", "10.1.0.2", "10.1.0.3"].allSatisfy { !rules.passes(outside, $0) })
        #expect(rules.passes(outside, "10.1.0.4"))
    }

    @Test("unknown policyTypes isolate both directions")
    func unknownTypes() throws {
        let rules = Site(try policy("bad", "{'podSelector':{},'policyTypes':['Sideways']}")).rules
        #expect(!rules.passes(outside, "10.1.0.2") && !rules.passes("10.1.0.2", outside))
    }
}
