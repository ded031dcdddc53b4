import JSON
import KubernetesAPI
import Testing

@testable import EmbeddedAPI

/// The operations and parameters of the API reference, one row each: what is asked, and what comes back.
@Suite struct ReferenceTests {
    private static let base = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies"

    /// A request, the status it gets, and a path of names in the answer with what stands there.
    struct Row: Sendable {
        let method: String
        let path: String
        let body: JSONValue?
        let type: String
        let status: Int
        let found: [String]

        init(
            _ method: String, _ path: String, _ body: JSONValue? = nil, type: String = "application/json",
            _ status: Int, _ found: String...
        ) {
            (self.method, self.path, self.body, self.type) = (method, path, body, type)
            (self.status, self.found) = (status, found)
        }
    }

    private static let rows: [Row] = [
        Row(
            "POST", base, Sample.policy("a", labels: ["tier": "1"]), 201, "kind=NetworkPolicy"),
        Row("POST", base, Sample.policy("a"), 409, "reason=AlreadyExists", "code=409"),
        Row("POST", base + "?dryRun=All", Sample.policy("dry"), 201, "metadata.name=dry"),
        Row("GET", base + "/dry", nil, 404, "reason=NotFound"),
        Row("POST", base + "?dryRun=Some", Sample.policy("dry"), 400, "reason=BadRequest"),
        Row("GET", base + "/a", nil, 200, "spec.policyTypes.0=Ingress", "metadata.managedFields.0.manager=tester"),
        Row("GET", base + "/a?pretty=true", nil, 200, "metadata.name=a"),
        Row("GET", base + "/b", nil, 404, "message=networkpolicies.networking.k8s.io \"b\" not found"),
        Row("GET", base + "?unknown=1", nil, 400, "reason=BadRequest"),
        Row("GET", base + "?labelSelector=tier%3D1", nil, 200, "items.0.metadata.name=a"),
        Row("GET", base + "?labelSelector=tier%20notin%20(1)", nil, 200, "items=[]"),
        Row("GET", base + "?labelSelector=((", nil, 400, "reason=BadRequest"),
        Row("GET", base + "?fieldSelector=metadata.name%3Da", nil, 200, "items.0.metadata.name=a"),
        Row("GET", base + "?fieldSelector=spec.color%3Da", nil, 400, "reason=BadRequest"),
        Row("GET", base + "?limit=x", nil, 400, "reason=BadRequest"),
        Row("GET", base + "?continue=abc", nil, 400, "reason=BadRequest"),
        Row("GET", base + "?resourceVersion=999999", nil, 504, "reason=Timeout"),
        Row("GET", base + "?resourceVersion=abc", nil, 400, "reason=BadRequest"),
        Row("GET", base + "?resourceVersionMatch=Exact", nil, 400, "reason=BadRequest"),
        Row("GET", base + "?resourceVersion=2&resourceVersionMatch=Sometimes", nil, 400, "reason=BadRequest"),
        Row("GET", "/apis/networking.k8s.io/v1/networkpolicies", nil, 200, "kind=NetworkPolicyList"),
        Row("PUT", base + "/a", Sample.policy("a", labels: ["tier": "2"]), 200, "metadata.labels.tier=2"),
        Row("PUT", base + "/a", Sample.policy("b"), 400, "reason=BadRequest"),
        Row("PUT", base + "/none", Sample.policy("none"), 404, "reason=NotFound"),
        Row(
            "PUT", base + "/a",
            .members([
                "metadata": .members(["name": "a", "resourceVersion": "1"]),
                "spec": .members(["podSelector": .object([])]),
            ]), 409, "reason=Conflict"),
        Row(
            "PATCH", base + "/a", .members(["metadata": .members(["labels": .members(["x": "y"])])]),
            type: "application/merge-patch+json", 200, "metadata.labels.x=y", "metadata.labels.tier=2"),
        Row(
            "PATCH", base + "/a", [.members(["op": "remove", "path": "/metadata/labels/x"])],
            type: "application/json-patch+json", 200, "metadata.labels.tier=2"),
        Row(
            "PATCH", base + "/a", .members(["metadata": .members(["annotations": .members(["n": "1"])])]),
            type: "application/strategic-merge-patch+json", 200, "metadata.annotations.n=1"),
        Row("PATCH", base + "/a", .object([]), type: "text/csv", 415, "reason=UnsupportedMediaType"),
        Row(
            "PATCH", base + "/applied?fieldManager=me", Sample.policy("applied"), type: "application/apply-patch+yaml",
            201,
            "metadata.managedFields.0.operation=Apply"),
        Row("PATCH", base + "/applied", Sample.policy("applied"), type: "application/apply-patch+yaml", 400),
        Row("GET", base + "/a/status", nil, 200, "metadata.name=a"),
        Row(
            "PATCH", base + "/a/status",
            .members([
                "status": .members([
                    "conditions": [
                        .members([
                            "type": "Accepted", "status": "True", "reason": "Fine", "message": "",
                            "lastTransitionTime": "2026-01-01T00:00:00Z",
                        ])
                    ]
                ])
            ]), type: "application/merge-patch+json", 200, "status.conditions.0.type=Accepted"),
        Row("POST", base, Sample.policy("A"), 422, "reason=Invalid"),
        Row("POST", base, ["x"], 400, "reason=BadRequest"),
        Row("POST", base, .members(["kind": "Pod", "apiVersion": "v1"]), 400, "reason=BadRequest"),
        Row(
            "POST", base + "?fieldValidation=Strict",
            .members(["metadata": .members(["name": "s"]), "spec": .members(["podSelektor": .object([])])]), 400,
            "reason=BadRequest"),
        Row("POST", "/api/v1/namespaces/none/pods", Sample.pod("p"), 404, "message=namespaces \"none\" not found"),
        Row("POST", "/api/v1/namespaces/default/pods", Sample.pod("p"), 201, "status.phase=Pending"),
        Row(
            "GET", "/api/v1/pods?fieldSelector=spec.nodeName%3Dn1,status.phase%21%3DRunning", nil, 200,
            "items.0.metadata.name=p"),
        Row("GET", "/api/v1/pods?fieldSelector=spec.hostNetwork%3Dtrue", nil, 200, "items=[]"),
        Row(
            "DELETE", base + "/a", .members(["preconditions": .members(["uid": "other"])]), 409, "reason=Conflict"),
        Row("DELETE", base + "/a?gracePeriodSeconds=0&propagationPolicy=Background", nil, 200, "status=Success"),
        Row("DELETE", base + "/a", nil, 404, "reason=NotFound"),
        Row("DELETE", base + "?propagationPolicy=Sideways", nil, 400, "reason=BadRequest"),
        Row("DELETE", base, nil, 200, "status=Success"),
        Row("GET", base, nil, 200, "items=[]"),
        Row("DELETE", "/api/v1/namespaces", nil, 405, "reason=MethodNotAllowed"),
        Row("POST", base + "/a", .object([]), 405, "reason=MethodNotAllowed"),
        Row("GET", "/apis/networking.k8s.io/v1/nothing", nil, 404, "reason=NotFound"),
        Row("GET", "/api/v1/namespaces/default/../default", nil, 400, "reason=BadRequest"),
        Row("GET", "/version", nil, 200, "major=1"),
        Row("GET", "/apis", nil, 200, "kind=APIGroupList"),
        Row("GET", "/openapi/v3", nil, 200),
        Row("GET", "/openapi/v3/apis/networking.k8s.io/v1", nil, 200, "openapi=3.0.0"),
        Row("DELETE", "/api/v1/namespaces/default/pods/p", nil, 200, "kind=Pod"),
    ]

