import KubernetesClient
import ServerSupport
import Testing

/// What is known of versions over a restart of ours.
@Suite struct RestartTests {
    @Test("after a restart nothing older is asked for than was known before", arguments: WireForm.some, [true, false])
    func asksForNothingOlder(form: WireForm, hasWatchList: Bool) async throws {
        let server = try form.server()
        defer { server.stop() }
        try server.set(.bookmarks(everyMilliseconds: 50), .watchList(hasWatchList ? .on : .invalid))
        let folder = try TemporaryFolder()
        let known = try await Self.follow(server, form, keepingIn: folder)
        try server.changePods("meanwhile")
        try server.forgetRequests()
        // A cache that knows nothing of all this is not asked.
        try server.set(.cachedVersion(1_000))
        let second = try form.following(server) { $0.stateDirectory = folder.path }
        defer { second.stop() }
        second.start()
        try await second.expectAgreement()
        let requests = try server.stats().requests
        #expect(requests.allSatisfy { $0.query.contains("resourceVersion=") || $0.query.contains("continue=") })
        for kind in [ServedKind.pods, .namespaces, .policies, .nodes] {
            let first = try #require(requests.first { $0.path == kind.path && $0.status == 200 })
            let version = try #require(Self.version(in: first))
            #expect(first.query.contains("resourceVersionMatch=NotOlderThan"), "\(first.query)")
            #expect(version >= known, "\(first.query): \(known) was known")
        }
    }

    @Test("a cache that lags behind is never taken for true", arguments: [true, false])
    func staleCache(hasWatchList: Bool) async throws {
        let server = try WireForm.jsonOverHTTP2.server()
        defer { server.stop() }
        let old = try #require(Int(try server.state(of: .pods).version))
        try server.changePods("new")
        try server.set(.cachedVersion(old), .watchList(hasWatchList ? .on : .invalid))
        let following = try WireForm.jsonOverHTTP2.following(server)
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        try server.changePods("newer")
        try await following.expectAgreement()
        #expect(!(try server.stats().requests.contains { Self.version(in: $0) == 0 }))
        // As many in the first list as were there: a list of the cache would have four fewer.
        #expect(following.podCounts == [try Following.Held(server).pods.count])
    }

    @Test("a server that is older than what was known is believed, and that is said", arguments: [true, false])
    func olderServer(hasWatchList: Bool) async throws {
        let form = WireForm.protobufOverHTTP2
        let server = try form.server()
        defer { server.stop() }
        try server.set(.bookmarks(everyMilliseconds: 50), .watchList(hasWatchList ? .on : .invalid))
        let folder = try TemporaryFolder()
        _ = try await Self.follow(server, form, keepingIn: folder)
        try server.reset(to: 100)
        try server.populate(pods: 4, namespaces: 2)
        let second = try form.following(server) { $0.stateDirectory = folder.path }
        defer { second.stop() }
        second.start()
        try await second.expectAgreement()
        try await second.expectNote("pods: the server is behind: HTTP 504 Timeout: Timeout: Too large resource version")
        #expect(try server.stats().requestCount < 40)
    }

    /// Follows a server until the newest version is in the folder; that version.
    private static func follow(
        _ server: ScriptedServer, _ form: WireForm, keepingIn folder: TemporaryFolder
    ) async throws -> Int {
        let first = try form.following(server) { $0.stateDirectory = folder.path }
        defer { first.stop() }
        first.start()
        try await first.expectAgreement()
        try server.changePods("known")
        try await first.expectAgreement()
        let version = try server.state(of: .pods).version
        let path = folder.file("resource-versions.json")
        let isKept = try await first.wait(seconds: 30) { _ in
            guard let bytes = try? contents(of: path), let kept = try? ServedValue(bytes) else { return false }
            return kept.members.count == 5
                && kept.members.values.allSatisfy { $0.string == version || $0.string == server.url }
        }
        #expect(isKept)
        return Int(version) ?? 0
    }

    /// The version that a request names.
    private static func version(in request: ServerStats.Request) -> Int? {
        let name = "resourceVersion="
        let parameter = request.query.split(separator: "&").first { $0.hasPrefix(name) }
        return parameter.flatMap { Int($0.dropFirst(name.count)) }
    }
}
