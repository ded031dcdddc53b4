import ServerSupport
import Testing

@Suite struct ServerFaultTests {
    private let pods = ServedKind.pods.path
    private let watch = ServedKind.pods.path + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=1"
    private let patientWatch = ServedKind.pods.path + "?watch=1&timeoutSeconds=20"

    /// A server with three pods and perhaps a fault.
    private func server(_ fault: ServerFault? = nil) throws -> ScriptedServer {
        let server = try ScriptedServer()
        for name in ["a", "b", "c"] { try server.put(pod(name)) }
        try server.set(.second(milliseconds: 100))
        if let fault { try server.add(fault) }
        return server
    }

    @Test("answers what it is told, to so many requests, after so many others")
    func answers() throws {
        let curl = Curl()
        let status = #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"TooManyRequests"}"#
        let answer = ServerFault.Answer(429, retryAfter: "3", object: status)
        let server = try server(ServerFault(.answer(answer), path: pods, watch: false, skip: 1, times: 2))
        let answers = try (0..<4).map { _ in try curl.get(server, pods) }
        #expect(answers.map(\.status) == [200, 429, 429, 200])
        #expect(answers[1].headers["retry-after"] == "3" && answers[1].json["reason"].string == "TooManyRequests")
        try server.add(ServerFault(.answer(.webPage), query: "limit=7", times: nil))
        #expect(try curl.get(server, pods).json["kind"].string == "PodList")
        let page = try curl.get(server, pods + "?limit=7")
        #expect(page.status == 200 && page.text.contains("<html>"))
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
        try server.clearFaults()
        #expect(try curl.get(server, pods + "?limit=7").json["kind"].string == "PodList")
    }

