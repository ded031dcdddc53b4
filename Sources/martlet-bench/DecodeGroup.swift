import Benchmarks
import Glibc
import JSON
import KubernetesModel
import PolicyEngine
import ServerSupport

/// From the bytes of a list of pods to objects, beside a pass of the same reader that keeps nothing.
enum DecodeGroup {
    private static let partLength = 128 << 10

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let pods = try ServedPods(count: options.isQuick ? 2_000 : 10_000)
        defer { pods.server.stop() }
        let json = try pods.list("application/json")
        let protobuf = try pods.list("application/vnd.kubernetes.protobuf")
        let rounds = options.rounds(15, quick: 5)
        return try rows("JSON", json, .json, pods, rounds, megabytesPerSecond: 250) { try skip(json) }
            + rows("protobuf", protobuf, .protobuf, pods, rounds, megabytesPerSecond: 400) {
                try Resource.pods.check(protobuf: protobuf)
            } + [try kept(protobuf, pods)]
    }

    private static func rows(
        _ name: String, _ bytes: [UInt8], _ encoding: SentEncoding, _ pods: ServedPods, _ rounds: Int,
        megabytesPerSecond: Double, _ pass: () throws -> Void
    ) throws -> [Row] {
        let parts = stride(from: 0, to: bytes.count, by: partLength).map {
            Array(bytes[$0..<min(bytes.count, $0 + partLength)])
        }
        let (ours, baseline) = try Clock.interleave(
            rounds: rounds,
            { _ in
                try Clock.timeOnCore {
                    let found = try read(parts, encoding).count
                    guard found == pods.count else { throw BenchError.command("\(found) pods were read") }
                }
            },
            { _ in try Clock.timeOnCore(pass) })
        let limit = Double(bytes.count) / megabytesPerSecond * 1e3
        return [
            Row(
                name: "decode: \(pods.count) pods, \(bytes.count >> 20) MB of \(name)", ours: ours, baseline: baseline,
                target: .costAtMost(1.5)),
            Row(
                name: "  the same at \(Int(megabytesPerSecond)) MB/s", ours: ours,
                target: .atMost(limit)),
        ]
    }

    private static func read(_ parts: [[UInt8]], _ encoding: SentEncoding) throws -> [SentObject] {
        var reader = Resource.pods.listReader(encoding)
        var objects: [SentObject] = []
        for part in parts { objects += try reader.add(part) }
        _ = try reader.end()
        return objects
    }

    private static func skip(_ bytes: [UInt8]) throws {
        var reader = JSONReader(bytes)
        try reader.skip()
        try reader.finish()
    }

    /// What stays of a list once it is in a cluster.
    private static func kept(_ bytes: [UInt8], _ pods: ServedPods) throws -> Row {
        let before = Memory.heapByteCount
        var cluster = Cluster()
        if let event = Resource.pods.event(ofAll: try read([bytes], .protobuf)) {
            cluster.apply(event)
        }
        let kept = Memory.heapByteCount - before
        guard cluster.pods.count == pods.count else { throw BenchError.command("pods are missing") }
        return Row(
            name: "  kept of them in a cluster, beside 1 KB each", ours: Samples([Double(kept)]),
            baseline: Samples([Double(pods.count << 10)]), unit: .size, target: .costAtMost(1))
    }
}