    @Test("every operation and parameter answers as the reference says")
    func rows() throws {
        let conversation = try Conversation()
        for (number, row) in Self.rows.enumerated() {
            let reply = try conversation.ask(row.method, row.path, row.body, type: row.type)
            let words =
                "row \(number): \(row.method) \(row.path): \(String(decoding: reply.body.prefix(600), as: UTF8.self))"
            #expect(reply.status == row.status, "\(words)")
            for found in row.found {
                let sides = found.split(separator: "=", maxSplits: 1).map(String.init)
                #expect(try text(at: sides[0], in: reply.value) == sides[1], "\(found) in \(words)")
            }
        }
    }

    @Test("lists go on where they ended, at the version they began with")
    func pages() throws {
        let conversation = try Conversation()
        for number in 0..<7 { try conversation.ask("POST", Self.base, Sample.policy("p\(number)")) }
        var names: [String] = []
        var query = "?limit=3"
        var remaining: [Int64?] = []
        for _ in 0..<3 {
            let page = try conversation.ask("GET", Self.base + query).value
            names += page["items"]?.items?.map(\.name) ?? []
            remaining.append(page[path: "metadata", "remainingItemCount"]?.number)
            // What comes meanwhile is not in it.
            try conversation.ask("POST", Self.base, Sample.policy("p0-late\(names.count)"))
            query = "?limit=3&continue=\(page[path: "metadata", "continue"]?.string ?? "")"
        }
        #expect(names == (0..<7).map { "p\($0)" })
        #expect(remaining == [4, 1, nil])
    }

    @Test("those who may only read are refused what changes anything, and strangers all but health")
    func access() throws {
        let conversation = try Conversation(AccessRules(tokens: ["all"], readOnlyTokens: ["read"]))
        func status(_ method: String, _ path: String, _ token: String?) throws -> Int {
            let headers = token.map { [("authorization", "Bearer \($0)")] } ?? []
            return try conversation.ask(method, path, method == "POST" ? Sample.policy("x") : nil, headers: headers)
                .status
        }
        #expect(try status("GET", Self.base, nil) == 401)
        #expect(try status("GET", Self.base, "wrong") == 401)
        #expect(try status("GET", Self.base, "read") == 200)
        #expect(try status("POST", Self.base, "read") == 403)
        #expect(try status("POST", Self.base, "all") == 201)
        #expect(try status("DELETE", Self.base, "read") == 403)
        #expect(try status("GET", "/healthz", nil) == 200)
        #expect(try status("GET", "/version", nil) == 401)
    }

    private func text(at path: String, in value: JSONValue) -> String {
        var value: JSONValue? = value
        for name in path.split(separator: ".").map(String.init) {
            if let index = Int(name), let items = value?.items {
                value = index < items.count ? items[index] : nil
            } else {
                value = value?[name]
            }
        }
        return value?.string ?? value?.text ?? "nothing"
    }
}
