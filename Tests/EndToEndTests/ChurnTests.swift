import KubernetesClient
import ServerSupport
import TestSupport
import Testing

/// A large cluster in the embedded server that never rests.
@Suite struct ChurnTests {
    /// Set in the child alone.
    private static let isChild = TestProgram.variable("MARTLET_CHURN_CHILD") != nil
    /// What grows is bounded by what the allocator keeps after two lists of 20,000 pods.
    private static let growthMax = 60 << 20

    @Test("pods that change all the time come to the same state, a kill of the server between")
    func short() async throws {
        try await Self.follow(pods: 200, seconds: 2, growthMax: nil)
    }

    @Test("the child of the test below measures itself", .enabled(if: isChild, "is run by a test"))
    func child() async throws {
        // To make twenty thousand takes minutes where the server is built for debugging: that is for a soak.
        try await Self.follow(pods: isSoak ? 20_000 : 4_000, seconds: isSoak ? 60 : 15, growthMax: Self.growthMax)
    }

    @Test("a large cluster and changes all the time take no more memory in the end", .long)
    func long() throws {
        let failure = try TestProgram.failure(
            ofTest: "ChurnTests.child", ["MARTLET_CHURN_CHILD": "1"], timeoutSeconds: isSoak ? 1_500 : 300)
        #expect(failure == nil)
    }

    private static func follow(pods: Int, seconds: Int, growthMax: Int?) async throws {
        var generator = SeededGenerator.forTest("churn")
        let folder = try TemporaryFolder()
        let server = try APIServerProcess(in: folder.path)
        let changes = try Changes(server)
        try changes.populate(pods: pods)
        let follower = try Follower(server)
        defer { follower.stop() }
        try await follower.expect(try changes.state(), "in the beginning", seconds: 60)
        try changes.churn(pods: pods, seconds: seconds, perSecond: 200, seed: generator.next())
        try await Task.sleep(for: .seconds(seconds) / 4)
        let before = try residentBytes()
        try await Task.sleep(for: .seconds(seconds) / 4)
        try server.stop(.killed)
        _ = try server.start()
        #expect(try changes.finish() == seconds * 200, "\(generator)")
        let held = try changes.state()
        try await follower.expect(held, "in the end; \(generator)", seconds: 60)
        let after = try residentBytes()
        #expect(after - before <= growthMax ?? .max, "\(before >> 20) MB before, \(after >> 20) MB after")
        #expect(held.count > pods / 4 && follower.notes.count < 100, "\(held.count) objects, \(follower.notes)")
        let anew = try ClusterSnapshot.take(from: Follower.access(server), userAgent: "test")
        #expect(anew.lines == held)
    }
}
