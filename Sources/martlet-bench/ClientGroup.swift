import Benchmarks
import Glibc
import KubernetesClient
import KubernetesModel
import PolicyEngine
import ServerAccess
import ServerSupport
import Synchronization

/// From a first question to an API server to a complete cluster, beside the transfer alone; and what events cost.
enum ClientGroup {
    private static let accept = "application/vnd.kubernetes.protobuf"
    private static let changeCount = 1_000

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let pods = try ServedPods(count: options.isQuick ? 2_000 : 10_000)
        defer { pods.server.stop() }
        let plain = try start(pods, options, isCompressed: false)
        let compressed = try start(pods, options, isCompressed: true)
        let before = Memory.resetPeak()
        let following = try Following(pods)
        defer { following.source.stop() }
        try following.complete()
        let peak = Memory.peakByteCount - before - pods.count << 10
        let (bytes, requests) = try following.cost(ofChanges: changeCount)
        return [
            Row(
                name: "client: \(pods.count) pods into a cluster, beside their transfer by curl", ours: plain.ours,
                baseline: plain.baseline, target: .costAtMost(1.3)),
            Row(name: "  the same compressed, both", ours: compressed.ours, baseline: compressed.baseline),
            Row(
                name: "  peak memory above 1 KB a pod, beside 40 MB", ours: Samples([Double(max(1, peak))]),
                baseline: Samples([40 * 1_048_576]), unit: .size, target: .costAtMost(1)),
            Row(
                name: "  bytes for a change of a pod (\(requests) requests for \(changeCount) of them)",
                ours: Samples([bytes / Double(changeCount)]), unit: .size),
        ]
    }

    /// From nothing to a complete cluster, beside the same transfer by curl.
    private static func start(
        _ pods: ServedPods, _ options: BenchOptions, isCompressed: Bool
    ) throws -> (ours: Samples, baseline: Samples) {
        try Clock.interleave(
            rounds: options.rounds(9, quick: 3),
            { _ in
                let following = try Following(pods, isCompressed: isCompressed)
                defer { following.source.stop() }
                return try Clock.time { try following.complete() }
            }, { _ in try pods.transferTime(accept, isCompressed: isCompressed) })
    }
}

/// A source that follows the server of these pods.
private struct Following {
    /// What was heard, where another thread reaches it.
    final class Heard: Sendable {
        let cluster = Mutex(Cluster())
    }

    let source: APIServerSource
    private let pods: ServedPods
    private let heard = Heard()

    init(_ pods: ServedPods, isCompressed: Bool = true) throws {
        self.pods = pods
        let authority = pods.server.certificates.authority().certificate
        var access = try ServerAccess(
            AccessOptions(server: pods.server.url, certificateAuthority: authority), on: SystemAccessHost())
        access.isCompressionDisabled = !isCompressed
        var options = APIServerSource.Options()
        options.pacing.startSpread = .zero
        options.pacing.pageLimit = 0
        source = try APIServerSource(access, options)
    }

    /// Starts, and waits until all is there.
    func complete() throws {
        let heard = heard
        source.start { event in heard.cluster.withLock { _ = $0.apply(event) } }
        try wait("all pods") { $0.isComplete && $0.pods.count == pods.count }
    }

    /// How many bytes come for so many changes, one after the other, and how many requests are made.
    func cost(ofChanges count: Int) throws -> (bytes: Double, requests: Int) {
        // The answer to the watch has to have begun.
        guard try pods.server.wait(watches: 1, path: "/api/v1/pods", milliseconds: 10_000) else {
            throw BenchError.command("the pods are not watched")
        }
        let before = figures()
        let label = "changed"
        for number in 0..<count {
            try pods.server.put(
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"n",
                 "labels":{"\(label)":"\(number)"}},
                 "status":{"phase":"Running","podIPs":[{"ip":"10.9.9.9"}]}}
                """, padding: 6_000)
        }
        try wait("the last change") { $0.pods[ObjectKey("n", "p")]?.labels[label] == "\(count - 1)" }
        let after = figures()
        return (Double(after.byteCount - before.byteCount), after.requestCount - before.requestCount)
    }

    /// What there is to measure of the pods, asked from another thread than the source's.
    private func figures() -> FeedFigures {
        let source = source
        let asked = Asked()
        Task { await asked.ask(source) }
        for _ in 0..<10_000 where asked.figures.withLock({ $0 == nil }) { usleep(1_000) }
        return asked.figures.withLock { $0 } ?? FeedFigures()
    }

    /// An answer that comes later.
    private final class Asked: Sendable {
        let figures = Mutex<FeedFigures?>(nil)

        func ask(_ source: APIServerSource) async {
            let all = await source.statistics()
            figures.withLock { $0 = all[.pods] ?? FeedFigures() }
        }
    }

    private func wait(_ what: String, _ isSo: (Cluster) -> Bool) throws {
        for _ in 0..<60_000 {
            if isSo(heard.cluster.withLock { $0 }) { return }
            usleep(1_000)
        }
        throw BenchError.command("\(what) did not come")
    }
}
