import HTTPClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HTTPFailureTests {
    /// A request that fails, and the words of its failure with `HOST:PORT` in the place of the server.
    struct Case: CustomTestStringConvertible {
        let port: Peer.Port
        let path: String
        var scheme: String?
        var fails: @Sendable (HTTPFailure) -> Bool
        var testDescription: String { "\(port) \(path) \(scheme ?? "")" }
    }

    private static let cases: [Case] = [
        Case(port: .gone, path: "echo") { if case .cut = $0 { true } else { false } },
        Case(port: .gone, path: "echo", scheme: "http") { if case .cut = $0 { true } else { false } },
        Case(port: .plain, path: "cut") { if case .cut = $0 { true } else { false } },
        Case(port: .tls11, path: "cut") { if case .cut = $0 { true } else { false } },
        Case(port: .tls, path: "cut") { if case .cut = $0 { true } else { false } },
        Case(port: .tls, path: "reset") { if case .cut = $0 { true } else { false } },
        Case(port: .expired, path: "echo") { if case .certificate(.expired, _) = $0 { true } else { false } },
        Case(port: .early, path: "echo") { if case .certificate(.notYetValid, _) = $0 { true } else { false } },
        Case(port: .strange, path: "echo") {
            if case .certificate(.unknownAuthority, _) = $0 { true } else { false }
        },
        Case(port: .elsewhere, path: "echo") { if case .certificate(.wrongName, _) = $0 { true } else { false } },
        Case(port: .strict, path: "echo") { if case .clientCertificateRefused = $0 { true } else { false } },
        Case(port: .strict12, path: "echo") { if case .tls = $0 { true } else { false } },
        Case(port: .plain, path: "echo", scheme: "https") { if case .notTLS = $0 { true } else { false } },
        Case(port: .garbage, path: "echo") { if case .notTLS = $0 { true } else { false } },
        Case(port: .tls, path: "echo", scheme: "http") {
            if case .cut(let words, _) = $0 { words.hasSuffix("as a port for https would do") } else { false }
        },
        Case(port: .garbage, path: "echo", scheme: "http") { if case .notHTTP = $0 { true } else { false } },
        Case(port: .plain, path: "zipped?broken=1") { if case .notHTTP = $0 { true } else { false } },
        Case(port: .tls, path: "zipped?broken=1") { if case .notHTTP = $0 { true } else { false } },
        Case(port: .plain, path: "large-head?count=300&size=1000") {
            if case .headTooLarge = $0 { true } else { false }
        },
        Case(port: .plain, path: "large-head?count=2&size=110000") {
            if case .headTooLarge = $0 { true } else { false }
        },
        Case(port: .tls, path: "large-head?count=300&size=1000") { if case .headTooLarge = $0 { true } else { false } },
    ]

    @Test("what goes wrong on the way is told apart, and names the server", arguments: cases)
    func told(_ failing: Case) async throws {
        let peer = try Peer.running
        var request = try peer.request(failing.port, failing.path)
        request.url = peer.url(failing.port, failing.path, scheme: failing.scheme)
        request.totalSeconds = 20
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.order.last == "end" && answer.order.count { $0 == "end" } == 1)
        let failure = try #require(answer.failure)
        #expect(failing.fails(failure), "\(failure)")
        #expect(failure.description.contains(peer.place(failing.port)))
    }

    @Test("a large head that is not too large is taken", arguments: [Peer.Port.plain, .tls])
    func largeHead(_ port: Peer.Port) async throws {
        let request = try Peer.running.request(port, "large-head?count=\(port == .plain ? 240 : 60)&size=1000")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.head?.headers.count == (port == .plain ? 241 : 61))
        #expect(answer.end == .complete)
    }

    @Test("a port where nobody listens, a name that nobody knows and a place without a way are told apart")
    func notConnected() async throws {
        try await withLoop { loop in
            let refused = await Answer(to: HTTPRequest("http://127.0.0.1:1/"), on: loop)
            #expect(refused.failure == .refused(by: "127.0.0.1:1"))
            // A name that is longer than names may be is not looked for in any network.
            let name = String(repeating: "n", count: 64)
            let unknown = await Answer(to: HTTPRequest("http://\(name)/"), on: loop)
            #expect(unknown.failure == .hostNotResolved(host: name))
            // A TCP connection to a group of hosts is none, in every network.
            let unreachable = await Answer(to: HTTPRequest("http://224.0.0.1:80/"), on: loop)
            guard case .unreachable("224.0.0.1:80", let why) = unreachable.failure else {
                Issue.record("\(String(describing: unreachable.failure))")
                return
            }
            #expect(why == "Network is unreachable")
        }
    }

    @Test("our own certificates that are none are told apart from those of the server")
    func unusableCertificates() async throws {
        let peer = try Peer.running
        let garbage = Array("no certificate\n".utf8)
        var authorities = try peer.request(.tls, "echo")
        authorities.tls.trust = .authorities(garbage)
        var identity = try peer.request(.tls, "echo")
        identity.tls.identity = TLSSettings.Identity(certificate: garbage, key: garbage)
        var key = try peer.request(.tls, "echo")
        key.tls.identity = TLSSettings.Identity(certificate: try peer.pem("alice"), key: try peer.pem("bob", "key"))
        for request in [authorities, identity, key] {
            let answer = try await withLoop { await Answer(to: request, on: $0) }
            guard case .unusableCertificate = answer.failure else {
                Issue.record("\(String(describing: answer.failure))")
                continue
            }
        }
    }

    @Test("each failure says in one sentence what happened and what to do")
    func sentences() {
        let told: [(HTTPFailure, String)] = [
            (.cancelled, "the request was cancelled"),
            (.refused(by: "a:1"), "a:1 refuses connections: check that the server runs, and the port"),
            (.hostNotResolved(host: "a"), "no address is known for a: check the name, and the DNS of this machine"),
            (.unreachable("a:1", why: "why"), "a:1 cannot be reached: why"),
            (.timedOut(.connecting, at: "a:1"), "a:1 took too long to connect"),
            (.timedOut(.total, at: "a:1"), "a:1 took too long to answer"),
            (.timedOut(.silence, at: "a:1"), "a:1 said nothing for too long"),
            (.certificate(.other("w"), of: "a:1"), "the certificate of a:1 is not believed: w"),
            (
                .certificate(.expired, of: "a:1"),
                "the certificate of a:1 has expired: renew it, or check the clock of this machine"
            ),
            (.notTLS(at: "a:1"), "a:1 does not speak TLS: use http, or the port for https"),
            (.headTooLarge(from: "a:1"), "the headers from a:1 are larger than 262144 bytes"),
            (.other(code: 2, words: "w"), "w (curl error 2)"),
        ]
        for (failure, words) in told { #expect(failure.description == words) }
    }
}
