import JSON
import KubernetesAPI
import Testing

@testable import EmbeddedAPI
@testable import HTTPServer

/// What answers say beside the objects: pages, versions, warnings, headers, and what a watch begins and ends with.
@Suite struct AnswerSemanticsTests {
    private static let policies = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies"

    private func conversation(_ names: [String]) throws -> Conversation {
        let conversation = try Conversation()
        for name in names { try conversation.ask("POST", Self.policies, Sample.policy(name, labels: ["x": "y"])) }
        return conversation
    }

    @Test("pages of a list with selectors are as long as asked, and do not tell how much is left")
    func pages() throws {
        let conversation = try conversation(["a", "b", "c"])
        let page = try conversation.ask("GET", Self.policies + "?limit=2&labelSelector=x%3Dy").value
        #expect(page["items"]?.items?.map(\.name) == ["a", "b"])
        #expect(page[path: "metadata", "remainingItemCount"] == nil)
        let token = try #require(page[path: "metadata", "continue"]?.string)
        // What was there when the list began is in it, though it is gone now.
        try conversation.ask("DELETE", Self.policies + "/c")
        let next = "?limit=2&labelSelector=x%3Dy&continue=\(token)"
        #expect(try conversation.ask("GET", Self.policies + next).value["items"]?.items?.map(\.name) == ["c"])
        #expect(try conversation.ask("GET", Self.policies + next + "&resourceVersion=3").status == 400)
    }

    @Test("a list of an exact version is of that one, and a continued one is gone with its version")
    func versions() throws {
        let conversation = try conversation(["a"])
        let revision = conversation.store.revision
        try conversation.ask("POST", Self.policies, Sample.policy("b"))
        func list(_ query: String) throws -> Conversation.Reply { try conversation.ask("GET", Self.policies + query) }
        let exact = try list("?resourceVersionMatch=Exact&resourceVersion=\(revision)")
        #expect(try exact.value["items"]?.items?.map(\.name) == ["a"])
        let newer = try list("?resourceVersionMatch=NotOlderThan&resourceVersion=\(revision)")
        #expect(try newer.value["items"]?.items?.map(\.name) == ["a", "b"])
        #expect(try list("?resourceVersionMatch=Exact&resourceVersion=0").status == 422)
        let token = try #require(try list("?limit=1").value[path: "metadata", "continue"]?.string)
        for number in 0..<1_100 {
            try conversation.store.put(pod("p\(number % 3)"), "")
        }
        #expect(try list("?limit=1&continue=\(token)").status == 410)
        #expect(try list("?resourceVersionMatch=Exact&resourceVersion=\(revision)").status == 410)
        #expect(try list("?watch=1&resourceVersion=\(revision)").status == 410)
    }

    @Test("what is dropped of an object is warned of, unless nobody wants to hear")
    func warnings() throws {
        let conversation = try Conversation()
        var policy = Sample.policy("a")
        policy["color"] = "red"
        let warning = try conversation.ask("POST", Self.policies, policy).header("Warning")
        #expect(warning == #"299 - "unknown field \"color\"""#)
        let silent = try conversation.ask("PUT", Self.policies + "/a?fieldValidation=Ignore", policy)
        #expect(silent.status == 200 && silent.header("Warning") == nil)
    }

    @Test("refusals say how to come in, and when to come again")
    func headers() throws {
        let closed = try Conversation(AccessRules(tokens: ["t"]))
        let stranger = try closed.ask("GET", Self.policies)
        #expect(stranger.status == 401 && stranger.header("WWW-Authenticate") == "Bearer")
        let early = try Conversation().ask("GET", Self.policies + "?resourceVersion=999")
        #expect(early.status == 504 && early.header("Retry-After") == "1")
        // One who brings a token is not let in as one who brings none.
        let wrong = try Conversation().ask("GET", Self.policies, headers: [("authorization", "Bearer wrong")])
        #expect(wrong.status == 401)
    }

