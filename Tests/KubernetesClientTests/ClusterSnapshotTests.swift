import KubernetesClient
import KubernetesModel
import ServerAccess
import ServerSupport
import Testing

@Suite struct ClusterSnapshotTests {
    private static let forbidden = ServerFault.Answer(
        403, object: #"{"kind":"Status","code":403,"reason":"Forbidden","message":"no rule"}"#)
    private static let services = ServerFault(.answer(forbidden), path: "/api/v1/services", times: nil)

    @Test("all that there is is taken once, finished pods too; Services that may not be read are a note")
    func takes() throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.populate(pods: 40, namespaces: 4, policies: 5, nodes: 3)
        try server.add(Self.services)
        let snapshot = try ClusterSnapshot.take(from: access(server), userAgent: "martlet")
        let wanted = try ServedKind.allCases.reduce(0) { $0 + (try server.state(of: $1).objects.count) }
        #expect(snapshot.objects.count == wanted && wanted >= 52)
        #expect(
            snapshot.notes.map { "\($0)".split(separator: "\n").first } == [
                "services: not allowed: HTTP 403 Forbidden: no rule"
            ])
    }

    @Test("what rules ask about and may not be read is an error, with the rule that is missing")
    func forbidden() throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.add(Self.services)
        try server.add(ServerFault(.answer(Self.forbidden), path: "/api/v1/pods", times: nil))
        let words = problem { () throws(SourceError) in
            try ClusterSnapshot.take(from: access(server), userAgent: "martlet")
        }
        #expect(words.hasPrefix("\(server.plainURL): pods: not allowed: HTTP 403 Forbidden: no rule\nThis rule"))
        #expect(words.contains(#"resources: ["pods"]"#))
    }

    @Test("a server that is not there, or says nothing, is an error in time")
    func noAnswer() throws {
        let server = try ScriptedServer()
        let access = access(server)
        try server.add(ServerFault(.blackHole, path: "/api/v1/nodes", times: nil))
        try server.add(Self.services)
        let silent = problem { () throws(SourceError) in
            try ClusterSnapshot.take(from: access, userAgent: "martlet", within: 1)
        }
        #expect(silent == "\(server.plainURL): no answer within 1 seconds; still missing: nodes")
        server.stop()
        let gone = problem { () throws(SourceError) in try ClusterSnapshot.take(from: access, userAgent: "martlet") }
        #expect(gone.contains("refuses connections"), "\(gone)")
    }

    private func problem(_ body: () throws(SourceError) -> ClusterSnapshot) -> String {
        do throws(SourceError) {
            return "\(try body().objects.count) objects"
        } catch {
            return error.description
        }
    }

    private func access(_ server: ScriptedServer) -> ServerAccess {
        do throws(AccessError) {
            return try ServerAccess(AccessOptions(server: server.plainURL), on: SystemAccessHost())
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
