import Analysis
import KubernetesModel
import Testing

@Suite struct ConnectivityFocusTests {
    private let shop = Connectivity(ConnectivityExample.shop)

    @Test("a workload is named with its kind or without, a pod by its own name")
    func workload() {
        let text = """
            0.0.0.0-255.255.255.255 => lab/tool[Pod] : All Connections
            lab/tool[Pod] => 0.0.0.0-255.255.255.255 : All Connections
            lab/tool[Pod] => shop/web[Deployment] : TCP 8080
            shop/db[StatefulSet] => lab/tool[Pod] : All Connections

            """
        for name in ["lab/tool", "lab/tool[Pod]", "lab"] {
            let focused = shop.focused(on: name)
            #expect(focused?.text == text)
            let subjects = ["lab/tool[Pod]", "shop/db[StatefulSet]", "shop/web[Deployment]"]
            #expect(focused?.subjects.map(\.group.description) == subjects)
        }
    }

    @Test("a namespace is all that begins or ends in it")
    func namespace() {
        #expect(shop.focused(on: "shop")?.connections == shop.connections.filter { "\($0)".contains("shop/") })
    }

    @Test("who has nothing to do with it is left out")
    func uninvolved() {
        var inventory = ConnectivityExample.shop
        let key = ObjectKey("lab", "closed")
        inventory.add([(.networkPolicy(NetworkPolicy(key, ingress: [], egress: [])), nil)])
        let focused = Connectivity(inventory).focused(on: "shop/db")
        #expect(focused?.subjects.map(\.group.description) == ["shop/db[StatefulSet]", "shop/web[Deployment]"])
    }

    @Test("nothing is called so", arguments: ["sho", "shop/tool", "web", "shop/web[Pod]", "", "/"])
    func unknown(_ name: String) { #expect(shop.focused(on: name)?.text == nil) }
}
