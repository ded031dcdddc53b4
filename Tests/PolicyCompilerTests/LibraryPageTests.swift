import TestSupport
import Testing

// What docs/library.md shows stands here, between the two marks; a test holds that the page and this file say the same.

// page begins
import Addresses
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// Reads what `kubectl get pods,namespaces,networkpolicies -A -o json` wrote; says what is wrong with it.
func read(_ json: [UInt8], into cluster: inout Cluster) throws -> [String] {
    var words: [String] = []
    for decoded in try KubernetesDecoder.objects(in: json) {
        words += decoded.defects.map(\.description)
        if let object = decoded.object, let event = ClusterEvent(object) { cluster.apply(event) }
    }
    return words
}

/// The rules of a node, and why one pod does or does not reach another.
func explain(_ cluster: Cluster, node: String, from: ObjectKey, to: ObjectKey) -> (rules: Ruleset, why: [String]) {
    let rules = PolicyCompiler().ruleset(of: Resolver.policy(of: node, in: cluster))
    let flows = cluster.flows(from: .pod(from), to: .pod(to), .port(.tcp, 80))
    return (rules, flows.map { Judge(cluster).judge($0).text })
}
// page ends

@Suite struct LibraryPageTests {
    private static let manifests = """
        {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}},
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"nodeName": "n0"}, "status": {"phase": "Running", "podIPs": [{"ip": "10.0.0.1"}]}},
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "db", "namespace": "shop"},
         "spec": {"nodeName": "n0"}, "status": {"phase": "Running", "podIPs": [{"ip": "10.0.0.2"}]}},
        {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
         "metadata": {"name": "deny", "namespace": "shop"}, "spec": {"podSelector": {}, "policyTypes": ["ingress"]}}
        ]}
        """

    @Test func `the page's code does what it says`() throws {
        var cluster = Cluster()
        let words = try read(Array(Self.manifests.utf8), into: &cluster)
        #expect(words == [#"spec.policyTypes[0]: "ingress" is no policy type: write Ingress or Egress"#])
        let (web, database) = (ObjectKey("shop", "web"), ObjectKey("shop", "db"))
        let (rules, why) = explain(cluster, node: "n0", from: web, to: database)
        #expect(rules.chains.keys.filter { $0.hasPrefix("pod/") }.count == 4)
        #expect(why.count == 1 && why[0].hasPrefix("denied: shop/web (10.0.0.1) -> shop/db (10.0.0.2), tcp port 80"))
        #expect(why[0].contains("shop/deny: cannot be read at spec.policyTypes[0]"))
    }

    @Test func `the page shows the code that is tested`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try Command.output(of: ["cat", "/\(root)/docs/library.md"])
        let here = try Command.output(of: ["cat", #filePath])
        let lines = here.split(separator: "\n", omittingEmptySubsequences: false)
        let code = lines.drop { $0 != "// page begins" }.dropFirst().prefix { $0 != "// page ends" }
        #expect(code.count > 20 && page.contains(code.joined(separator: "\n")))
    }
}