    @Test("a certificate of the readers only reads, and every other one may write")
    func certificates() throws {
        let target = try #require(RequestTarget("/api"))
        let rules = AccessRules()
        for (organizations, mayWrite) in [
            (["martlet:readers"], false), (["ops", "martlet:readers"], false), ([], true),
        ] {
            let certificate = ClientCertificate(commonName: "someone", organizations: organizations)
            let request = ServerRequest(
                method: "GET", target: target, headers: RequestHeaders(), body: [], clientCertificate: certificate,
                isSecure: true)
            #expect(try rules.identity(of: request) == Identity(name: "someone", mayWrite: mayWrite))
        }
    }

    @Test("a watch of one object tells of that one alone, and of bookmarks only those who asked")
    func watches() throws {
        let conversation = try conversation(["a", "b"])
        let one = try conversation.watch(Self.policies + "/a?watch=1")
        #expect(Self.events(one) == ["ADDED a"])
        let start = conversation.store.revision
        let silent = try conversation.watch(Self.policies + "?watch=1&resourceVersion=\(start)")
        let told = try conversation.watch(Self.policies + "?watch=1&allowWatchBookmarks=true&resourceVersion=\(start)")
        let endless = try conversation.watch(Self.policies + "?watch=1&timeoutSeconds=0&resourceVersion=\(start)")
        conversation.time.pass(61)
        conversation.handler.tick()
        #expect(Self.events(silent) == [] && Self.events(told) == ["BOOKMARK "])
        // No seconds at all mean as long as usual, as an API server has it.
        try conversation.ask("DELETE", Self.policies + "/a")
        #expect(Self.events(endless) == ["DELETED a"])
        let query = "?watch=1&sendInitialEvents=true&allowWatchBookmarks=true"
        #expect(try conversation.ask("GET", Self.policies + query).status == 422)
    }

    @Test("what waits for watches that nobody reads is bounded for all together")
    func unread() throws {
        let conversation = try Conversation(watchBytesMax: 500_000)
        var policy = Sample.policy("a")
        policy[metadata: "annotations"] = .members(["x": .string(String(repeating: "x", count: 200_000))])
        try conversation.ask("POST", Self.policies, policy)
        let streams = try (0..<2).map { _ in try conversation.watch(Self.policies + "?watch=1") }
        let late = try conversation.ask("GET", Self.policies + "?watch=1")
        #expect(late.status == 503 && late.header("Retry-After") == "1")
        let start = conversation.store.revision
        let next = try conversation.watch(Self.policies + "?watch=1&resourceVersion=\(start)")
        try conversation.ask("DELETE", Self.policies + "/a")
        #expect(Self.events(next) == [])
        // Cut off, since nobody could tell what it has missed.
        #expect(!next.write([0x0A]))
        for stream in streams { stream.close() }
        #expect(try conversation.ask("POST", Self.policies, policy).status == 201)
        let again = try conversation.watch(Self.policies + "?watch=1")
        #expect(Self.events(again) == ["ADDED a"])
    }

    @Test("what is refused by its status alone is a Status of that code", arguments: [400, 408, 413, 429, 501, 503])
    func refusals(status: Int) throws {
        guard case .whole(status, let headers, let body) = APIHandler.refusal(ofStatus: status) else {
            throw TestFailure("another status")
        }
        let told = try JSONValue(parsing: body)
        #expect(told["kind"] == "Status" && told["code"]?.number == Int64(status))
        #expect(headers.contains { $0 == ("Retry-After", "1") } == (status == 429))
    }

    /// What a stream has to say now.
    private static func events(_ stream: AnswerStream) -> [String] {
        var bytes: [UInt8] = []
        while true {
            var part = [UInt8](repeating: 0, count: 1 << 16)
            let step = part.withUnsafeMutableBytes { stream.take(into: $0) }
            guard case .send(let count) = step else { break }
            bytes += part[..<count]
        }
        return bytes.split(separator: 0x0A).map { line in
            let event = Conversation.Reply(status: 200, headers: [], body: Array(line))
            do {
                let value = try event.value
                return "\(value["type"]?.string ?? "?") \(value["object"]?.name ?? "")"
            } catch { return "\(error)" }
        }
    }
}
