import JSON
import TestSupport
import Testing

@testable import EmbeddedAPI
@testable import HTTPServer

/// Whole requests that are almost right, straight to the handler: it refuses or does, and what it keeps can be read.
@Suite struct RequestFuzzTests {
    private static let methods = ["GET", "GET", "POST", "POST", "PUT", "PATCH", "PATCH", "DELETE", "HEAD", "BREW"]
    private static let segments = [
        "api", "apis", "v1", "namespaces", "default", "pods", "p", "status", "networking.k8s.io", "networkpolicies",
        "a",
        "ingresses", "nodes", "services", "watch", "openapi", "v3", "%41", "..", "%2e", "%ff", "", "a%00",
        "kube-system",
    ]
    private static let queries = [
        "limit", "continue", "labelSelector", "fieldSelector", "resourceVersion", "resourceVersionMatch", "watch",
        "timeoutSeconds", "allowWatchBookmarks", "sendInitialEvents", "dryRun", "fieldManager", "fieldValidation",
        "force",
        "gracePeriodSeconds", "propagationPolicy", "pretty", "includeObject", "x",
    ]
    private static let values = [
        "", "0", "1", "-1", "3", "true", "All", "Strict", "Exact", "NotOlderThan", "a%3Db", "a%20in%20(b,c)", "!a",
        "metadata.name%3Da", "spec.nodeName%21%3Dn", "9223372036854775807", "%ff", "%00", "Orphan", "eyJydiI6MX0",
        "Ignore",
    ]
    private static let types = [
        "application/json", "application/yaml", "application/json-patch+json", "application/merge-patch+json",
        "application/strategic-merge-patch+json", "application/apply-patch+yaml", "application/vnd.kubernetes.protobuf",
        "x",
    ]
    private static let accepts = [
        "application/json", "application/json;as=Table;v=v1;g=meta.k8s.io", "*/*", "text/csv", ";;,;",
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "application/vnd.kubernetes.protobuf",
    ]
    private static let bodies = [
        Sample.policy("a", labels: ["app": "x"]).text, Sample.pod("p").text, "{}", "[]", "",
        #"{"metadata":{"labels":{"a":null,"b":"c"},"finalizers":["x.example/y"]}}"#,
        #"[{"op":"add","path":"/metadata/labels/z","value":"1"},{"op":"test","path":"/kind","value":"Pod"}]"#,
        #"{"spec":{"podSelector":{},"ingress":[{"ports":[{"port":80,"endPort":90}]}],"$patch":"replace"}}"#,
        #"{"kind":"DeleteOptions","gracePeriodSeconds":5,"preconditions":{"uid":"u"},"dryRun":["All"]}"#,
        "metadata:\n  name: a\n  generateName: b-\nspec:\n  podSelector: {matchLabels: {app: web}}\n",
        #"{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}"#,
    ]
    private static let collections = [
        "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies", "/api/v1/namespaces/default/pods",
        "/api/v1/namespaces",
    ]

    private static func pick<Item>(_ items: [Item], _ generator: inout SeededGenerator) -> Item {
        items[Int.random(in: 0..<items.count, using: &generator)]
    }

    private static func path(_ generator: inout SeededGenerator) -> String {
        var path = pick(collections, &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
            path = (0..<Int.random(in: 0...7, using: &generator)).map { _ in "/" + pick(segments, &generator) }.joined()
        case 1: path += "/" + pick(segments, &generator)
        case 2, 3: path += pick(["/a", "/p", "/default"], &generator)
        case 4: path += pick(["/a/status", "/p/status", "/default/status"], &generator)
        default: break
        }
        let count = max(0, Int.random(in: -6...3, using: &generator))
        let items = (0..<count).map { _ in "\(pick(queries, &generator))=\(pick(values, &generator))" }
        return (path.isEmpty ? "/" : path) + (count > 0 ? "?" : "") + items.joined(separator: "&")
    }

