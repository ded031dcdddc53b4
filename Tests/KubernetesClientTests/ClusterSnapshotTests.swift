import KubernetesClient
import KubernetesModel
import ServerAccess
import ServerSupport
import Testing

@Suite struct ClusterSnapshotTests {
    @Test("has all objects there are, of all kinds and all phases, and no notes")
    func whole() throws {
        let server = try Self.server()
        defer { server.stop() }
        let snapshot = try Self.take(server)
        let counts = Dictionary(grouping: snapshot.objects, by: { $0.object.map(Self.kind) ?? "none" }).mapValues(
            \.count)
        #expect(counts == ["pod": 30, "namespace": 4, "policy": 6, "node": 2, "service": 1])
        #expect(snapshot.notes == [])
        #expect(try server.stats().requests.allSatisfy { $0.headers["user-agent"] == "martlet-test" })
    }

    @Test("is taken from a server of old that only lists, and after one failure of each kind")
    func afterFailures() throws {
        let server = try Self.server()
        defer { server.stop() }
        try server.set(.watchList(.invalid))
        for kind in ServedKind.allCases {
            try server.add(ServerFault(.cut(after: 50), path: kind.path, watch: false))
        }
        #expect(try Self.take(server).objects.count == 43)
    }

    @Test("says what is wrong, as an error")
    func errors() throws {
        let server = try Self.server()
        defer { server.stop() }
        try server.set(.tokens(["other"]))
        #expect(
            Self.error(of: server).hasPrefix("\(server.url): ")
                && Self.error(of: server).contains(
                    ": HTTP 401 Unauthorized: Unauthorized; the next try is in ")
        )
        try server.set(.tokens(nil))
        try server.add(ServerFault(.answer(Self.forbidden), path: ServedKind.pods.path))
        #expect(
            Self.error(of: server) == """
                \(server.url): pods: not allowed: HTTP 403 Forbidden: told to
                This rule is missing, in a ClusterRole that is bound to us:
                  - apiGroups: [""]
                    resources: ["pods"]
                    verbs: ["list", "watch"]
                """)
        try server.listen(.closed)
        #expect(Self.error(of: server).contains(" refuses connections: check that the server runs, and the port; "))
    }

    @Test("does without Services where we may not see them, and says so")
    func forbiddenServices() throws {
        let server = try Self.server()
        defer { server.stop() }
        try server.add(ServerFault(.answer(Self.forbidden), path: ServedKind.services.path, times: nil))
        let snapshot = try Self.take(server)
        #expect(snapshot.objects.count == 42)
        #expect(
            snapshot.notes.map { "\($0)" } == [
                """
                services: not allowed: HTTP 403 Forbidden: told to
                This rule is missing, in a ClusterRole that is bound to us:
                  - apiGroups: [""]
                    resources: ["services"]
                    verbs: ["list", "watch"]
                """
            ])
    }

    @Test("a server that does not answer is an error once the time is over")
    func noAnswer() throws {
        let server = try Self.server()
        defer { server.stop() }
        try server.add(ServerFault(.blackHole, path: ServedKind.pods.path, times: nil))
        try server.add(ServerFault(.blackHole, path: ServedKind.nodes.path, times: nil))
        #expect(
            Self.error(of: server, within: 1)
                == "\(server.url): no answer within 1 seconds; still missing: nodes, pods")
    }

    private static let forbidden = ServerFault.Answer(403, object: status(403, "Forbidden"))

    /// A server with some objects of each kind.
    private static func server() throws -> ScriptedServer {
        let server = try ScriptedServer()
        try server.populate(pods: 30, namespaces: 4, policies: 6, nodes: 2)
        try server.put(
            """
            {"kind":"Service","metadata":{"name":"web","namespace":"space-0000"},
            "spec":{"clusterIP":"10.96.0.1","clusterIPs":["10.96.0.1"],"selector":{"app":"web"},
            "ports":[{"port":80,"targetPort":"http","protocol":"TCP"}]}}
            """)
        return server
    }

    private static func take(_ server: ScriptedServer, within seconds: Int = 30) throws -> ClusterSnapshot {
        let access = try ServerAccess(
            AccessOptions(server: server.url, certificateAuthority: server.certificates.authority().certificate),
            on: SystemAccessHost())
        return try ClusterSnapshot.take(from: access, userAgent: "martlet-test", within: seconds)
    }

    private static func error(of server: ScriptedServer, within seconds: Int = 30) -> String {
        do {
            return "no error, but \(try take(server, within: seconds).objects.count) objects"
        } catch {
            return "\(error)"
        }
    }

    private static func kind(_ object: KubernetesObject) -> String {
        switch object {
        case .pod: "pod"
        case .namespace: "namespace"
        case .node: "node"
        case .networkPolicy: "policy"
        case .service: "service"
        case .workload: "workload"
        case .other: "other"
        }
    }
}
