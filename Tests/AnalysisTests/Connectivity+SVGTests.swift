import Addresses
import KubernetesModel
import Testing

@testable import Analysis

@Suite struct ConnectivitySVGTests {
    @Test("has a cell for each two that could meet, which says in full what passes")
    func cells() {
        let svg = Connectivity(ConnectivityExample.shop).svg
        let titles = svg.split(separator: "\n").filter { $0.hasPrefix("<rect") && $0.contains("<title>") }.map { line in
            String(line.drop { $0 != ">" }.dropFirst("><title>".count).dropLast("</title></rect>".count))
        }
        let lines = """
            0.0.0.0-203.0.112.255, 203.0.113.128-255.255.255.255 =&gt; lab/tool[Pod] : All Connections
            0.0.0.0-203.0.112.255, 203.0.113.128-255.255.255.255 =&gt; shop/db[StatefulSet] : No Connections
            0.0.0.0-203.0.112.255, 203.0.113.128-255.255.255.255 =&gt; shop/web[Deployment] : TCP 8080
            203.0.113.0-203.0.113.127 =&gt; lab/tool[Pod] : All Connections
            203.0.113.0-203.0.113.127 =&gt; shop/db[StatefulSet] : No Connections
            203.0.113.0-203.0.113.127 =&gt; shop/web[Deployment] : TCP 8080
            lab/tool[Pod] =&gt; 0.0.0.0-203.0.112.255, 203.0.113.128-255.255.255.255 : All Connections
            lab/tool[Pod] =&gt; 203.0.113.0-203.0.113.127 : All Connections
            lab/tool[Pod] =&gt; shop/db[StatefulSet] : No Connections
            lab/tool[Pod] =&gt; shop/web[Deployment] : TCP 8080
            shop/db[StatefulSet] =&gt; 0.0.0.0-203.0.112.255, 203.0.113.128-255.255.255.255 : All Connections
            shop/db[StatefulSet] =&gt; 203.0.113.0-203.0.113.127 : All Connections
            shop/db[StatefulSet] =&gt; lab/tool[Pod] : All Connections
            shop/db[StatefulSet] =&gt; shop/web[Deployment] : TCP 8080
            shop/web[Deployment] =&gt; 0.0.0.0-203.0.112.255, 203.0.113.128-255.255.255.255 : No Connections
            shop/web[Deployment] =&gt; 203.0.113.0-203.0.113.127 : TCP 443
            shop/web[Deployment] =&gt; lab/tool[Pod] : No Connections
            shop/web[Deployment] =&gt; shop/db[StatefulSet] : TCP 5432
            """
        #expect(titles.joined(separator: "\n") == lines)
    }

    @Test("in a focused picture cells of which nothing is known are not drawn")
    func focus() {
        let svg = Connectivity(ConnectivityExample.shop).focused(on: "shop/db")?.svg ?? ""
        #expect(svg.contains("lab/tool[Pod] =&gt; shop/db[StatefulSet] : No Connections"))
        #expect(!svg.contains("lab/tool[Pod] =&gt; shop/web[Deployment]"))
        #expect(svg.contains("4 connections: only those of shop/db[StatefulSet]"))
    }

    @Test("is XML whatever names contain")
    func escaping() {
        var inventory = Inventory()
        inventory.add([(.pod(Pod(ObjectKey("a&b", "<c>\"\u{1B}\u{FFFF}"), addresses: [.init(ipv4: 1)])), nil)])
        let svg = Connectivity(inventory).svg
        #expect(svg.contains("&lt;c&gt;&quot;\\u{1b}\u{FFFD}[Pod]") && svg.contains("a&amp;b"))
        #expect(!svg.unicodeScalars.contains("\u{1B}") && !svg.contains("<c>") && !svg.contains("a&b"))
    }

    @Test("an empty cluster is a picture too")
    func empty() {
        let svg = Connectivity(Inventory()).svg
        #expect(svg.contains("0 workloads in 0 namespaces, 0 connections") && svg.hasSuffix("</svg>\n"))
    }

    @Test("where there are many connections cells have numbers, and the legend says what they mean")
    func legend() {
        let legend = MatrixLegend(["TCP 80", "TCP 443", "TCP 80", "All Connections", "UDP 53"])
        #expect(legend.entries.map(\.words) == ["All Connections", "TCP 80", "TCP 443", "UDP 53"])
        #expect(legend.entries.map(\.mark) == ["all", "1", "2", "3"])
        #expect(legend["UDP 53"]?.style == "c2" && legend["UDP 54"]?.mark == nil)
    }
}
