import JSON
import Testing

@testable import EmbeddedAPI

/// Who may ask for which operation.
@Suite struct ReferenceAccessTests {
    /// An operation, and whether it changes anything.
    private static func operations(_ kind: ReferenceKind) -> [(method: String, path: String, isWriting: Bool)] {
        let item = kind.base + "/a"
        let status = kind.kind == "IngressClass" ? [] : [item + "/status"]
        return ([kind.base, kind.base + "?watch=true", kind.all, item] + status).map { ("GET", $0, false) }
            + [("POST", kind.base, true), ("DELETE", kind.base, true), ("DELETE", item, true)]
            + ([item] + status).flatMap { [("PUT", $0, true), ("PATCH", $0, true)] }
    }

    @Test("strangers are refused every operation, and readers every one that changes anything", arguments: 0..<3)
    func refusals(_ number: Int) throws {
        let kind = ReferenceKind.all[number]
        let conversation = try Conversation(AccessRules(tokens: ["all"], readOnlyTokens: ["read"]))
        _ = try status(conversation, "POST", kind.base, "all", kind.object("a"))
        for (method, path, isWriting) in Self.operations(kind) {
            for token in [nil, "wrong"] {
                #expect(try status(conversation, method, path, token, "{}") == 401, "\(method) \(path)")
            }
            if path.hasSuffix("watch=true") { continue }
            let body = isWriting ? kind.object("a") : nil
            let answer = try status(conversation, method, path, "read", body)
            #expect(answer == (isWriting ? 403 : 200), "\(method) \(path)")
        }
        #expect(try status(conversation, "GET", kind.base + "/a", "all") == 200)
    }

    @Test("a reader is told which object it may not delete")
    func words() throws {
        let conversation = try Conversation(AccessRules(tokens: ["all"], readOnlyTokens: ["read"]))
        let path = ReferenceKind.networkPolicy.base + "/a"
        let reply = try conversation.ask("DELETE", path, headers: [("authorization", "Bearer read")])
        let message = try reply.value["message"]?.string ?? ""
        #expect(reply.status == 403)
        #expect(message.hasPrefix("networkpolicies.networking.k8s.io \"a\" is forbidden: User "))
        #expect(message.contains("cannot delete resource \"networkpolicies\""))
        let unknown = try conversation.ask("GET", path)
        #expect(unknown.status == 401 && unknown.header("www-authenticate") == "Bearer")
    }

    @Test("health is told to everyone, and nothing else of the server is")
    func health() throws {
        let conversation = try Conversation(AccessRules(tokens: ["all"], readOnlyTokens: ["read"]))
        for path in ["/healthz", "/livez", "/readyz"] { #expect(try status(conversation, "GET", path, nil) == 200) }
        for path in ["/version", "/api", "/apis", "/openapi/v2"] {
            #expect(try status(conversation, "GET", path, nil) == 401)
        }
    }

    private func status(
        _ conversation: Conversation, _ method: String, _ path: String, _ token: String?, _ body: String? = nil
    ) throws -> Int {
        let access = token.map { [("authorization", "Bearer \($0)")] } ?? []
        let type = method == "PATCH" ? ReferenceRow.merge : "application/json"
        return try conversation.ask(
            method, path, bytes: Array((body ?? "").utf8), headers: [("content-type", type)] + access
        ).status
    }
}
