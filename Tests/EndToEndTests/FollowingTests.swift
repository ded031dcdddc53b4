import KubernetesClient
import ServerSupport
import TestSupport
import Testing

/// The client of the API server, and the embedded one as a process of its own: what the one knows is what the other
/// holds.
@Suite struct FollowingTests {
    @Test("whatever happens to objects is known, over TLS with a token that only reads", arguments: [true, false])
    func durable(takesProtobuf: Bool) async throws {
        let folder = try TemporaryFolder()
        let server = try APIServerProcess(in: folder.path)
        let follower = try Follower(server, takesProtobuf: takesProtobuf)
        defer { follower.stop() }
        let changes = try Changes(server)
        try changes.populate(pods: 20)
        try await follower.expect(try changes.state(), "populated")
        try await Self.expectChanges(changes, follower)
        // Begun once, and never again: what is heard is what happened.
        #expect(follower.notes.count { $0.contains("all there is was said") } == 4, "\(follower.notes)")
        for ending in APIServerProcess.Ending.allCases {
            #expect(try server.stop(ending) == (ending == .killed ? 137 : 0))
            // A server that is away is no reason to forget anything.
            try await Task.sleep(for: .milliseconds(100))
            #expect(follower.podCount > 10)
            _ = try server.start()
            try await Self.expectChanges(changes, follower)
        }
        #expect(try ClusterSnapshot.take(from: Follower.access(server), userAgent: "test").lines == changes.state())
    }

    @Test("over plain HTTP, too; and a server that has forgotten everything is believed")
    func memory() async throws {
        let server = try APIServerProcess()
        let follower = try Follower(server)
        defer { follower.stop() }
        let changes = try Changes(server)
        try changes.populate(pods: 12)
        try await Self.expectChanges(changes, follower)
        // More happens before anyone is back than had happened before: the numbers of its changes must not begin anew.
        try server.stop()
        let port = try server.start()
        try changes.populate(pods: 30)
        try await follower.expect(try changes.state(), "after all was forgotten")
        #expect(port == server.port && follower.notes.contains { $0.contains("pods: the last known version") })
        #expect(try ClusterSnapshot.take(from: Follower.access(server), userAgent: "test").lines == changes.state())
    }

    @Test("who was away for longer than the server remembers, lists anew", arguments: APIServerProcess.Ending.allCases)
    func compacted(_ ending: APIServerProcess.Ending) async throws {
        let folder = try TemporaryFolder()
        let server = try APIServerProcess(in: folder.path, ["--history", "100"])
        let follower = try Follower(server)
        defer { follower.stop() }
        let changes = try Changes(server)
        try changes.populate(pods: 20)
        try await follower.expect(try changes.state(), "populated")
        // Elsewhere, where the follower does not hear of it.
        try server.stop(ending)
        let port = try server.start(port: 0)
        let elsewhere = try Changes(server, port: port)
        try elsewhere.send("DELETE", "/api/v1/namespaces/s1")
        try elsewhere.send("DELETE", "/apis/networking.k8s.io/v1/namespaces/s2/networkpolicies/policy0")
        for number in 0..<20 { try Self.relabel(elsewhere, "s\(number % 5)", "p\(number)", "away") }
        let held = try elsewhere.state()
        try server.stop(ending)
        _ = try server.start()
        try await follower.expect(held, "after it was away")
        #expect(follower.notes.contains { $0.contains("pods: the last known version is forgotten") })
    }

    @Test("a token that only reads changes nothing")
    func readOnly() throws {
        let folder = try TemporaryFolder()
        let server = try APIServerProcess(in: folder.path)
        let reader = try Changes(server, isReadOnly: true)
        #expect(try reader.send("GET", "/api/v1/namespaces") == 200)
        #expect(try reader.send("POST", "/api/v1/namespaces", #"{"metadata":{"name":"a"}}"#) == 403)
        #expect(try reader.send("DELETE", "/api/v1/namespaces/default") == 403)
    }

    /// Changes something of each kind, and sees that each change is known.
    private static func expectChanges(_ changes: Changes, _ follower: Follower) async throws {
        let (merge, policies) = ("application/merge-patch+json", "/apis/networking.k8s.io/v1/namespaces")
        let spaces = "/api/v1/namespaces"
        try changes.send("POST", spaces, #"{"metadata":{"name":"more"}}"#)
        try changes.send("PATCH", "\(spaces)/s3", #"{"metadata":{"labels":{"team":"b"}}}"#, type: merge)
        try changes.send(
            "POST", "\(spaces)/more/pods",
            #"{"metadata":{"name":"a"},"spec":{"containers":[{"name":"c","image":"i"}]}}"#)
        try relabel(changes, "s1", "p1", "second")
        let address = #"{"status":{"phase":"Running","podIPs":[{"ip":"10.9.9.9"}]}}"#
        try changes.send("PATCH", "\(spaces)/more/pods/a/status", address, type: merge)
        try changes.send("PATCH", "\(spaces)/s2/pods/p2/status", #"{"status":{"phase":"Failed"}}"#, type: merge)
        try changes.send("POST", "\(policies)/more/networkpolicies", #"{"metadata":{"name":"p"},"spec":{}}"#)
        let rules = #"{"spec":{"podSelector":{},"ingress":[{},{},{}]}}"#
        try changes.send("PUT", "\(policies)/s1/networkpolicies/policy1", rules)
        try await follower.expect(try changes.state(), "changed")
        try changes.send("PATCH", "\(spaces)/s2/pods/p2/status", #"{"status":{"phase":"Running"}}"#, type: merge)
        try changes.send("DELETE", "\(spaces)/s4/pods/p4")
        try changes.send("DELETE", "\(policies)/s4/networkpolicies/policy2")
        try changes.send("DELETE", "/api/v1/nodes/n2")
        try changes.send("DELETE", "\(spaces)/more")
        try await follower.expect(try changes.state(), "deleted")
    }

    private static func relabel(_ changes: Changes, _ namespace: String, _ pod: String, _ app: String) throws {
        try changes.send(
            "PATCH", "/api/v1/namespaces/\(namespace)/pods/\(pod)", #"{"metadata":{"labels":{"app":"\#(app)"}}}"#,
            type: "application/merge-patch+json")
    }
}
