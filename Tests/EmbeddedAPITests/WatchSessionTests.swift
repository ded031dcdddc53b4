import HTTPServer
import JSON
import TestSupport
import Testing

@testable import EmbeddedAPI

/// Watches over the loopback, read by the real curl until the server ends them.
@Suite struct WatchSessionTests {
    private static let policies = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies"

    @Test("a watch from a version tells what happened since, and ends with a bookmark when its time is over")
    func since() throws {
        let conversation = try Conversation()
        let start = conversation.store.revision
        try conversation.ask("POST", Self.policies, Sample.policy("a"))
        try conversation.ask("PUT", Self.policies + "/a", Sample.policy("a", labels: ["x": "y"]))
        try conversation.ask("POST", "/api/v1/namespaces/default/pods", Sample.pod("p"))
        try conversation.ask("DELETE", Self.policies + "/a")
        let events = try events("resourceVersion=\(start)&timeoutSeconds=5&allowWatchBookmarks=true", conversation)
        #expect(events == ["ADDED a", "MODIFIED a", "DELETED a", "BOOKMARK  \(start + 4)"])
    }

    @Test("a watch from nothing begins with all there is, and says where that ends if it is asked to")
    func initial() throws {
        let conversation = try Conversation()
        for name in ["a", "b"] { try conversation.ask("POST", Self.policies, Sample.policy(name)) }
        #expect(try events("timeoutSeconds=5", conversation) == ["ADDED a", "ADDED b"])
        let listed = try events(
            "timeoutSeconds=5&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true",
            conversation)
        let now = conversation.store.revision
        #expect(listed == ["ADDED a", "ADDED b", "BOOKMARK  \(now) end=true", "BOOKMARK  \(now)"])
    }

    @Test("what selectors take no more is gone for a watch, and what they take now is new")
    func selectors() throws {
        let conversation = try Conversation()
        let start = conversation.store.revision
        for labels: KeyValuePairs<String, JSONValue?> in [["x": "1"], ["x": "2"], ["x": "1"], [:]] {
            let method = conversation.store.revision == start ? "POST" : "PUT"
            try conversation.ask(
                method, Self.policies + (method == "PUT" ? "/a" : ""), Sample.policy("a", labels: labels))
        }
        let events = try events("resourceVersion=\(start)&labelSelector=x%3D1&timeoutSeconds=5", conversation)
        #expect(events == ["ADDED a", "DELETED a", "ADDED a", "DELETED a"])
    }

    @Test("a watch from a version that is forgotten is told so")
    func expired() throws {
        let conversation = try Conversation(historyMax: 10)
        for number in 0..<30 { try conversation.ask("POST", Self.policies, Sample.policy("p\(number)")) }
        let reply = try conversation.ask("GET", Self.policies + "?watch=1&resourceVersion=2")
        let reason = try reply.value["reason"]
        #expect(reply.status == 410 && reason == "Expired")
    }

    /// What a watch says, in a line each, until the clock of the server has passed an hour.
    private func events(_ query: String, _ conversation: Conversation) throws -> [String] {
        let server = try HTTPServer(HTTPServer.Options()) { request in
            guard request.path == "/an-hour-later" else { return conversation.handler.answer(request) }
            conversation.time.pass(3_600)
            conversation.handler.tick()
            return .whole(status: 200, headers: [], body: [])
        }
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)"
        let script = #"curl -sN --max-time 20 "$1" & sleep 0.7; curl -s "$2"; wait"#
        let output = try Command.output(of: [
            "sh", "-c", script, "sh", "\(address)\(Self.policies)?watch=1&\(query)", "\(address)/an-hour-later",
        ])
        return try output.split(separator: "\n").map { line in
            let value = try JSONValue(parsing: Array(line.utf8))
            let object = value["object"] ?? .null
            let isBookmark = value["type"] == "BOOKMARK"
            let version = isBookmark ? " " + (object[metadata: "resourceVersion"]?.string ?? "") : ""
            let end = object[metadata: "annotations"]?["k8s.io/initial-events-end"]?.string.map { " end=\($0)" }
            return "\(value["type"]?.string ?? "?") \(object.name)\(version)\(end ?? "")"
        }
    }
}
