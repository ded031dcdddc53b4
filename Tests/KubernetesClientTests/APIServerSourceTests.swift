import KubernetesClient
import KubernetesModel
import ServerSupport
import TestSupport
import Testing

@Suite struct APIServerSourceTests {
    @Test("hears of all there is, and then of what changes, over TLS and without", arguments: [false, true])
    func follows(isPlain: Bool) async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.populate(pods: 200, namespaces: 10, policies: 20, nodes: 3)
        let following = try Following(server, isPlain: isPlain)
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        try server.churn(changes: 500)
        try await following.expectAgreement()
    }
}
