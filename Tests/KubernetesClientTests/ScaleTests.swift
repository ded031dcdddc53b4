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
        try await Self.follow(pods: 1_500, seconds: 3, changesPerSecond: 200, growthMax: nil)
    }

    /// Set in the child alone.
    private static let isChild = TestProgram.variable("MARTLET_SCALE_CHILD") != nil

    /// What grows is bounded by what libcurl and the allocator keep after two lists of 20,000 pods.
    @Test("the child of the test below measures itself", .enabled(if: isChild, "is run by a test"))
    func child() async throws {
        try await Self.follow(
            pods: rounds(0, long: 20_000), seconds: rounds(0, long: 60), changesPerSecond: 200, growthMax: 60 << 20)
    }

    /// In a process of its own, since what other tests keep in memory would be counted too.
    @Test("twenty thousand objects and a minute of changes take no more memory in the end", .long)
    func long() throws {
        let failure = try TestProgram.failure(
            ofTest: "ScaleTests.child", ["MARTLET_SCALE_CHILD": "1"], timeoutSeconds: 400)
        #expect(failure == nil)
    }

    @Test("an object of two megabytes is read, in the beginning and later", arguments: WireForm.some)
    func largeObject(form: WireForm) async throws {
        let server = try form.server()
        defer { server.stop() }
        try server.putPod(10, app: "large", padding: 2_000_000)
        let following = try form.following(server) { Self.wait(longerIn: &$0) }
        defer { following.stop() }
        following.start()
        let key = ObjectKey("faults", "p10")
        #expect(try await following.wait { $0.cluster.pods[key]?.labels["app"] == "large" })
        try server.putPod(10, app: "larger", padding: 2_100_000)
        #expect(try await following.wait { $0.cluster.pods[key]?.labels["app"] == "larger" })
        #expect(try server.stats().requests.count { $0.path == ServedKind.pods.path } == 1)
    }

    private static func follow(pods: Int, seconds: Int, changesPerSecond: Int, growthMax: Int?) async throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.populate(pods: pods, namespaces: 50, policies: 100, nodes: 20, prepared: ["protobuf"])
        let following = try patient(server)
        defer { following.stop() }
        following.start()
        try await expectKeys(following)
        try server.churn(changes: seconds * changesPerSecond, perSecond: changesPerSecond)
        try await Task.sleep(for: .seconds(seconds) / 4)
        let before = try residentBytes()
        try await Task.sleep(for: .seconds(seconds) / 4)
        try server.restart()
        try await Task.sleep(for: .seconds(seconds) / 2)
        #expect(try server.wait(idle: true, milliseconds: 20_000))
        try await expectKeys(following)
        let after = try residentBytes()
        // Only a process that does nothing else can say what it needs.
        #expect(after - before <= growthMax ?? .max, "\(before >> 20) MB before, \(after >> 20) MB after")
        let figures = try #require(await following.source.statistics()[.pods])
        #expect(figures.isWatching && figures.objectCount >= pods / 2)
        // While all is listed anew, many changes come as one.
        #expect(following.eventCount > seconds * changesPerSecond / 4)
        #expect(try server.stats().requestCount < 40)
        // Who comes now and hears of everything once, knows the same.
        let anew = try patient(server)
        defer { anew.stop() }
        anew.start()
        try await expectKeys(anew)
        // No values in what is expected: a failure would print all pods.
        let areSame = try await anew.wait(seconds: 60) { anew in
            anew.cluster.pods.byNamespace == following.cluster.pods.byNamespace
        }
        #expect(areSame)
    }

    /// Sees that the pods are, in the end, those of the server: by their keys, as twenty thousand whole ones take long.
    private static func expectKeys(_ following: Following) async throws {
        let keys = Set(try following.server.versions(of: .pods).keys)
        let areSame = try await following.wait(seconds: 60) { following in
            let pods = following.cluster.pods
            return pods.count == keys.count && pods.keys.allSatisfy { keys.contains("\($0)") }
        }
        #expect(
            areSame, "\(following.cluster.pods.count) pods, \(keys.count) on the server; \(following.notes.suffix(9))")
    }

    /// Follows all pods, and gives answers as long as large ones take where much else goes on.
    private static func patient(_ server: ScriptedServer) throws -> Following {
        try Following(server) { options in
            options.wantsAllPods = true
            wait(longerIn: &options)
        }
    }

    private static func wait(longerIn options: inout APIServerSource.Options) {
        options.pacing.answerMax = .seconds(20)
        options.pacing.initialSilenceMax = .seconds(20)
        options.pacing.silenceMax = .seconds(60)
    }
}
