import Glibc
import ServerSupport
import Testing

@Suite struct ServerConnectionTests {
    private let pods = ServedKind.pods.path

    @Test("ends by itself when its input is closed, also while it works")
    func ends() throws {
        let server = try ScriptedServer()
        try server.churn(changes: 100_000, perSecond: 100_000)
        let began = ContinuousClock.now
        server.stop()
        #expect(began.duration(to: .now) < .seconds(20))
        #expect(kill(server.processIdentifier, 0) == -1 && errno == ESRCH)
        #expect { try server.stats() } throws: { "\($0)".contains("the scripted server") }
    }

    @Test("leaves no file behind")
    func tidies() throws {
        let path: String
        do {
            let server = try ScriptedServer()
            path = server.certificates.server.certificate
            #expect(access(path, R_OK) == 0)
        }
        #expect(access(path, F_OK) == -1 && errno == ENOENT)
    }

    @Test("asks for a token, or for a certificate")
    func credentials() throws {
        let server = try ScriptedServer(takesClientCertificates: true)
        try server.set(.tokens([ScriptedServer.token]))
        let refused = try Curl().get(server, pods)
        #expect(refused.status == 401 && refused.json["reason"].string == "Unauthorized")
        let header = "Authorization: Bearer \(ScriptedServer.token)"
        #expect(try Curl().get(server, pods, header: header).status == 200)
        #expect(try Curl().get(server, pods, header: "Authorization: Bearer wrong").status == 401)
        let client = server.certificates.client
        let certified = Curl(arguments: ["--cert", client.certificate, "--key", client.key])
        #expect(try certified.get(server, pods).status == 200)
        #expect(try server.stats().requests.map(\.certificate) == [nil, nil, nil, "martlet-test"])
        try server.set(.tokens(nil), .clientCertificateNeeded(true))
        #expect(try Curl().get(server, pods).status == 401 && certified.get(server, pods).status == 200)
        let foreign = try server.certificates.anotherClient("foreign", by: .second)
        #expect(try Curl(arguments: ["--cert", foreign.certificate, "--key", foreign.key]).get(server, pods).code != 0)
    }

    @Test("shows another certificate, which only those trust who know its authority")
    func rotation() throws {
        let server = try ScriptedServer()
        try server.use(try server.certificates.anotherServer("renewed"))
        #expect(try Curl().get(server, pods).status == 200)
        try server.use(try server.certificates.anotherServer("moved", by: .second))
        #expect(try Curl().get(server, pods).code == 60)
        let trust = ["--cacert", server.certificates.authority(.second).certificate]
        #expect(try Curl(arguments: trust).get(server, pods).status == 200)
    }

    @Test("refuses connections, or takes them and says nothing, and comes back at the same port")
    func listening() throws {
        let server = try ScriptedServer()
        try server.listen(.closed)
        #expect(try Curl().get(server, pods).code == 7)
        try server.listen(.silent)
        #expect(try Curl().get(server, pods, seconds: 0.4).code == 28)
        try server.listen(.open)
        #expect(try Curl().get(server, pods).status == 200)
    }

    @Test("a connection that is frozen says nothing, and goes on when it thaws", arguments: Curl.both)
    func freezing(curl: Curl) throws {
        let server = try ScriptedServer()
        let watch = try CurlWatch(curl, server, pods + "?watch=1&resourceVersion=1000")
        #expect(try server.wait(watches: 1))
        try server.freezeConnections()
        try server.put(pod("a"))
        #expect(throws: (any Error).self) { try watch.event(seconds: 0.2) }
        try server.thawConnections()
        #expect(try watch.summary() == "ADDED a 1001")
        try server.put(pod("b"))
        #expect(try watch.summary() == "ADDED b 1002")
    }

    @Test("a watch outlives GOAWAY, and nothing outlives a restart")
    func restarting() throws {
        let server = try ScriptedServer()
        let watch = try CurlWatch(Curl(), server, pods + "?watch=1&resourceVersion=1000")
        #expect(try server.wait(watches: 1, connections: 1))
        try server.sendGoAway()
        try server.put(pod("a"))
        #expect(try watch.summary() == "ADDED a 1001")
        try server.restart()
        #expect(try server.wait(watches: 0, connections: 0, exactly: true))
        #expect(throws: (any Error).self) { try watch.event() }
        let late = try Curl().get(server, pods + "?watch=1&resourceVersion=1000")
        #expect(late.lines[0]["object"]["code"].number == 410)
        try server.reset(to: 7)
        #expect(try Curl().get(server, pods).json["metadata"]["resourceVersion"].string == "7")
    }

    @Test("a server that is told so speaks HTTP/1.1 only")
    func withoutHTTP2() throws {
        let server = try ScriptedServer(http2: false)
        #expect(try Curl(http2: true).get(server, pods).http == "1.1")
    }
}
