import KubernetesClient
import KubernetesModel
import PolicyEngine
import ServerAccess
import ServerSupport
import Testing

/// What is said where the way to the server, or what it is asked with, is wrong; and that it mends itself.
@Suite struct BadInputTests {
    @Test("a server of an unknown authority is not believed until the file names that authority")
    func unknownAuthority() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let file = folder.file("authority.pem")
        try server.certificates.makeSecondAuthority()
        try copy(server.certificates.authority(.second).certificate, to: file)
        let following = try Following(server, by: AccessOptions(server: server.url, certificateAuthority: file))
        defer { following.stop() }
        try await Self.expect(
            "pods: the certificate of \(Self.place(server.url)) is not vouched for by an authority that we believe: "
                + "check the certificate authority", following)
        try await Self.expectMended(following) { try copy(server.certificates.authority().certificate, to: file) }
    }

    @Test("a certificate that has expired is not believed until it is renewed")
    func expired() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.use(server.certificates.expiredServer("old"))
        let following = try Following(server)
        defer { following.stop() }
        try await Self.expect(
            "pods: the certificate of \(Self.place(server.url)) has expired: renew it, or check the clock of this "
                + "machine", following)
        try await Self.expectMended(following) { try server.use(server.certificates.server) }
    }

    @Test("credentials that are not known are said, and read again until they are")
    func unauthorized() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.set(.tokens(["other"]))
        let folder = try TemporaryFolder()
        try write("mine", to: folder.file("token"))
        let following = try Following(server, tokenFile: folder.file("token"))
        defer { following.stop() }
        try await Self.expect("pods: HTTP 401 Unauthorized: Unauthorized", following)
        try await following.expectNote("pods: the server does not take the credentials; they are read again")
        try await Self.expectMended(following) { try server.set(.tokens(["other", "mine"])) }
    }

    @Test("one kind that we may not see is said with the rule that is missing, and the others go on")
    func forbidden() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        let words = "networkpolicies.networking.k8s.io is forbidden: User \\\"martlet\\\" cannot list resource"
        let answer = #"{"kind":"Status","status":"Failure","reason":"Forbidden","message":"\#(words)","code":403}"#
        try server.add(ServerFault(.answer(.init(403, object: answer)), path: ServedKind.policies.path, times: nil))
        try server.changePods("forbidden")
        let following = try Following(server)
        defer { following.stop() }
        following.start()
        #expect(try await following.wait { $0.cluster.listed == [.pods, .namespaces, .nodes] })
        let text = """
            networkpolicies: not allowed: HTTP 403 Forbidden: networkpolicies.networking.k8s.io is forbidden: \
            User "martlet" cannot list resource
            This rule is missing, in a ClusterRole that is bound to us:
              - apiGroups: ["networking.k8s.io"]
                resources: ["networkpolicies"]
                verbs: ["list", "watch"]
            """
        #expect(try await following.wait { $0.notes.contains { "\($0)" == text } })
        try server.changePods("goes-on")
        #expect(try await following.wait { $0.cluster.pods.values.allSatisfy { $0.labels["app"] == "goes-on" } })
        #expect(!following.cluster.listed.contains(.policies))
        try server.clearFaults()
        try await following.expectAgreement()
    }

    @Test("a port where nobody listens is said, until somebody does")
    func refused() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.listen(.closed)
        let following = try Following(server)
        defer { following.stop() }
        try await Self.expect(
            "pods: \(Self.place(server.url)) refuses connections: check that the server runs, and the port", following)
        try await Self.expectMended(following) { try server.listen(.open) }
    }

    @Test("a web page in place of the API is said, until the API is there")
    func webPage() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.add(ServerFault(.answer(.webPage), times: nil))
        let following = try Following(server)
        defer { following.stop() }
        try await Self.expect(
            "pods: the answer is of type text/html; charset=utf-8: is this the address of a Kubernetes API server?",
            following)
        try await Self.expectMended(following) { try server.clearFaults() }
    }

    @Test("a page that is not there is said with the question whether this is the right server")
    func notFound() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        let page = ServerFault.Answer(404, text: "<html>Not Found</html>", contentType: "text/html")
        try server.add(ServerFault(.answer(page), times: nil))
        let following = try Following(server)
        defer { following.stop() }
        try await Self.expect(
            "pods: HTTP 404 <html>Not Found</html>: is this the address of a Kubernetes API server?", following)
        try await Self.expectMended(following) { try server.clearFaults() }
    }

    @Test("the wrong one of http and https is said")
    func wrongScheme() async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        let plain = Self.place(server.plainURL)
        let noTLS = try Following(
            server,
            by: AccessOptions(
                server: "https://\(plain)", certificateAuthority: server.certificates.authority().certificate))
        defer { noTLS.stop() }
        try await Self.expect("pods: \(plain) does not speak TLS: use http, or the port for https", noTLS)
        let secure = Self.place(server.url)
        let noHTTP = try Following(server, by: AccessOptions(server: "http://\(secure)"))
        defer { noHTTP.stop() }
        noHTTP.start()
        try await noHTTP.expectNote("as a port for https would do")
    }

    /// Begins to follow, and sees that this is said, as a whole but for the time of the next try; and that it is tried
    /// again at a pace that slows down.
    private static func expect(
        _ text: String, _ following: Following, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let begin = ContinuousClock.now
        following.start()
        let isSaid = try await following.wait { $0.said(text).count >= 4 }
        let all = Set(following.notes.map { "\($0)" }).sorted()
        #expect(isSaid, "not said: \(text); but: \(all)", sourceLocation: sourceLocation)
        // Waits of 8 ms, doubled each time, up to 300 ms: more tries are a busy loop.
        let triesMax = 8 + Int(begin.duration(to: .now) / .milliseconds(300))
        #expect(following.said(text).count <= triesMax, sourceLocation: sourceLocation)
        #expect(following.cluster.listed == [] && following.eventCount == 0, sourceLocation: sourceLocation)
    }

    /// Sees that all is well by itself, once the cause is gone.
    private static func expectMended(
        _ following: Following, sourceLocation: SourceLocation = #_sourceLocation, by mend: () throws -> Void
    ) async throws {
        // Before, so that no listing finds some of the pods alone.
        try following.server.changePods("mended")
        try mend()
        try await following.expectAgreement("mended", sourceLocation: sourceLocation)
        #expect(following.podCounts.allSatisfy { $0 == 4 }, sourceLocation: sourceLocation)
    }

    /// The host and port of a URL.
    private static func place(_ url: String) -> Substring { url.drop { $0 != "/" }.dropFirst(2) }
}

extension Following {
    /// The notes that say this and when the next try is.
    fileprivate func said(_ text: String) -> [SourceNote] {
        notes.filter { note in
            let words = "\(note)"
            let rest = words.dropFirst(text.count).split(separator: " ", omittingEmptySubsequences: false)
            return words.hasPrefix(text + "; the next try is in ") && rest.count == 8 && rest.last == "s"
        }
    }
}
