import TestSupport
import Testing

@testable import HTTPServer

@Suite struct TLSTests {
    private struct Secure {
        let papers: Papers
        let serving: Serving
        let folder: TemporaryFolder
        let authority: String

        init() throws {
            let papers = try Papers()
            self.papers = papers
            serving = try Serving { options in
                options.arrivalSeconds = 2
                options.tls = .init(
                    certificate: papers.server.certificate, key: papers.server.key,
                    clientAuthorities: papers.authority.certificate)
            }
            folder = try TemporaryFolder()
            authority = try folder.write("ca", papers.authority.certificate)
        }

        func curl(_ arguments: [String], path: String = "/a") throws -> CommandResult {
            let url = serving.url(path, scheme: "https")
            return try Command.run(["curl", "-sS", "--noproxy", "*", "--max-time", "10"] + arguments + [url])
        }

        func identity(_ name: String, _ key: CertifiedKey) throws -> [String] {
            [
                "--cert", try folder.write("\(name).crt", key.certificate), "--key",
                try folder.write("\(name).key", key.key),
            ]
        }
    }

    @Test("A client with a certificate is known by its name and organizations, one without is nobody")
    func clients() throws {
        let secure = try Secure()
        let trust = ["--cacert", secure.authority]
        #expect(try secure.curl(trust).output == "GET /a [] 0 bytes by nobody\n")
        let jane = try secure.identity("jane", secure.papers.client("jane", ["b", "a"]))
        #expect(try secure.curl(trust + jane).output == "GET /a [] 0 bytes by jane of [\"b\", \"a\"]\n")
    }

    @Test("A certificate that is expired, not for clients, or of another authority names nobody")
    func strangers() throws {
        let secure = try Secure()
        let trust = ["--cacert", secure.authority]
        let past = Validity(start: 1_500_000_000, end: 1_500_000_001)
        let others: [(String, CertifiedKey)] = [
            ("expired", try secure.papers.client("jane", [], past)), ("server", secure.papers.server),
            ("stranger", try Papers(serial: 5).client("jane", [])),
        ]
        for (name, key) in others {
            let result = try secure.curl(trust + secure.identity(name, key))
            #expect(result.output == "GET /a [] 0 bytes by nobody\n", "\(name): \(result.errors)")
        }
    }

    @Test("A client that believes another authority does not get in")
    func wrongAuthority() throws {
        let secure = try Secure()
        let other = try secure.folder.write("other", Papers(serial: 7).authority.certificate)
        #expect(try secure.curl(["--cacert", other]).end == .exited(60))
        #expect(secure.serving.requests == 0)
    }

    @Test("Only TLS 1.2 and 1.3 are spoken")
    func versions() throws {
        let secure = try Secure()
        let command = [
            "openssl", "s_client", "-connect", "127.0.0.1:\(secure.serving.port)", "-CAfile", secure.authority,
        ]
        for (version, isSpoken) in [("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)] {
            let result = try Command.run(
                command + [version, "-verify_return_error", "-cipher", "ALL:@SECLEVEL=0"], input: "Q\n")
            #expect(result.succeeded == isSpoken, "\(version) \(result.errors)")
        }
    }

    @Test("Streams and large answers come over TLS, and a stream's client that goes is noticed")
    func streams() throws {
        let secure = try Secure()
        let closed = Counter()
        _ = try Command.run(
            [
                "curl", "-sN", "--noproxy", "*", "--cacert", secure.authority,
                secure.serving.url("/stream", scheme: "https"),
            ],
            timeoutSeconds: 1)
        for stream in secure.serving.waitForStreams(1) { stream.onClose { closed.add() } }
        #expect(wait(seconds: 30) { closed.count == 1 })
        let large = try secure.curl(
            ["--cacert", secure.authority, "-o", "/dev/null", "-w", "%{size_download}"], path: "/large")
        #expect(large.output == "\(20 << 20)")
    }

    @Test("A body that is too long is refused over TLS too")
    func large() throws {
        let secure = try Secure()
        let body = [UInt8](repeating: 0x78, count: 5_000_000)
        let result = try Command.run(
            [
                "curl", "-sS", "--noproxy", "*", "--cacert", secure.authority, "-o", "/dev/null", "-w", "%{http_code}",
                "-H", "Transfer-Encoding: chunked", "-H", "Expect:", "--data-binary", "@-",
                secure.serving.url("/", scheme: "https"),
            ], input: body)
        #expect(result.output == "413", "\(result.errors)")
    }

    @Test("A handshake that does not come to its end is ended")
    func handshake() throws {
        let secure = try Secure()
        let client = try RawClient(port: secure.serving.port)
        client.send([0x16, 0x03, 0x01])
        _ = client.all(seconds: 30)
        #expect(client.hasEnded)
    }

    @Test("Certificates that cannot be served with are said to be so")
    func unusable() throws {
        let papers = try Papers()
        let junk = Array("junk".utf8)
        let materials: [HTTPServer.Options.TLS] = [
            .init(certificate: junk, key: papers.server.key), .init(certificate: papers.server.certificate, key: junk),
            .init(certificate: papers.server.certificate, key: papers.authority.key),
            .init(certificate: papers.server.certificate, key: papers.server.key, clientAuthorities: junk),
        ]
        for material in materials {
            #expect(throws: HTTPServerError.self) { try Serving { $0.tls = material } }
        }
    }
}
