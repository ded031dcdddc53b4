import ServerSupport
import Testing

@Suite struct ServedListTests {
    private let pods = ServedKind.pods.path

    @Test("lists what was put, over either version of HTTP, with TLS and without")
    func lists() throws {
        let server = try ScriptedServer()
        let version = try server.put(pod("web"))
        let curls = Curl.both + [Curl(http2: true, tls: false), Curl(http2: false, tls: false)]
        for curl in curls {
            let answer = try curl.get(server, pods)
            #expect(answer.status == 200 && answer.http == (curl.http2 ? "2" : "1.1"))
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.json["kind"].string == "PodList" && answer.json["apiVersion"].string == "v1")
            #expect(answer.json["metadata"]["resourceVersion"].string == version)
            let item = answer.json["items"][0]
            #expect(item["metadata"]["name"].string == "web" && item["kind"] == .null && item["apiVersion"] == .null)
        }
        #expect(try server.stats().requests.map(\.http) == ["2", "1.1", "2", "1.1"])
        #expect(try server.stats().requests.allSatisfy { $0.ended == "whole" && $0.bytes > 200 })
    }

    @Test("an empty list has items, and every kind is served")
    func emptyLists() throws {
        let server = try ScriptedServer()
        for kind in ServedKind.allCases {
            let answer = try Curl().get(server, kind.path)
            #expect(answer.text.hasSuffix("\"metadata\":{\"resourceVersion\":\"1000\"},\"items\":[]}\n"))
        }
        #expect(try Curl().get(server, "/api/v1/secrets").status == 404)
        #expect(try Curl().get(server, "/api/v1/nodes/gone").json["reason"].string == "NotFound")
    }

    @Test("pages show the state of the first one, and say how many are left")
    func pages() throws {
        let server = try ScriptedServer()
        for name in ["c", "a", "d", "b", "e"] { try server.put(pod(name)) }
        let first = try Curl().get(server, pods + "?limit=2").json
        #expect(names(first) == ["a", "b"] && first["metadata"]["remainingItemCount"].number == 3)
        try server.put(pod("bb"))
        try server.delete(.pods, "shop/c")
        let token = try #require(first["metadata"]["continue"].string)
        let second = try Curl().get(server, pods + "?limit=2&continue=\(token)").json
        #expect(names(second) == ["c", "d"])
        #expect(second["metadata"]["resourceVersion"] == first["metadata"]["resourceVersion"])
        let other = try #require(second["metadata"]["continue"].string)
        let third = try Curl().get(server, pods + "?limit=2&continue=\(other)").json
        #expect(names(third) == ["e"] && third["metadata"]["continue"] == .null)
    }

    @Test("a token from before the history is 410, with a token to go on inconsistently")
    func expiredTokens() throws {
        let server = try ScriptedServer()
        for name in ["a", "b", "c"] { try server.put(pod(name)) }
        let token = try #require(try Curl().get(server, pods + "?limit=1").json["metadata"]["continue"].string)
        try server.put(pod("d"))
        try server.compact()
        let expired = try Curl().get(server, pods + "?limit=1&continue=\(token)")
        #expect(expired.status == 410 && expired.json["reason"].string == "Expired")
        let next = try #require(expired.json["metadata"]["continue"].string)
        #expect(names(try Curl().get(server, pods + "?continue=\(next)").json) == ["b", "c", "d"])
        #expect(try Curl().get(server, pods + "?continue=nonsense").status == 400)
    }

    @Test("versions mean what the API's documentation says")
    func versions() throws {
        let server = try ScriptedServer()
        let old = try server.put(pod("a"))
        let new = try server.put(pod("b"))
        func list(_ query: String) throws -> (Int, [String]) {
            let answer = try Curl().get(server, "\(pods)?\(query)")
            return (answer.status, names(answer.json))
        }
        #expect(try list("resourceVersion=\(old)&resourceVersionMatch=Exact") == (200, ["a"]))
        #expect(try list("resourceVersion=\(old)&limit=5") == (200, ["a"]))
        #expect(try list("resourceVersion=\(old)&resourceVersionMatch=NotOlderThan") == (200, ["a", "b"]))
        #expect(try list("resourceVersion=\(old)") == (200, ["a", "b"]))
        try server.set(.cachedVersion(Int(old)))
        #expect(try list("resourceVersion=0&limit=1") == (200, ["a"]))
        #expect(try list("") == (200, ["a", "b"]))
        try server.compact()
        #expect(try list("resourceVersion=\(old)&resourceVersionMatch=Exact").0 == 410)
        #expect(try list("resourceVersion=\(new)&resourceVersionMatch=Exact").0 == 200)
        #expect(try list("resourceVersion=x").0 == 400)
        #expect(try list("resourceVersionMatch=Exact").0 == 422)
        #expect(try list("sendInitialEvents=true").0 == 422)
    }

    @Test("a version of the future is 504, with the cause by which clients know it")
    func futureVersions() throws {
        let server = try ScriptedServer()
        let answer = try Curl().get(server, pods + "?resourceVersion=9999&resourceVersionMatch=NotOlderThan")
        #expect(answer.status == 504 && answer.headers["retry-after"] == "1")
        #expect(answer.json["details"]["causes"][0]["reason"].string == "ResourceVersionTooLarge")
        #expect(answer.json["message"].string == "Timeout: Too large resource version: 9999, current: 1000")
    }

    @Test("field selectors select, and unknown labels are refused in the server's own words")
    func fieldSelectors() throws {
        let server = try ScriptedServer()
        try server.put(pod("a", node: "n1"))
        try server.put(pod("b", node: "n2"))
        try server.put(pod("c", node: "n1", phase: "Succeeded"))
        try server.put(pod("d", node: "n1", more: ",\"hostNetwork\":true"))
        func selected(_ selector: String) throws -> [String] {
            names(try Curl().get(server, "\(pods)?fieldSelector=\(selector)").json)
        }
        #expect(try selected("metadata.name%3Db") == ["b"])
        #expect(try selected("spec.nodeName%3Dn1,status.phase!%3DSucceeded") == ["a", "d"])
        #expect(try selected("spec.hostNetwork%3Dfalse,status.phase!%3DSucceeded") == ["a", "b"])
        let refused = try Curl().get(server, pods + "?fieldSelector=spec.colour%3Dred")
        #expect(refused.status == 400 && refused.json["message"].string == "field label not supported: spec.colour")
        try server.set(.podFieldLabels(["metadata.name"]))
        #expect(try Curl().get(server, pods + "?fieldSelector=spec.hostNetwork%3Dfalse").status == 400)
    }

    @Test("large lists are compressed for those who ask, and small ones are not")
    func compression() throws {
        let server = try ScriptedServer()
        try server.populate(pods: 60)
        let curl = Curl(arguments: ["--compressed"])
        let large = try curl.get(server, pods)
        #expect(large.headers["content-encoding"] == "gzip" && large.json["items"].items.count == 60)
        #expect(try curl.get(server, pods + "?limit=2").headers["content-encoding"] == nil)
        #expect(try Curl().get(server, pods).headers["content-encoding"] == nil)
    }

    @Test("a generated cluster is the same for the same seed, and its pods are as large as real ones")
    func population() throws {
        func populated(_ seed: UInt64) throws -> [UInt8] {
            let server = try ScriptedServer()
            try server.populate(seed: seed, pods: 50, namespaces: 3, policies: 9, nodes: 2)
            #expect(try server.versions(of: .policies).count == 9)
            return try Curl(http2: false).get(server, pods).body
        }
        let first = try populated(5)
        #expect(try populated(5) == first)
        #expect(try populated(6) != first)
        #expect((5000...7000).contains(first.count / 50))
    }
}

private func names(_ list: ServedValue) -> [String] {
    list["items"].items.compactMap { $0["metadata"]["name"].string }
}
