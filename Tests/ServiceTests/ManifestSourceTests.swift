import ClusterSupport
import KubernetesModel
import PolicyEngine
import Synchronization
import TestSupport
import Testing

@testable import Service

@Suite struct ManifestSourceTests {
    private let folder: TemporaryFolder
    private let seen = Seen()

    init() throws { folder = try TemporaryFolder() }

    @Test("what is there is said at once, all of each kind, and again whenever a file comes, changes or goes")
    func follows() throws {
        try folder.write(Self.pod("web"), to: "a.yaml")
        try folder.write("no manifest", to: "notes.txt")
        let source = start()
        defer { source.stop() }
        #expect(seen.cluster.isComplete && seen.pods == ["shop/web"] && source.problem == nil)
        #expect(seen.takeWords() == ["\(folder.path) is read"])
        try folder.write(Self.pod("db"), to: "b.json")
        #expect(seen.comes { $0.pods == ["shop/db", "shop/web"] })
        try folder.write(Self.pod("other"), to: "b.json")
        #expect(seen.comes { $0.pods == ["shop/other", "shop/web"] })
        folder.remove("a.yaml")
        #expect(seen.comes { $0.pods == ["shop/other"] })
        #expect(seen.takeWords().isEmpty)
    }

    @Test("while a document cannot be read, what was read before holds, and once it is mended the new holds")
    func breaks() throws {
        try folder.write(Self.pod("web"), to: "a.yaml")
        let source = start()
        defer { source.stop() }
        _ = seen.takeWords()
        try folder.write(Self.pod("other"), to: "a.yaml")
        try folder.write("a: [b", to: "b.yaml")
        #expect(seen.comes { _ in source.problem != nil })
        let problem = try #require(source.problem)
        #expect(
            problem.hasPrefix(
                "nothing of \(folder.path) was taken up, and what was read before holds, since a document cannot be "
                    + "read: \(folder.path)/b.yaml:1: error: "))
        #expect(seen.pods == ["shop/web"])
        #expect(seen.takeWords() == [problem])
        folder.remove("b.yaml")
        #expect(seen.comes { $0.pods == ["shop/other"] })
        #expect(source.problem == nil && seen.takeWords() == ["\(folder.path) is read"])
    }

    @Test("a policy with a mistake isolates, allows nothing, and is told")
    func mistakes() throws {
        try folder.write(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: db, namespace: shop}
            spec: {podSelector: {}, ingress: [{ports: [{port: 70000}]}]}
            """, to: "a.yaml")
        let source = start()
        defer { source.stop() }
        #expect(seen.cluster.policies.map(\.ingress) == [[]])
        let words = seen.takeWords()
        #expect(words.count == 1 && words[0].hasPrefix("\(folder.path) is read, with mistakes: \(folder.path)/a.yaml:"))
        #expect(words[0].contains("70000 is no port") && source.problem == nil)
    }

    @Test("a directory that is not there says nothing, and is read when it comes")
    func missing() throws {
        let source = start(folder.file("later"))
        defer { source.stop() }
        #expect(seen.events == 0)
        #expect(source.problem?.contains("what was read before holds: ") == true)
        try Command.output(of: ["mkdir", folder.file("later")])
        try folder.write(Self.pod("web"), to: "later/a.yml")
        #expect(seen.comes { $0.pods == ["shop/web"] })
        #expect(source.problem == nil)
        try Command.output(of: ["rm", "-r", folder.file("later")])
        #expect(seen.comes { _ in source.problem != nil })
        #expect(seen.pods == ["shop/web"])
    }

    @Test("what lies deeper is read, hidden names are not, and a circle of links is an error")
    func deep() throws {
        try Command.output(of: ["mkdir", "-p", folder.file("a/b"), folder.file(".hidden")])
        try folder.write(Self.pod("web"), to: "a/b/c.yaml")
        try folder.write(Self.pod("hidden"), to: ".hidden/c.yaml")
        try folder.write(Self.pod("hidden"), to: ".c.yaml")
        try Command.output(of: ["mkdir", folder.file("called.yaml")])
        try folder.write(Self.pod("db"), to: "called.yaml/c.json")
        let source = start()
        source.stop()
        #expect(seen.pods == ["shop/db", "shop/web"])
        try Command.output(of: ["ln", "-s", "..", folder.file("a/circle")])
        let other = start()
        other.stop()
        #expect(other.problem?.contains("it lies too deep: a link may lead in a circle") == true)
    }

    @Test("behind its end it says nothing more")
    func stops() throws {
        let source = start()
        source.stop()
        let count = seen.events
        try folder.write(Self.pod("web"), to: "a.yaml")
        #expect(!Deadline(seconds: 0.3).waits { seen.events != count })
    }

    private func start(_ path: String? = nil) -> ManifestSource {
        let seen = seen
        let source = ManifestSource(path ?? folder.path) { seen.hear($0) }
        source.start { seen.take($0) }
        return source
    }

    private static func pod(_ name: String) -> String {
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "\(name)", "namespace": "shop"},
         "status": {"phase": "Running", "podIPs": [{"ip": "10.0.0.1"}]}}

        """
    }
}

/// What a source said. A class, since its threads and the test share it.
private final class Seen: Sendable {
    private struct State {
        var cluster = Cluster()
        var events = 0
        var words: [String] = []
    }

    private let state = Mutex(State())

    var cluster: Cluster { state.withLock { $0.cluster } }
    var events: Int { state.withLock { $0.events } }
    var pods: [String] { cluster.pods.keys.map(\.description).sorted() }

    func take(_ event: ClusterEvent) {
        state.withLock { state in
            state.cluster.apply(event)
            state.events += 1
        }
    }

    func hear(_ words: String) { state.withLock { $0.words.append(words) } }

    func takeWords() -> [String] {
        state.withLock { state in
            defer { state.words = [] }
            return state.words
        }
    }

    func comes(_ isSo: (Seen) -> Bool) -> Bool { Deadline(seconds: 20).waits { isSo(self) } }
}
