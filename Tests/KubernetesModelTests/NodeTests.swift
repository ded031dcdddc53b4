import Addresses
import KubernetesModel
import Testing

@Suite struct NodeTests {
    private func node(_ rest: String) throws -> (node: Node, defects: [Defect]) {
        let decoded = try decodeOne("{'kind':'Node','apiVersion':'v1','metadata':{'name':'n1'}\(rest)}")
        guard case .node(let node) = decoded.object else { throw NoPolicy() }
        return (node, decoded.defects)
    }

    @Test("numeric addresses and pod ranges are read, and names passed over")
    func whole() throws {
        let found = try node(
            """
            ,'spec':{'podCIDR':'10.9.0.0/24','podCIDRs':['10.1.0.0/24','fd00:1::/64']},
             'status':{'addresses':[{'type':'Hostname','address':'n1'},{'type':'InternalIP','address':'192.0.2.1'},
               {'type':'ExternalIP','address':'2001:db8::1'},{'type':'InternalDNS','address':'n1.example'},{}]}
            """)
        let addresses = [try address("192.0.2.1"), try address("2001:db8::1")]
        #expect(
            found.node
                == Node("n1", addresses: addresses, podRanges: [try cidr("10.1.0.0/24"), try cidr("fd00:1::/64")]))
        #expect(found.defects == [])
    }

    @Test("a pod range may stand alone, and be absent")
    func single() throws {
        let alone = try node(",'spec':{'podCIDR':'10.1.0.0/24'}").node.podRanges
        #expect(alone == [try cidr("10.1.0.0/24")])
        for rest in ["", ",'spec':{'podCIDR':''}", ",'spec':{'podCIDR':null,'podCIDRs':[]}", ",'status':null"] {
            let found = try node(rest)
            #expect(found.node == Node("n1") && found.defects == [])
        }
    }

    @Test(
        "what cannot be read is left out and said",
        arguments: [
            (",'spec':{'podCIDRs':['x/8']}", "spec.podCIDRs[0]"), (",'spec':{'podCIDR':7}", "spec.podCIDR"),
            (",'spec':7", "spec"), (",'status':7", "status"), (",'status':{'addresses':7}", "status.addresses"),
            (",'status':{'addresses':[7]}", "status.addresses[0]"),
            (",'status':{'addresses':[{'type':7}]}", "status.addresses[0].type"),
            (",'status':{'addresses':[{'type':'InternalIP','address':'n1'}]}", "status.addresses[0].address"),
        ])
    func defects(rest: String, path: String) throws {
        let found = try node(rest)
        #expect(found.node == Node("n1") && found.defects.map(\.path) == [path] && found.defects.hasError)
    }
}
