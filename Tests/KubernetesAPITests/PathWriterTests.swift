import JSON
import Testing

@testable import KubernetesAPI

@Suite struct PathWriterTests {
    private let status = "/apis/networking.k8s.io/v1/namespaces/{namespace}/networkpolicies/{name}/status"

    @Test("an operation of the second edition has its body among its parameters")
    func second() throws {
        let put = try #require(written(.v2)["put"])
        let body = """
            {"name":"body","in":"body","required":true,
            "schema":{"$ref":"#/definitions/io.k8s.api.networking.v1.NetworkPolicy"}}
            """
        #expect(put["parameters"]?.items?.first == (try json(body)))
        #expect(put["requestBody"] == nil)
        #expect(put["consumes"] == ["application/json"])
        #expect(put["x-kubernetes-action"] == "put")
        #expect(put["x-kubernetes-group-version-kind"] == ResourceKind.networkPolicy.groupVersionKind)
        let created = """
            {"description":"Created","schema":{"$ref":"#/definitions/io.k8s.api.networking.v1.NetworkPolicy"}}
            """
        #expect(put[path: "responses", "201"] == (try json(created)))
    }

    @Test("a patch says that it can be tried without effect, as kubectl asks before it tries")
    func dryRun() throws {
        for edition in [DefinitionWriter.Edition.v2, .v3] {
            let patch = try #require(written(edition)["patch"])
            let names = (patch["parameters"]?.items ?? []).filter { $0["in"] == "query" }.compactMap {
                $0["name"]?.string
            }
            #expect(names == ["dryRun", "fieldManager", "fieldValidation", "force"])
        }
    }

    @Test("an operation of the third edition has its body apart, with a schema for each type")
    func third() throws {
        let patch = try #require(written(.v3)["patch"])
        #expect(patch["consumes"] == nil)
        #expect(
            (patch[path: "requestBody", "content"]?.members ?? []).map(\.name) == [
                "application/json-patch+json", "application/merge-patch+json",
                "application/strategic-merge-patch+json", "application/apply-patch+yaml",
            ])
        let answer = """
            {"description":"OK","content":{"application/json":{"schema":
            {"$ref":"#/components/schemas/io.k8s.api.networking.v1.NetworkPolicy"}}}}
            """
        #expect(patch[path: "responses", "200"] == (try json(answer)))
    }

    @Test("the names in a path are parameters of all of its operations")
    func names() throws {
        let wanted = """
            [{"name":"namespace","in":"path","description":"The namespace of the object.","required":true,
            "type":"string","uniqueItems":true},{"name":"name","in":"path","description":"The name of the object.",
            "required":true,"type":"string","uniqueItems":true},{"name":"pretty","in":"query",
            "description":"Whether the answer is laid out for people.","type":"string","uniqueItems":true}]
            """
        #expect(try written(.v2)["parameters"] == (try json(wanted)))
        let name = try written(.v3)["parameters"]?.items?[1]
        #expect(name?["schema"] == (try json(#"{"type":"string","uniqueItems":true}"#)))
    }

    private func written(_ edition: DefinitionWriter.Edition) throws -> JSONValue {
        let path = try #require(ResourceKind.networkPolicy.paths.first { $0.path == status })
        return PathWriter(edition: edition).path(path)
    }

    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