    private static func mutated(_ text: String, _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<max(0, Int.random(in: -14...3, using: &generator)) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = .random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(pick(Array(#"{}[]",:\$-0"#.utf8), &generator), at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
            }
        }
        return bytes
    }

    /// A request; `nil` where it is refused before it gets to the handler.
    private static func request(_ generator: inout SeededGenerator) -> ServerRequest? {
        let method = pick(methods, &generator)
        var headers = RequestHeaders()
        // Half of what is made is almost right in all its parts.
        let place = method == "POST" && Bool.random(using: &generator) ? Int.random(in: 0..<2, using: &generator) : nil
        let body = ["GET", "HEAD"].contains(method) ? "" : place.map { bodies[$0] } ?? pick(bodies, &generator)
        let fits = body.hasPrefix("[") ? 2 : method == "PATCH" ? Int.random(in: 3...5, using: &generator) : 0
        let type = Int.random(in: 0..<4, using: &generator) == 0 ? pick(types, &generator) : types[fits]
        headers.add(Array("content-type".utf8), mutated(type, &generator))
        if Int.random(in: 0..<4, using: &generator) == 0 {
            headers.add(Array("accept".utf8), mutated(pick(accepts, &generator), &generator))
        }
        let line = String(
            decoding: mutated(place.map { collections[$0] } ?? path(&generator), &generator), as: UTF8.self)
        guard let target = RequestTarget(line), headers.refusal(bodyMax: 3 << 20, headersMax: 16 << 10) == nil else {
            return nil
        }
        return ServerRequest(
            method: method, target: target, headers: headers, body: mutated(body, &generator), clientCertificate: nil,
            isSecure: false)
    }

    private static func expectSense(
        _ status: Int, _ headers: [(String, String)], _ body: [UInt8], _ words: Comment
    ) throws {
        #expect((200...422).contains(status) || status == 504, "\(status) \(words)")
        let isJSON = headers.contains { $0.1.hasPrefix("application/json") }
        let value: JSONValue? = isJSON ? try JSONValue(parsing: body) : nil
        #expect(status < 400 || value?["code"]?.number == Int64(status), words)
    }

    @Test("Fuzz: requests of any form are refused or done, say so in JSON, and leave what can be read")
    func requests() throws {
        var generator = SeededGenerator.forTest("request fuzz")
        let conversation = try Conversation()
        var counts: [Int: Int] = [:]
        for round in 0..<rounds(400, long: 10_000) {
            guard let request = Self.request(&generator) else { continue }
            let words: Comment = "\(round): \(request.method) \(request.path) \(request.query); \(generator)"
            switch conversation.handler.answer(request) {
            case .stream(let status, _, let stream):
                counts[status, default: 0] += 1
                stream.close()
            case .whole(let status, let headers, let body):
                counts[status, default: 0] += 1
                try Self.expectSense(status, headers, body, words)
            case .parts(let status, let headers, let parts):
                counts[status, default: 0] += 1
                try Self.expectSense(status, headers, Array(parts.joined()), words)
            case .later: Issue.record("a store in memory keeps nobody waiting: \(words)")
            }
            if round % 50 == 0 { conversation.handler.tick() }
        }
        #expect(
            counts[200, default: 0] > 20 && counts[201, default: 0] > 2 && counts[400, default: 0] > 20, "\(counts)")
        try expectReadable(conversation, "\(generator)")
    }

    /// All that is kept can be read and deleted.
    private func expectReadable(_ conversation: Conversation, _ comment: Comment) throws {
        for path in ["/api/v1/pods", "/api/v1/namespaces", "/apis/networking.k8s.io/v1/networkpolicies"] {
            let list = try conversation.ask("GET", path).value
            for object in list["items"]?.items ?? [] {
                let isWhole = !object.name.isEmpty && object[metadata: "uid"]?.string?.isEmpty == false
                #expect(isWhole && object[metadata: "resourceVersion"]?.string != nil, comment)
            }
        }
    }
}
