import Addresses
import Analysis
import JSON
import KubernetesModel
import Testing

@Suite struct ExposureTests {
    private let shop = Connectivity(ConnectivityExample.shop)

    @Test("says what is open to everyone and what no policy isolates")
    func text() {
        let text = """
            Exposure Analysis Result:
            Egress Exposure:
            lab/tool[Pod] => 0.0.0.0-255.255.255.255 : All Connections
            lab/tool[Pod] => entire-cluster : All Connections
            shop/db[StatefulSet] => 0.0.0.0-255.255.255.255 : All Connections
            shop/db[StatefulSet] => entire-cluster : All Connections

            Ingress Exposure:
            lab/tool[Pod] <= 0.0.0.0-255.255.255.255 : All Connections
            lab/tool[Pod] <= entire-cluster : All Connections
            shop/web[Deployment] <= 0.0.0.0-255.255.255.255 : TCP 8080
            shop/web[Deployment] <= entire-cluster : TCP 8080

            Workloads not protected by network policies:
            lab/tool[Pod] is not protected on Egress
            lab/tool[Pod] is not protected on Ingress
            shop/db[StatefulSet] is not protected on Egress

            """
        #expect(Exposure(shop).text == text)
    }

    @Test("of a focused connectivity it is what is focused on")
    func focused() {
        let exposure = shop.focused(on: "shop/web").map { Exposure($0) }
        #expect(
            exposure?.json.text == """
                {"egress":[],"ingress":[{"src":"0.0.0.0-255.255.255.255","dst":"shop/web[Deployment]",\
                "conn":"TCP 8080"},{"src":"entire-cluster","dst":"shop/web[Deployment]","conn":"TCP 8080"}],\
                "unprotected":[]}
                """)
        #expect(
            exposure?.csv == """
                src,dst,conn
                0.0.0.0-255.255.255.255,shop/web[Deployment],TCP 8080
                entire-cluster,shop/web[Deployment],TCP 8080

                """)
        #expect(exposure?.markdown.hasSuffix("| entire-cluster | shop/web[Deployment] | TCP 8080 |\n") ?? false)
    }

    @Test("everyone is every pod by any form of peer, and a block that is all of a family is it in that family")
    func everyone() {
        let all = CIDR(IPAddress(ipv4: 0), prefixLength: 0)
        let halves = [CIDR(IPAddress(ipv4: 0), prefixLength: 1), CIDR(IPAddress(ipv4: 1 << 31), prefixLength: 1)]
        let tcp = [PolicyPort(.tcp, .numbers(PortRange(80)))]
        let peers: [([PolicyPeer], String)] = [
            ([], "TCP 80"), ([.pods(.everything, namespaces: .everything)], "TCP 80"),
            ([.pods(.everything, namespaces: nil)], "none"), ([.block(IPBlock(all))], "TCP 80 (IPv4)"),
            (halves.map { .block(IPBlock($0)) }, "TCP 80 (IPv4)"), ([.block(IPBlock(halves[0]))], "none"),
            ([.block(IPBlock(all, except: [halves[0]]))], "none"),
        ]
        for (peers, expected) in peers {
            var inventory = Inventory()
            let addresses = [IPAddress(ipv4: 0x0A00_0001), IPAddress(ipv6: 0xFD00 << 112)]
            let policy = NetworkPolicy(ObjectKey("shop", "p"), ingress: [PolicyRule(peers, ports: tcp)])
            inventory.add([
                (.pod(Pod(ObjectKey("shop", "web"), addresses: addresses)), nil), (.networkPolicy(policy), nil),
            ])
            let openings = Exposure(Connectivity(inventory)).openings
            let found = openings.first { $0.direction == .ingress && $0.outside == nil }
            let family = found?.family.map { $0 == .ipv4 ? " (IPv4)" : " (IPv6)" } ?? ""
            #expect(found.map { "\($0.reach)\(family)" } ?? "none" == expected, "\(peers)")
        }
    }
}