    @Test("ends the connection after so many bytes, in each way there is")
    func cuts() throws {
        let server = try server()
        for how in ServerFault.Cut.allCases {
            for curl in Curl.both {
                try server.add(ServerFault(.cut(after: 100, how: how), times: 2))
                let list = try curl.get(server, pods)
                #expect(list.code != 0 && list.status == 200 && list.body.count == 100)
                if how == .stream && curl.http2 { #expect(list.code == 92) }
                if how == .reset { #expect(list.code == 56) }
                let events = try curl.get(server, patientWatch)
                #expect(events.code != 0 && events.body.count == 100)
            }
        }
        #expect(try Curl().get(server, pods).code == 0)
    }

    @Test("says nothing more after so many bytes, or nothing at all")
    func silence() throws {
        let server = try server(ServerFault(.silence(after: 60), times: 2))
        for curl in Curl.both {
            let list = try curl.get(server, pods, seconds: 0.5)
            #expect(list.code == 28 && list.body.count == 60)
        }
        let curl = Curl()
        try server.add(ServerFault(.blackHole))
        #expect(try curl.get(server, pods, seconds: 0.5).code == 28)
        try server.add(ServerFault(.delay(milliseconds: 300)))
        let begun = ContinuousClock.now
        #expect(try curl.get(server, pods).status == 200)
        #expect(begun.duration(to: .now) > .milliseconds(300))
    }

    @Test("changes one byte, or the type of the content")
    func damages() throws {
        let curl = Curl(http2: false)
        let server = try server(ServerFault(.flip(at: 40)))
        let damaged = try curl.get(server, pods).body
        let whole = try curl.get(server, pods).body
        #expect(damaged.indices.filter { damaged[$0] != whole[$0] } == [40])
        try server.add(ServerFault(.contentType("application/xml")))
        #expect(try curl.get(server, pods).headers["content-type"] == "application/xml")
    }

    @Test("dribbles: every piece is a chunk of its own")
    func dribbles() throws {
        let server = try server(ServerFault(.dribble(bytes: 16, first: 5), watch: true))
        let curl = Curl(http2: false, tls: false, arguments: ["--raw"])
        let raw = try curl.get(server, watch).text
        let sizes = raw.split(separator: "\r\n").enumerated().compactMap { $0.offset % 2 == 0 ? $0.element : nil }
        #expect(sizes.first == "5" && sizes.dropFirst().prefix(3) == ["10", "10", "10"] && sizes.last == "0")
        for (size, curl) in [(1, Curl()), (3, Curl(http2: false))] {
            try server.add(ServerFault(.dribble(bytes: size)))
            #expect(names(try curl.get(server, pods).json["items"].items) == ["a", "b", "c"])
        }
    }

    @Test("a watch ends after so many events, or has one in it that is none")
    func watches() throws {
        let server = try server(ServerFault(.end(afterEvents: 2)))
        let short = try Curl().get(server, watch)
        #expect(short.code == 0 && short.lines.count == 2)
        try server.add(ServerFault(.end(afterEvents: 0)))
        #expect(try Curl().get(server, watch).body.isEmpty)
        try server.add(ServerFault(.garbage(at: 1)))
        let damaged = try Curl().get(server, watch)
        #expect(damaged.lines.map { $0["type"].string } == ["ADDED", "ADDED", "BOOKMARK"])
        #expect(damaged.body.split(separator: 0x0A).count == 4)
    }

    @Test("a watch has more events than there are: twice, older ones, foreign ones")
    func moreEvents() throws {
        let server = try server(ServerFault(.duplicate))
        func seen() throws -> [String] {
            try Curl().get(server, watch).lines.map {
                "\($0["type"].string ?? "-") \($0["object"]["metadata"]["name"].string ?? "-")"
            }
        }
        let twice = ["ADDED a", "ADDED a", "ADDED b", "ADDED b", "ADDED c", "ADDED c", "BOOKMARK -", "BOOKMARK -"]
        #expect(try seen() == twice)
        try server.add(ServerFault(.replay(2)))
        #expect(try seen() == ["ADDED a", "ADDED b", "ADDED c", "ADDED a", "BOOKMARK -", "ADDED b"])
        let event = #"{"kind":"Riddle","apiVersion":"x/v1","metadata":{"name":"why"}}"#
        let status = #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","code":500}"#
        try server.add(
            ServerFault(
                .insert(at: 1, type: "INVENTED", object: event),
                .insert(at: 4, type: "ERROR", object: status, now: true)))
        #expect(try seen() == ["ADDED a", "INVENTED why", "ADDED b", "ADDED c", "BOOKMARK -", "ERROR -"])
    }

    @Test("the end of the initial events goes unmarked, or there is no bookmark at all")
    func unmarked() throws {
        let server = try server(ServerFault(.withoutEndAnnotation))
        let unmarked = try Curl().get(server, watch).lines
        #expect(unmarked.last?["type"].string == "BOOKMARK")
        #expect(unmarked.last?["object"]["metadata"]["annotations"] == .null)
        try server.add(ServerFault(.withoutBookmarks))
        #expect(try Curl().get(server, watch).lines.map { $0["type"].string } == ["ADDED", "ADDED", "ADDED"])
    }

    @Test("GOAWAY lets a request end and takes no other on that connection")
    func goesAway() throws {
        let server = try server(ServerFault(.goAway(code: 0)))
        let path = server.url + pods
        let both = try Curl(arguments: [path]).get(server, pods)
        #expect(both.code == 0)
        #expect(Set(try server.stats().requests.map(\.connection)).count == 2)
        let together = try Curl(arguments: [path]).get(server, pods)
        #expect(together.code == 0)
        #expect(Set(try server.stats(from: 2).requests.map(\.connection)).count == 1)
    }

    @Test("an object may be as large as etcd allows, and larger")
    func largeObject() throws {
        let server = try ScriptedServer()
        try server.put(pod("large"), padding: 2_000_000)
        #expect(try Curl().get(server, pods).body.count > 2_000_000)
    }

    @Test("what cannot be done is refused in words")
    func refusals() throws {
        let server = try ScriptedServer()
        #expect { try server.ask("nonsense") } throws: { "\($0)".contains("there is no op 'nonsense'") }
        #expect { try server.ask("put", ["object": "3"]) } throws: { "\($0)".contains("put cannot be done") }
        #expect { try server.delete(.pods, "a/b") } throws: { "\($0)".contains("there is no a/b among the pods") }
        #expect { try server.ask("set", ["settings": #"{"x":1}"#]) } throws: { "\($0)".contains("no setting x") }
        #expect { try server.add(ServerFault(.dribble(bytes: 0))) } throws: { "\($0)".contains("at least 1") }
        #expect(try Curl().get(server, pods).status == 200)
    }
}

private func names(_ items: [ServedValue]) -> [String] { items.compactMap { $0["metadata"]["name"].string } }
