import Addresses
import Analysis
import KubernetesModel
import Testing

@Suite struct ConnectivityDotTests {
    @Test("draws namespaces as clusters, addresses outside of them, and quotes every name")
    func dot() {
        let text = """
            digraph {
                rankdir=LR
                newrank=true
                node [shape=box style=rounded color=blue fontcolor=blue]
                edge [color=gray40 fontcolor=darkgreen fontsize=10]
                "0.0.0.0-255.255.255.255" [color=red2 fontcolor=red2]
                subgraph "cluster_lab" {
                    label="lab"
                    "lab/tool[Pod]" [label="tool[Pod]"]
                }
                subgraph "cluster_shop" {
                    label="shop"
                    "shop/db[StatefulSet]" [label="db[StatefulSet]"]
                    "shop/web[Deployment]" [label="web[Deployment]"]
                }
                "shop/db[StatefulSet]" -> "0.0.0.0-255.255.255.255" [label="All Connections"]
                "shop/db[StatefulSet]" -> "lab/tool[Pod]" [label="All Connections"]
                "shop/db[StatefulSet]" -> "shop/web[Deployment]" [label="TCP 8080"]
                "shop/web[Deployment]" -> "shop/db[StatefulSet]" [label="TCP 5432"]
            }

            """
        #expect(Connectivity(ConnectivityExample.shop).focused(on: "shop/db")?.dot == text)
    }

    @Test("a name cannot end its quotes, and no control leaves it")
    func quoting() {
        var inventory = Inventory()
        inventory.add([(.pod(Pod(ObjectKey("a\"b", "c\\\u{1B}"), addresses: [.init(ipv4: 1)])), nil)])
        let dot = Connectivity(inventory).dot
        #expect(dot.contains(#""a\"b/c\\\\u{1b}[Pod]" [label="c\\\\u{1b}[Pod]"]"#) && !dot.contains("\u{1B}"))
        #expect(dot.contains(#"subgraph "cluster_a\"b" {"#))
    }
}
