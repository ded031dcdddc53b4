import HTTPClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct TLSSettingsTests {
    private func line(_ beginning: String, of answer: Answer) -> String? {
        answer.text.split(separator: "\n").first { $0.hasPrefix(beginning) }.map {
            String($0.dropFirst(beginning.count))
        }
    }

    @Test("whoever answers is believed where that is asked for, and not by the machine's authorities alone")
    func trust() async throws {
        let peer = try Peer.running
        var request = HTTPRequest(peer.url(.strange, "echo"), tls: TLSSettings(trust: .insecure))
        try await withLoop { loop in
            #expect(await Answer(to: request, on: loop).end == .complete)
            request.tls.trust = .system
            #expect(
                await Answer(to: request, on: loop).failure
                    == .certificate(.unknownAuthority, of: peer.place(.strange)))
            // One that is named is believed, also beside another one.
            request.tls.trust = .authorities(try peer.pem("authority") + peer.pem("other"))
            #expect(await Answer(to: request, on: loop).end == .complete)
        }
    }

    @Test("a client shows its certificate, also where one is demanded", arguments: [Peer.Port.tls, .strict, .strict12])
    func identity(_ port: Peer.Port) async throws {
        let peer = try Peer.running
        var request = try peer.request(port, "echo")
        request.tls.identity = try peer.identity("alice")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(line("client ", of: answer) == "alice")
    }

    @Test("a certificate that the server does not believe is refused", arguments: [Peer.Port.strict, .strict12])
    func wrongIdentity(_ port: Peer.Port) async throws {
        let peer = try Peer.running
        var request = try peer.request(port, "echo")
        request.tls.identity = try peer.identity("mallory")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        guard case .clientCertificateRefused(peer.place(port), _) = answer.failure else {
            Issue.record("\(String(describing: answer.failure))")
            return
        }
    }

    @Test(
        "after a rotation a new request uses the new certificate, and a request under old settings its old connection",
        arguments: [Peer.Port.tls, .strict12])
    func rotation(_ port: Peer.Port) async throws {
        let peer = try Peer.running
        var old = try peer.request(port, "echo")
        old.tls.identity = try peer.identity("alice")
        var new = old
        new.tls.identity = try peer.identity("bob")
        try await withLoop { loop in
            let first = await Answer(to: old, on: loop)
            let second = await Answer(to: new, on: loop)
            let third = await Answer(to: old, on: loop)
            #expect([first, second, third].map { line("client ", of: $0) } == ["alice", "bob", "alice"])
            #expect(line("connection ", of: first) == line("connection ", of: third))
        }
    }

    @Test("a connection under other authorities, or none, is not used again")
    func otherAuthorities() async throws {
        let peer = try Peer.running
        let believing = try peer.request(.tls, "echo")
        var careless = believing
        careless.tls.trust = .insecure
        var strange = believing
        strange.tls.trust = .authorities(try peer.pem("other"))
        try await withLoop { loop in
            #expect(await Answer(to: careless, on: loop).end == .complete)
            #expect(await Answer(to: believing, on: loop).end == .complete)
            let refused = await Answer(to: strange, on: loop)
            #expect(refused.failure == .certificate(.unknownAuthority, of: peer.place(.tls)))
        }
    }

    @Test(
        "a certificate is compared with the server name that is said, and the server hears the host of the URL",
        arguments: ["elsewhere.test", "10.99.0.1", "fd99::1"])
    func serverName(_ name: String) async throws {
        let peer = try Peer.running
        var request = try peer.request(.elsewhere, "echo?x=y")
        request.tls.serverName = name
        try await withLoop { loop in
            let answer = await Answer(to: request, on: loop)
            #expect(line(":authority: ", of: answer) == peer.place(.elsewhere))
            #expect(line("/echo", of: answer) == "?x=y")
            request.allowsHTTP2 = false
            #expect(line("host: ", of: await Answer(to: request, on: loop)) == peer.place(.elsewhere))
            // The connection made for that name is not used for the URL's own.
            request.tls.serverName = nil
            let unnamed = await Answer(to: request, on: loop)
            #expect(unnamed.failure == .certificate(.wrongName, of: peer.place(.elsewhere)))
            request.tls.serverName = "nowhere.test"
            let misnamed = await Answer(to: request, on: loop)
            #expect(misnamed.failure == .certificate(.wrongName, of: peer.place(.elsewhere)))
        }
    }
}
