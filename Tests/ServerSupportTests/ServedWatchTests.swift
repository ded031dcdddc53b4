import ServerSupport
import Testing

@Suite struct ServedWatchTests {
    private let watch = ServedKind.pods.path + "?watch=1"

    @Test("tells what happens from a version on, over either version of HTTP", arguments: [true, false])
    func follows(http2: Bool) throws {
        let server = try ScriptedServer()
        let start = try server.put(pod("old"))
        try server.put(pod("a"))
        let watch = try CurlWatch(Curl(http2: http2), server, watch + "&resourceVersion=\(start)")
        #expect(try server.wait(watches: 1, path: ServedKind.pods.path))
        try server.put(pod("a", node: "n2"))
        try server.delete(.pods, "shop/a")
        try server.put(#"{"kind":"Namespace","metadata":{"name":"other"}}"#)
        try server.put(pod("b"))
        let seen = try (0..<4).map { _ in try watch.summary() }
        #expect(seen == ["ADDED a 1002", "MODIFIED a 1003", "DELETED a 1004", "ADDED b 1006"])
    }

    @Test("an object that enters or leaves the selection is added or deleted")
    func selections() throws {
        let server = try ScriptedServer()
        let path = watch + "&resourceVersion=1000&fieldSelector=spec.nodeName%3Dn1"
        let watch = try CurlWatch(Curl(), server, path)
        for node in ["n2", "n1", "n1", "n2", "n3"] { try server.put(pod("a", node: node)) }
        #expect(try (0..<3).map { _ in try watch.summary() } == ["ADDED a 1002", "MODIFIED a 1003", "DELETED a 1004"])
        try server.put(pod("b"))
        #expect(try watch.summary() == "ADDED b 1006")
    }

    @Test("begins with all there is, and marks the end of that with a bookmark")
    func initialEvents() throws {
        let server = try ScriptedServer()
        try server.put(pod("b"))
        try server.put(pod("a"))
        let path = watch + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
        let watches = try ["0", "1000", ""].map { version in
            let watch = try CurlWatch(Curl(), server, path + "&resourceVersion=\(version)")
            #expect(try watch.summary() == "ADDED a 1002" && watch.summary() == "ADDED b 1001")
            let (type, mark) = try watch.event()
            #expect(type == "BOOKMARK" && mark["metadata"]["resourceVersion"].string == "1002")
            #expect(mark["metadata"]["annotations"]["k8s.io/initial-events-end"].string == "true")
            return watch
        }
        let watch = try #require(watches.last)
        try server.put(pod("c"))
        #expect(try watch.summary() == "ADDED c 1003")
        try server.sendBookmarks()
        let (later, plain) = try watch.event()
        #expect(later == "BOOKMARK" && plain["metadata"]["annotations"] == .null)
    }

    @Test("without bookmarks asked for there are none")
    func noBookmarks() throws {
        let server = try ScriptedServer()
        try server.put(pod("a"))
        try server.set(.bookmarks(everyMilliseconds: 30), .second(milliseconds: 300))
        let quiet = try Curl().get(server, watch + "&resourceVersion=0&timeoutSeconds=1")
        #expect(quiet.code == 0 && quiet.lines.map { $0["type"].string } == ["ADDED"])
        let marked = try Curl().get(server, watch + "&resourceVersion=0&timeoutSeconds=1&allowWatchBookmarks=1")
        #expect(marked.lines.filter { $0["type"].string == "BOOKMARK" }.count > 3)
    }

    @Test("servers without such watches refuse them, or do not know them")
    func oldServers() throws {
        let server = try ScriptedServer()
        try server.put(pod("a"))
        let path = watch + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
        try server.set(.watchList(.invalid))
        let invalid = try Curl().get(server, path)
        #expect(invalid.status == 422 && invalid.json["reason"].string == "Invalid")
        #expect(invalid.json["details"]["causes"][0]["field"].string == "sendInitialEvents")
        try server.set(.watchList(.badRequest))
        #expect(try Curl().get(server, path).status == 400)
        try server.set(.watchList(.ignored), .second(milliseconds: 100))
        let ignored = try Curl().get(server, path + "&timeoutSeconds=1")
        #expect(ignored.lines.map { $0["type"].string } == ["ADDED"])
    }

    @Test("a version from before the history is gone, by an event or by the status")
    func gone() throws {
        let server = try ScriptedServer()
        let old = try server.put(pod("a"))
        try server.put(pod("b"))
        try server.compact()
        let event = try Curl().get(server, watch + "&resourceVersion=\(old)")
        #expect(event.status == 200 && event.code == 0 && event.lines.count == 1)
        #expect(event.lines[0]["type"].string == "ERROR" && event.lines[0]["object"]["code"].number == 410)
        #expect(event.lines[0]["object"]["reason"].string == "Expired")
        try server.set(.gone(.status), .second(milliseconds: 100))
        #expect(try Curl().get(server, watch + "&resourceVersion=\(old)").status == 410)
        #expect(try Curl().get(server, watch + "&resourceVersion=1002&timeoutSeconds=1").status == 200)
    }

    @Test("two hundred changes a second reach four watches in order, none of them missing")
    func keepsUp() throws {
        let server = try ScriptedServer()
        for number in 0..<20 { try server.put(pod("p\(number)")) }
        let start = try server.stats().version
        let watches = try (0..<4).map { number in
            try CurlWatch(Curl(http2: number % 2 == 0), server, watch + "&resourceVersion=\(start)")
        }
        #expect(try server.wait(watches: 4))
        try server.churn(changes: 300, perSecond: 200)
        for watch in watches {
            let versions = try (0..<300).map { _ in
                try watch.event().object["metadata"]["resourceVersion"].string.flatMap { Int($0) } ?? 0
            }
            let first = try #require(Int(start)) + 1
            #expect(versions == Array(first..<first + 300))
        }
        #expect(try server.wait(idle: true))
    }
}
