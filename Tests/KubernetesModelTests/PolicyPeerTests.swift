import Addresses
import KubernetesModel
import Testing

@Suite struct PolicyPeerTests {
    @Test(
        "null is the same as absent, and an empty selector selects all",
        arguments: [
            ("{'podSelector':{}}", .pods(.everything, namespaces: nil)),
            ("{'podSelector':{},'namespaceSelector':null,'ipBlock':null}", .pods(.everything, namespaces: nil)),
            ("{'namespaceSelector':{}}", .pods(.everything, namespaces: .everything)),
            ("{'podSelector':null,'namespaceSelector':{}}", .pods(.everything, namespaces: .everything)),
        ] as [(String, PolicyPeer)])
    func selectors(text: String, peer: PolicyPeer) throws {
        let found = try policy("{'egress':[{'to':[\(text)]}]}")
        #expect(found.egress == [PolicyRule([peer])] && found.defects == [])
    }

    @Test("blocks of both families are read, with what is left out")
    func blocks() throws {
        let found = try policy(
            "{'ingress':[{'from':[{'ipBlock':{'cidr':'0.0.0.0/0','except':['10.0.0.0/8','10.1.0.0/16']}},"
                + "{'ipBlock':{'cidr':'::/0','except':null},'podSelector':null}]}]}")
        let except = [try cidr("10.0.0.0/8"), try cidr("10.1.0.0/16")]
        let blocks = [IPBlock(try cidr("0.0.0.0/0"), except: except), IPBlock(try cidr("::/0"))]
        #expect(found.ingress == [PolicyRule(blocks.map { .block($0) })] && found.defects == [])
    }
}
