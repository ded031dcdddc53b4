import KubernetesModel
import ServerAccess
import Testing

@testable import HTTPClient
@testable import KubernetesClient

@Suite struct CallerTests {
    private static let list = Question(
        resource: .pods, form: .list(limit: 500, continuation: ""), version: "", selector: "", takesProtobuf: false)
    private static let watch = Question(
        resource: .nodes, form: .watch(sendsInitialEvents: false, seconds: 311), version: "7", selector: "",
        takesProtobuf: true)

    @Test("a request says what it takes, who asks, and whose token it is")
    func headers() throws {
        let files = CredentialFiles()
        var caller = Caller(try files.access(), userAgent: "martlet/1")
        let request = try caller.request(Self.list, now: .zero, on: files).0
        #expect(request.method == .get && request.body == nil)
        #expect(request.url == "https://10.0.0.1:6443/prefix/api/v1/pods?limit=500")
        #expect(
            request.headers == [
                HTTPHeader("Accept", "application/json"), HTTPHeader("User-Agent", "martlet/1"),
                HTTPHeader("Authorization", "Bearer t1"),
            ])
        #expect(request.allowsCompression && request.allowsHTTP2)
    }

    @Test("without a token nothing is said of one")
    func noToken() throws {
        let files = CredentialFiles()
        var caller = Caller(try files.access(user: "client-certificate: /c, client-key: /k"), userAgent: "m")
        let request = try caller.request(Self.list, now: .zero, on: files).0
        #expect(request.headers.map(\.name) == ["Accept", "User-Agent"])
    }

    @Test("the connection trusts whom the credentials name, and shows their certificate")
    func tls() throws {
        let files = CredentialFiles()
        let identity = TLSSettings.Identity(
            certificate: Array(CredentialFiles.pem("CERTIFICATE", "c1").utf8),
            key: Array(CredentialFiles.pem("PRIVATE KEY", "k1").utf8))
        let authorities = Array(CredentialFiles.pem("CERTIFICATE", "ca").utf8)
        #expect(
            try settings(files.access(cluster: "certificate-authority: /ca, tls-server-name: api"), files)
                == TLSSettings(trust: .authorities(authorities), identity: identity, serverName: "api"))
        #expect(
            try settings(files.access(cluster: "insecure-skip-tls-verify: true"), files)
                == TLSSettings(trust: .insecure, identity: identity))
        #expect(
            try settings(files.access(cluster: "disable-compression: false", user: "tokenFile: /t"), files)
                == TLSSettings(trust: .system))
    }

    @Test("compression is asked for unless the access says otherwise")
    func compression() throws {
        let files = CredentialFiles()
        var caller = Caller(try files.access(cluster: "disable-compression: true"), userAgent: "m")
        let request = try caller.request(Self.list, now: .zero, on: files).0
        #expect(!request.allowsCompression)
    }

    @Test("a list may take five minutes and be silent for half of one; a watch as long as it was asked, and some more")
    func limits() throws {
        let files = CredentialFiles()
        var caller = Caller(try files.access(), userAgent: "m")
        let list = try caller.request(Self.list, now: .zero, on: files).0
        #expect(list.totalSeconds == 300 && list.silenceSecondsMax == 30)
        let watch = try caller.request(Self.watch, now: .zero, on: files).0
        #expect(watch.totalSeconds == 341 && watch.silenceSecondsMax == 0)
    }

    @Test(
        "what is refused, or not trusted, is read again at once; after anything else nothing is",
        arguments: [
            (Self.head(401), "t2 c2 ca"), (.end(.failed(.clientCertificateRefused(by: "x", words: ""))), "t2 c2 ca"),
            (.end(.failed(.tls("", with: "x"))), "t2 c2 ca"),
            (.end(.failed(.unusableCertificate(""))), "t2 c2 ca"),
            (.end(.failed(.certificate(.unknownAuthority, of: "x"))), "t1 c1 ca2"),
            (Self.head(403), "t1 c1 ca"), (Self.head(200), "t1 c1 ca"), (.body([1]), "t1 c1 ca"),
            (.end(.complete), "t1 c1 ca"), (.end(.failed(.refused(by: "x"))), "t1 c1 ca"),
            (.end(.failed(.cut("", by: "x"))), "t1 c1 ca"), (.end(.failed(.cancelled)), "t1 c1 ca"),
        ] as [(HTTPEvent, String)])
    func learns(event: HTTPEvent, wanted: String) throws {
        var files = CredentialFiles()
        var caller = Caller(try files.access(), userAgent: "m")
        let shown = try caller.request(Self.list, now: .zero, on: files).1
        files.files = [
            "/ca": CredentialFiles.pem("CERTIFICATE", "ca2"), "/t": "t2",
            "/c": CredentialFiles.pem("CERTIFICATE", "c2"),
            "/k": CredentialFiles.pem("PRIVATE KEY", "k2"),
        ]
        caller.learn(from: event, shown)
        let next = try caller.request(Self.list, now: .seconds(1), on: files).1
        let words = [next.token?.bytes, next.certificate, next.authorities].map { bytes in
            String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").first { !$0.hasPrefix("-") } ?? ""
        }
        #expect(words.joined(separator: " ") == wanted)
    }

    @Test("what others were refused for does not have new credentials read again")
    func learnsOnce() throws {
        var files = CredentialFiles()
        var caller = Caller(try files.access(), userAgent: "m")
        let old = try caller.request(Self.list, now: .zero, on: files).1
        caller.learn(from: Self.head(401), old)
        files.files["/t"] = "t2"
        _ = try caller.request(Self.list, now: .seconds(1), on: files)
        caller.learn(from: Self.head(401), old)
        files.files["/t"] = "t3"
        let shown = try caller.request(Self.list, now: .seconds(2), on: files).1
        #expect(shown.token?.text == "t2")
    }

    @Test("files that cannot be read are an error at first, and later said once while the old ones are used")
    func missing() throws {
        let files = CredentialFiles()
        var gone = files
        gone.files["/t"] = nil
        var caller = Caller(try files.access(), userAgent: "m")
        #expect(throws: AccessError.self) { try caller.request(Self.list, now: .zero, on: gone) }
        _ = try caller.request(Self.list, now: .zero, on: files)
        #expect(caller.takeNews() == [])
        let shown = try caller.request(Self.list, now: .seconds(60), on: gone).1
        #expect(shown.token?.text == "t1")
        let news = caller.takeNews()
        #expect(news.count == 1 && news.first?.hasPrefix("/t: ") == true)
        _ = try caller.request(Self.list, now: .seconds(61), on: gone)
        #expect(caller.takeNews() == [])
    }

    private func settings(_ access: ServerAccess, _ files: CredentialFiles) throws -> TLSSettings {
        var caller = Caller(access, userAgent: "m")
        return try caller.request(Self.list, now: .zero, on: files).0.tls
    }

    private static func head(_ status: Int) -> HTTPEvent {
        .head(HTTPHead(version: .http2, status: status, headers: []))
    }
}
