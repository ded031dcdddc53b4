import KubernetesModel
import Testing

@Suite struct AppliedDefaultsTests {
    @Test(
        "what a policy leaves to the API is noted, with where",
        arguments: [
            ("{'policyTypes':['Ingress']}", []), ("null", [.init(.policyTypes, at: "spec")]),
            ("{'policyTypes':[],'egress':null}", [.init(.policyTypes, at: "spec")]),
            (
                "{'egress':[]}", [.init(.policyTypes, at: "spec"), .init(.emptyEgress, at: "spec.egress")]
            ),
            ("{'policyTypes':['Egress'],'egress':[]}", []),
            (
                "{'policyTypes':['Egress'],"
                    + "'egress':[{'to':[],'ports':[{},{'protocol':'TCP'},{'protocol':''}]},{'to':null}]}",
                [
                    .init(.everyone, at: "spec.egress[0].to"), .init(.transport, at: "spec.egress[0].ports[0]"),
                    .init(.transport, at: "spec.egress[0].ports[2]"),
                ]
            ),
            (
                "{'policyTypes':['Ingress'],'ingress':[{},{'from':[],'to':[],'ports':[]}]}",
                [.init(.everyone, at: "spec.ingress[1].from")]
            ),
            ("{'policyTypes':'x','ingress':7,'egress':[7,{'ports':7}]}", []),
        ] as [(String, [AppliedDefaults.Entry])])
    func entries(spec: String, expected: [AppliedDefaults.Entry]) throws {
        #expect(try policy(spec).defaults.entries == expected)
    }

    @Test("a missing namespace is noted, and an empty one")
    func namespace() throws {
        let text = policyText("{'policyTypes':['Ingress']}")
        for (old, new) in [(",'namespace':'shop'", ""), ("'namespace':'shop'", "'namespace':''")] {
            let decoded = try decodeOne(text.replacing(old, with: new))
            guard case .networkPolicy(let policy) = decoded.object else { throw NoPolicy() }
            #expect(policy.defaults.entries == [.init(.namespace, at: "metadata")])
        }
    }

    @Test("a policy is the same whether a default is written or applied")
    func equality() throws {
        let applied = try policy("{'ingress':[{'ports':[{'port':80}]}]}")
        let written = try policy("{'policyTypes':['Ingress'],'ingress':[{'ports':[{'port':80,'protocol':'TCP'}]}]}")
        #expect(applied == written && Set([applied, written]).count == 1)
        #expect(applied.defaults.entries != written.defaults.entries)
    }
}
