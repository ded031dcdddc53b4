import Addresses
import Analysis
import JSON
import KubernetesModel
import Testing

@Suite struct ConnectivityChangeTextTests {
    @Test("prints what changed, what was added and what was removed")
    func text() {
        let old = Connectivity(ConnectivityExample.shop)
        let later = ConnectivityExample.inventory(ConnectivityExample.objects, ConnectivityExample.laterPolicies)
        let text = """
            Connectivity diff:
            diff-type: changed, source: 0.0.0.0-255.255.255.255, destination: shop/web[Deployment], \
            dir1:  TCP 8080, dir2: TCP 8080,9090
            diff-type: changed, source: lab/tool[Pod], destination: shop/web[Deployment], \
            dir1:  TCP 8080, dir2: TCP 8080,9090
            diff-type: changed, source: shop/web[Deployment], destination: 203.0.113.0-203.0.113.127, \
            dir1:  TCP 443, dir2: All Connections
            diff-type: added, source: shop/web[Deployment], destination: 0.0.0.0-203.0.112.255, \
            dir1:  No Connections, dir2: All Connections
            diff-type: added, source: shop/web[Deployment], destination: 203.0.113.128-255.255.255.255, \
            dir1:  No Connections, dir2: All Connections
            diff-type: removed, source: 0.0.0.0-198.51.99.255, destination: lab/tool[Pod], \
            dir1:  All Connections, dir2: No Connections
            diff-type: removed, source: 198.51.101.0-255.255.255.255, destination: lab/tool[Pod], \
            dir1:  All Connections, dir2: No Connections
            diff-type: removed, source: shop/db[StatefulSet], destination: 0.0.0.0-255.255.255.255, \
            dir1:  All Connections, dir2: No Connections
            diff-type: removed, source: shop/db[StatefulSet], destination: lab/tool[Pod], \
            dir1:  All Connections, dir2: No Connections
            diff-type: removed, source: shop/db[StatefulSet], destination: shop/web[Deployment], \
            dir1:  TCP 8080, dir2: No Connections
            diff-type: removed, source: shop/web[Deployment], destination: shop/db[StatefulSet], \
            dir1:  TCP 5432, dir2: No Connections

            """
        #expect(ConnectivityChange(from: old, to: Connectivity(later)).text == text)
        #expect(ConnectivityChange(from: old, to: old).text == "")
    }

    @Test("tables and JSON have the same columns, with the workloads that came or went")
    func tables() {
        var inventory = Inventory()
        inventory.add([(.pod(Pod(ObjectKey("shop", "a"), addresses: [IPAddress(ipv4: 1)])), nil)])
        let before = Connectivity(inventory)
        let pods = ["b", "c"].enumerated().map {
            Pod(ObjectKey("shop", $1), addresses: [IPAddress(ipv4: UInt32($0 + 2))])
        }
        inventory.add(pods.map { (.pod($0), nil) })
        inventory.add([(.networkPolicy(NetworkPolicy(ObjectKey("shop", "p"), egress: [])), nil)])
        let change = ConnectivityChange(from: before, to: Connectivity(inventory))
        let csv = """
            diff-type,source,destination,dir1,dir2,workloads-diff-info
            added,0.0.0.0-255.255.255.255,shop/b[Pod],No Connections,All Connections,workload shop/b[Pod] added
            added,0.0.0.0-255.255.255.255,shop/c[Pod],No Connections,All Connections,workload shop/c[Pod] added
            removed,shop/a[Pod],0.0.0.0-255.255.255.255,All Connections,No Connections,

            """
        #expect(change.csv == csv)
        let markdown = """
            | diff-type | source | destination | dir1 | dir2 | workloads-diff-info |
            | --- | --- | --- | --- | --- | --- |
            """
        #expect(change.markdown.hasPrefix(markdown) && change.markdown.split(separator: "\n").count == 5)
        let json = """
            [{"diff-type":"added","source":"0.0.0.0-255.255.255.255","destination":"shop/b[Pod]",\
            "dir1":"No Connections","dir2":"All Connections","workloads-diff-info":"workload shop/b[Pod] added"},
            """
        #expect(change.json.text.hasPrefix(json.split(separator: "\n").joined()))
        #expect(change.json.text.hasSuffix(#""dir1":"All Connections","dir2":"No Connections"}]"#))
    }
}
