import Addresses
import Analysis
import JSON
import KubernetesModel
import PolicyEngine
import Testing

@Suite struct ConnectivityTextTests {
    private let shop = Connectivity(ConnectivityExample.shop)

    @Test("prints a line for each connection")
    func text() {
        let text = """
            0.0.0.0-255.255.255.255 => lab/tool[Pod] : All Connections
            0.0.0.0-255.255.255.255 => shop/web[Deployment] : TCP 8080
            lab/tool[Pod] => 0.0.0.0-255.255.255.255 : All Connections
            lab/tool[Pod] => shop/web[Deployment] : TCP 8080
            shop/db[StatefulSet] => 0.0.0.0-255.255.255.255 : All Connections
            shop/db[StatefulSet] => lab/tool[Pod] : All Connections
            shop/db[StatefulSet] => shop/web[Deployment] : TCP 8080
            shop/web[Deployment] => 203.0.113.0-203.0.113.127 : TCP 443
            shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432

            """
        #expect(shop.text == text)
    }

    @Test("prints tables with a row for each connection, commas in quotes")
    func tables() {
        let later = Connectivity(
            ConnectivityExample.inventory(ConnectivityExample.objects, ConnectivityExample.laterPolicies))
        let csv = """
            src,dst,conn
            0.0.0.0-255.255.255.255,shop/web[Deployment],"TCP 8080,9090"
            198.51.100.0-198.51.100.255,lab/tool[Pod],All Connections
            lab/tool[Pod],0.0.0.0-255.255.255.255,All Connections
            lab/tool[Pod],shop/web[Deployment],"TCP 8080,9090"
            shop/web[Deployment],0.0.0.0-255.255.255.255,All Connections

            """
        #expect(later.csv == csv)
        let markdown = """
            | src | dst | conn |
            | --- | --- | --- |
            | 0.0.0.0-255.255.255.255 | shop/web[Deployment] | TCP 8080,9090 |
            | 198.51.100.0-198.51.100.255 | lab/tool[Pod] | All Connections |
            | lab/tool[Pod] | 0.0.0.0-255.255.255.255 | All Connections |
            | lab/tool[Pod] | shop/web[Deployment] | TCP 8080,9090 |
            | shop/web[Deployment] | 0.0.0.0-255.255.255.255 | All Connections |

            """
        #expect(later.markdown == markdown)
    }

    @Test("prints objects, with the family where it matters and the pods where they are a part")
    func json() {
        #expect(
            shop.focused(on: "shop/db")?.json.text == """
                [{"src":"shop/db[StatefulSet]","dst":"0.0.0.0-255.255.255.255","conn":"All Connections"},\
                {"src":"shop/db[StatefulSet]","dst":"lab/tool[Pod]","conn":"All Connections"},\
                {"src":"shop/db[StatefulSet]","dst":"shop/web[Deployment]","conn":"TCP 8080"},\
                {"src":"shop/web[Deployment]","dst":"shop/db[StatefulSet]","conn":"TCP 5432"}]
                """)
        #expect(
            Connectivity(Self.parts).json.text == """
                [{"src":"fd00::-fd00::ffff:ffff:ffff:ffff","dst":"shop/b[Pod]","conn":"All Connections"},\
                {"src":"shop/a[Job](a-1,a-2)","dst":"0.0.0.0-255.255.255.255","conn":"All Connections",\
                "srcPods":["shop/a-1","shop/a-2"]},\
                {"src":"shop/a[Job](a-1,a-2)","dst":"::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",\
                "conn":"All Connections","srcPods":["shop/a-1","shop/a-2"]},\
                {"src":"shop/a[Job](a-1,a-2)","dst":"shop/b[Pod]","conn":"All Connections","family":"IPv6",\
                "srcPods":["shop/a-1","shop/a-2"]}]
                """)
    }

    /// Of a job's three pods two may send, but a fourth takes only IPv6, and nobody else sends or receives.
    private static var parts: Inventory {
        var inventory = Inventory()
        for (number, (name, label)) in [("a-1", "x"), ("a-2", "x"), ("a-3", "y"), ("b", "b")].enumerated() {
            let addresses = [
                IPAddress(ipv4: 0x0A00_0001 + UInt32(number)), IPAddress(ipv6: 0xFD00 << 112 + UInt128(number + 1)),
            ]
            let pod = Pod(ObjectKey("shop", name), labels: ["l": label], addresses: addresses)
            inventory.add([(.pod(pod), name == "b" ? nil : Controller(kind: "Job", name: "a"))])
        }
        let six = IPBlock(CIDR(IPAddress(ipv6: 0xFD00 << 112), prefixLength: 64))
        let all = NetworkPolicy(ObjectKey("shop", "all"), ingress: [], egress: [])
        let send = NetworkPolicy(
            ObjectKey("shop", "send"), podSelector: LabelSelector(matching: ["l": "x"]), egress: [PolicyRule()])
        let receive = NetworkPolicy(
            ObjectKey("shop", "receive"), podSelector: LabelSelector(matching: ["l": "b"]),
            ingress: [PolicyRule([.block(IPBlock(six.cidr))])])
        let lists = NetworkPolicy(
            ObjectKey("shop", "hold"), podSelector: LabelSelector(matching: ["l": "x"]), ingress: [])
        inventory.add([all, send, receive, lists].map { (.networkPolicy($0), nil) })
        return inventory
    }
}
