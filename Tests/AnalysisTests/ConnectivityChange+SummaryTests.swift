import Addresses
import Analysis
import KubernetesModel
import Testing

@Suite struct ConnectivityChangeSummaryTests {
    private let shop = Connectivity(ConnectivityExample.shop)
    private let later = Connectivity(
        ConnectivityExample.inventory(ConnectivityExample.objects, ConnectivityExample.laterPolicies))

    @Test("says who is isolated, what opens and what closes")
    func sections() {
        let text = """
            Isolated from now on:
              lab/tool[Pod]: ingress, by lab/closed
              shop/db[StatefulSet]: egress, by shop/db
            No longer isolated:
              shop/web[Deployment]: egress, was by shop/web
            Opens:
              0.0.0.0-255.255.255.255, lab/tool[Pod] => shop/web[Deployment] : TCP 9090 (was TCP 8080)
              shop/web[Deployment] => 0.0.0.0-203.0.112.255, 203.0.113.128-255.255.255.255 : All Connections
              shop/web[Deployment] => 203.0.113.0-203.0.113.127 : All Connections (was TCP 443)
            Closes:
              0.0.0.0-198.51.99.255, 198.51.101.0-255.255.255.255 => lab/tool[Pod] : All Connections
              shop/db[StatefulSet] => 0.0.0.0-255.255.255.255, lab/tool[Pod] : All Connections
              shop/db[StatefulSet] => shop/web[Deployment] : TCP 8080
              shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432

            """
        #expect(ConnectivityChange(from: shop, to: later).summary == text)
        #expect(ConnectivityChange(from: shop, to: shop).summary == "Nothing changes.\n")
    }

    @Test("a policy for a whole namespace takes a few lines, however many workloads there are", arguments: [3, 10, 40])
    func grouped(_ count: Int) {
        let (old, new) = (Self.cluster(count), Self.cluster(count, isolating: .everything))
        let closing = """
            Isolated from now on:
              all \(count) of shop: ingress and egress, by shop/deny
            Closes:
              0.0.0.0-255.255.255.255, lab/tool[Pod], all \(count) of shop => all \(count) of shop (not to themselves) \
            : All Connections
              all \(count) of shop => 0.0.0.0-255.255.255.255, lab/tool[Pod] : All Connections (now UDP 53)

            """
        #expect(ConnectivityChange(from: old, to: new).summary == closing)
        let opening = """
            No longer isolated:
              all \(count) of shop: ingress and egress, was by shop/deny
            Opens:
              0.0.0.0-255.255.255.255, lab/tool[Pod], all \(count) of shop => all \(count) of shop (not to themselves) \
            : All Connections
              all \(count) of shop => 0.0.0.0-255.255.255.255, lab/tool[Pod] : All Connections (was UDP 53)

            """
        #expect(ConnectivityChange(from: new, to: old).summary == opening)
    }

    @Test("of what closes many names are a number, of what opens none")
    func capped() {
        let some = LabelSelector([.init("name", .notIn(["w1"]))])
        let (old, new) = (Self.cluster(10), Self.cluster(10, isolating: some))
        let closing = """
            Isolated from now on:
              shop/w0[Pod], shop/w2[Pod], shop/w3[Pod], shop/w4[Pod] and 5 more: ingress and egress, by shop/deny
            Closes:
              0.0.0.0-255.255.255.255, lab/tool[Pod], all 10 of shop => \
            shop/w0[Pod], shop/w2[Pod], shop/w3[Pod], shop/w4[Pod] and 5 more (not to themselves) : All Connections
              shop/w0[Pod], shop/w2[Pod], shop/w3[Pod], shop/w4[Pod] and 5 more => \
            0.0.0.0-255.255.255.255, lab/tool[Pod], shop/w1[Pod] : All Connections (now UDP 53)

            """
        #expect(ConnectivityChange(from: old, to: new).summary == closing)
        let names = ([0] + (2...9)).map { "shop/w\($0)[Pod]" }.joined(separator: ", ")
        let opening = """
            No longer isolated:
              \(names): ingress and egress, was by shop/deny
            Opens:
              0.0.0.0-255.255.255.255, lab/tool[Pod], all 10 of shop => \(names) (not to themselves) : All Connections
              \(names) => 0.0.0.0-255.255.255.255, lab/tool[Pod], shop/w1[Pod] : All Connections (was UDP 53)

            """
        #expect(ConnectivityChange(from: new, to: old).summary == opening)
    }

    /// So many workloads in shop, and a pod elsewhere; some of shop may be isolated but for DNS.
    private static func cluster(_ count: Int, isolating: LabelSelector? = nil) -> Connectivity {
        var inventory = Inventory()
        for index in 0..<count {
            let pod = Pod(
                ObjectKey("shop", "w\(index)"), labels: ["name": "w\(index)"],
                addresses: [IPAddress(ipv4: 0x0A00_0001 + UInt32(index))])
            inventory.add([(.pod(pod), nil)])
        }
        inventory.add([(.pod(Pod(ObjectKey("lab", "tool"), addresses: [IPAddress(ipv4: 0x0A01_0001)])), nil)])
        if let isolating {
            let dns = PolicyRule(ports: [PolicyPort(.udp, .numbers(PortRange(53)))])
            let key = ObjectKey("shop", "deny")
            inventory.add([
                (.networkPolicy(NetworkPolicy(key, podSelector: isolating, ingress: [], egress: [dns])), nil)
            ])
        }
        return Connectivity(inventory)
    }
}
