import Glibc
import KubernetesClient
import KubernetesModel
import PolicyEngine
import ServerSupport
import TestSupport
import Testing

/// Clusters as large as they come, and as restless.
@Suite struct ScaleTests {
    @Test("many objects that change all the time come to the same state, a restart of the server between")
    func short() async throws {
        try await Self.follow(pods: 1_500, seconds: 3, changesPerSecond: 200, growthMax: 200 << 20)
    }

    /// What grows is bounded by what libcurl and the allocator keep after two lists of 20,000 pods.
    @Test("twenty thousand objects and a minute of changes take no more memory in the end", .long)
    func long() async throws {
        try await Self.follow(pods: 20_000, seconds: 60, changesPerSecond: 200, growthMax: 60 << 20)
    }

    @Test("an object of two megabytes is read, in the beginning and later", arguments: WireForm.some)
    func largeObject(form: WireForm) async throws {
        let server = try form.server()
        defer { server.stop() }
        try server.putPod(10, app: "large", padding: 2_000_000)
        let following = try form.following(server)
        defer { following.stop() }
        following.start()
        let key = ObjectKey("faults", "p10")
        #expect(try await following.wait { $0.cluster.pods[key]?.labels["app"] == "large" })
        try server.putPod(10, app: "larger", padding: 2_100_000)
        #expect(try await following.wait { $0.cluster.pods[key]?.labels["app"] == "larger" })
        #expect(try server.stats().requests.count { $0.path == ServedKind.pods.path } == 1)
    }

    private static func follow(pods: Int, seconds: Int, changesPerSecond: Int, growthMax: Int) async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.populate(pods: pods, namespaces: 50, policies: 100, nodes: 20, prepared: ["protobuf"])
        let following = try Following(server) { options in
            options.pacing.answerMax = .seconds(20)
            options.pacing.initialSilenceMax = .seconds(20)
        }
        defer { following.stop() }
        following.start()
        try await following.expectAgreement("listed", seconds: 60)
        try server.churn(changes: seconds * changesPerSecond, perSecond: changesPerSecond)
        try await Task.sleep(for: .seconds(seconds) / 4)
        let before = try residentBytes()
        try await Task.sleep(for: .seconds(seconds) / 4)
        try server.restart()
        #expect(try server.wait(idle: true, milliseconds: seconds * 1_500 + 5_000))
        try await following.expectAgreement("changed", seconds: 60)
        let after = try residentBytes()
        let figures = try #require(await following.source.statistics()[.pods])
        #expect(figures.isWatching && figures.objectCount >= pods / 2)
        #expect(following.eventCount > seconds * changesPerSecond / 2)
        #expect(after - before <= growthMax, "\(before >> 20) MB before, \(after >> 20) MB after")
        #expect(try server.stats().requestCount < 40)
    }

    /// The memory of this process that is in use, by /proc.
    private static func residentBytes() throws -> Int {
        let fields = String(decoding: try contents(of: "/proc/self/statm"), as: UTF8.self).split(separator: " ")
        return try #require(fields.count > 1 ? Int(fields[1]) : nil) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
