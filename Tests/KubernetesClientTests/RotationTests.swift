import Glibc
import KubernetesClient
import KubernetesModel
import PolicyEngine
import ServerAccess
import ServerSupport
import Testing

/// Certificates and tokens that are replaced while a server is followed.
@Suite struct RotationTests {
    @Test("a new certificate of the server from the same authority is taken", arguments: [true, false])
    func sameAuthority(http2: Bool) async throws {
        let server = try ScriptedServer(http2: http2)
        defer { server.stop() }
        try server.changePods("before")
        let following = try Following(server)
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        try server.use(server.certificates.anotherServer("renewed"))
        try server.cutConnections()
        try server.changePods("renewed")
        try await following.expectAgreement()
        #expect(!following.notes.contains { "\($0)".contains("certificate") })
        #expect(following.gone == [])
    }

    @Test("a server of another authority is taken once that is in the file, and not before", arguments: [true, false])
    func otherAuthority(http2: Bool) async throws {
        let server = try ScriptedServer(http2: http2)
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let file = folder.file("authority.pem")
        try copy(server.certificates.authority().certificate, to: file)
        try server.changePods("before")
        let following = try Following(server, by: AccessOptions(server: server.url, certificateAuthority: file))
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        let renewed = try server.certificates.anotherServer("renewed", by: .second)
        try server.use(renewed)
        try server.cutConnections()
        try server.changePods("renewed")
        try await following.expectNote("is not vouched for by an authority that we believe")
        #expect(following.cluster.pods.values.allSatisfy { $0.labels["app"] == "before" })
        try copy(server.certificates.authority(.second).certificate, to: file)
        try await following.expectAgreement()
        #expect(following.gone == [])
    }

    @Test("a new certificate of our own is shown once the old one is refused", arguments: [true, false])
    func clientCertificate(http2: Bool) async throws {
        let server = try ScriptedServer(http2: http2, takesClientCertificates: true)
        defer { server.stop() }
        try server.set(.clientCertificateNeeded(true))
        let folder = try TemporaryFolder()
        let options = try Self.kubeconfig(in: folder, server)
        let following = try Following(server, by: options)
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        #expect(try server.stats().requests.allSatisfy { $0.certificate == "martlet-test" })
        let next = try server.certificates.anotherClient("martlet-next")
        try copy(next.certificate, to: folder.file("client.pem"))
        try copy(next.key, to: folder.file("client.key"))
        try server.forgetRequests()
        try server.add(.ofPods(.answer(.init(401, object: status(401, "Unauthorized"))), watch: true))
        try server.cutConnections()
        try server.changePods("renewed")
        try await following.expectAgreement()
        try await following.expectNote("the server does not take the credentials; they are read again")
        let ofPods = try server.stats().requests.filter { $0.path == ServedKind.pods.path }
        #expect(ofPods.first { $0.status == 401 }?.certificate == "martlet-test")
        #expect(ofPods.last?.certificate == "martlet-next" && ofPods.last?.status == 200)
        #expect(following.gone == [])
    }

    @Test("a new token is read once the old one is refused", arguments: [true, false])
    func token(http2: Bool) async throws {
        let server = try ScriptedServer(http2: http2)
        defer { server.stop() }
        try server.set(.tokens(["first"]))
        let folder = try TemporaryFolder()
        let file = folder.file("token")
        try write("first\n", to: file)
        let following = try Following(server, tokenFile: file)
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        try server.forgetRequests()
        try server.set(.tokens(["second"]))
        try server.cutConnections()
        try server.changePods("renewed")
        try await following.expectNote("pods: the server does not take the credentials; they are read again")
        try write("second\n", to: file)
        try await following.expectAgreement()
        let stats = try server.stats()
        #expect(stats.requests.contains { $0.status == 401 && $0.headers["authorization"] == "Bearer first" })
        #expect(stats.requests.last?.headers["authorization"] == "Bearer second")
        #expect(stats.requestCount < 60, "\(stats.summary)")
        #expect(following.gone == [])
    }

    /// A kubeconfig with our first certificate in files.
    private static func kubeconfig(in folder: TemporaryFolder, _ server: ScriptedServer) throws -> AccessOptions {
        try copy(server.certificates.client.certificate, to: folder.file("client.pem"))
        try copy(server.certificates.client.key, to: folder.file("client.key"))
        let text = """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{name: test, context: {cluster: test, user: test}}]
            clusters: [{name: test, cluster: {server: "\(server.url)",
              certificate-authority: "\(server.certificates.authority().certificate)"}}]
            users: [{name: test, user: {client-certificate: client.pem, client-key: client.key}}]
            """
        try write(text, to: folder.file("config"))
        return AccessOptions(kubeconfig: folder.file("config"))
    }
}
