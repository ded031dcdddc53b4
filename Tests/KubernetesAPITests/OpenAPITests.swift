import JSON
import KubernetesAPI
import Testing

@Suite struct OpenAPITests {
    private static let groups = ["", "discovery.k8s.io", "networking.k8s.io"]

    @Test("every reference of a document leads to a definition of it, and every definition is referred to")
    func references() throws {
        let second = OpenAPI.v2(version: "v1.36.0")
        check(second, definitions: try #require(second["definitions"]), prefix: "#/definitions/")
        for group in Self.groups {
            let third = try #require(OpenAPI.v3(group: group, version: "v1"))
            let definitions = try #require(third[path: "components", "schemas"])
            check(third, definitions: definitions, prefix: "#/components/schemas/")
        }
    }

    private func check(_ document: JSONValue, definitions: JSONValue, prefix: String) {
        var found: Set<String> = []
        collect(document, &found)
        #expect(found.allSatisfy { $0.hasPrefix(prefix) })
        let names = definitions.members.map(\.name)
        #expect(names == names.sorted())
        #expect(Set(names.map { prefix + $0 }) == found)
    }

    private func collect(_ value: JSONValue, _ found: inout Set<String>) {
        if let reference = value["$ref"]?.string { found.insert(reference) }
        for member in value.members { collect(member.value, &found) }
        for item in value.items ?? [] { collect(item, &found) }
    }

    @Test("each kind, its list and what is asked of it is found by group, version and kind")
    func kinds() throws {
        let definitions = try #require(OpenAPI.v2(version: "v1.36.0")["definitions"])
        let named = definitions.members.filter { $0.value["x-kubernetes-group-version-kind"] != nil }
        let kinds = ResourceKind.all.flatMap { [$0.schema, $0.listSchema] }.compactMap(\.definition)
        let meta = ["DeleteOptions", "Status"].map { "io.k8s.apimachinery.pkg.apis.meta.v1.\($0)" }
        #expect(named.map(\.name) == (kinds + meta).sorted())
        let policy = definitions["io.k8s.api.networking.v1.NetworkPolicy"]?["x-kubernetes-group-version-kind"]
        #expect(policy == (try json(#"[{"group":"networking.k8s.io","kind":"NetworkPolicy","version":"v1"}]"#)))
        let options = definitions["io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions"]
        let groups = options?["x-kubernetes-group-version-kind"]?.items?.compactMap { $0["group"]?.string }
        #expect(groups == Self.groups)
    }

    @Test("the index names a document for each group, with a mark that changes with it")
    func index() throws {
        let paths = try #require(OpenAPI.v3Index()["paths"]).members
        #expect(paths.map(\.name) == ["api/v1", "apis/discovery.k8s.io/v1", "apis/networking.k8s.io/v1"])
        var marks: Set<Substring> = []
        for path in paths {
            let address = try #require(path.value["serverRelativeURL"]?.string).split(separator: "?hash=")
            #expect(address[0] == "/openapi/v3/\(path.name)")
            marks.insert(address[1])
        }
        #expect(marks.count == 3)
    }

    @Test("there is no document of another group or version")
    func missing() {
        for (group, version) in [("apps", "v1"), ("", "v2"), ("networking.k8s.io", "v1beta1")] {
            #expect(OpenAPI.v3(group: group, version: version) == nil)
        }
    }

    @Test("a document says which edition it is, and nothing is said twice")
    func heads() throws {
        let second = OpenAPI.v2(version: "v1.36.0")
        #expect(second["swagger"] == "2.0")
        #expect(second["info"] == (try json(#"{"title":"Kubernetes","version":"v1.36.0"}"#)))
        let third = try #require(OpenAPI.v3(group: "networking.k8s.io", version: "v1"))
        #expect(third["openapi"] == "3.0.0")
        for document in [second, third] { checkNames(document) }
        let ids = (second["paths"]?.members ?? []).flatMap { path in
            path.value.members.compactMap { $0.value["operationId"]?.string }
        }
        #expect(Set(ids).count == ids.count)
        #expect(ids.contains("readNetworkingV1NamespacedNetworkPolicyStatus"))
        #expect(ids.contains("listCoreV1PodForAllNamespaces"))
        #expect(ids.contains("deleteDiscoveryV1CollectionNamespacedEndpointSlice"))
    }

    private func checkNames(_ value: JSONValue) {
        #expect(Set(value.members.map(\.name)).count == value.members.count)
        for member in value.members { checkNames(member.value) }
        for item in value.items ?? [] { checkNames(item) }
    }

    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
