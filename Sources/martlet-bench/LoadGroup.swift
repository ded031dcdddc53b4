import Analysis
import Benchmarks
import Glibc
import JSON
import KubernetesModel
import Manifests
import Nftables
import PolicyCompiler
import PolicyEngine

/// From one file of a whole cluster to the cluster, and to the ruleset of a node, beside a plain pass of the JSON
/// reader over the same bytes.
enum LoadGroup {
    private static let partLength = 1 << 17

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let scale = options.isQuick ? 10 : 1
        let text = LoadText(podCount: 100_000 / scale, policyCount: 5_000 / scale, nodeCount: 1_000 / scale)
        let file = try Child.file()
        write(text, to: file)
        let before = Memory.resetPeak()
        try dump(file, text)
        let peak = Memory.peakByteCount - before
        let bytes = contents(of: file)
        let rounds = options.rounds(5, quick: 3)
        let (dumped, whole) = try Clock.interleave(
            rounds: rounds,
            { _ in try Clock.timeOnCore { try dump(file, text) } },
            { _ in try Clock.timeOnCore { try readAll(bytes) } })
        let (loaded, skipped) = try Clock.interleave(
            rounds: rounds,
            { _ in try Clock.timeOnCore { try check(read(file), text) } },
            { _ in try Clock.timeOnCore { try skip(bytes) } })
        return [
            Row(
                name: "load: dump --node of \(bytes.count >> 20) MB of JSON, beside reading every value", ours: dumped,
                baseline: whole, target: .costAtMost(2)),
            Row(
                name: "  of it reading, beside a pass that only skips", ours: loaded, baseline: skipped,
                target: .costAtMost(2)),
            Row(
                name: "  its peak memory, beside the file", ours: Samples([Double(peak)]),
                baseline: Samples([Double(bytes.count)]), unit: .size, target: .costAtMost(1)),
            Row(
                name: "  the same, beside 600 MB", ours: Samples([Double(peak)]), baseline: Samples([6e8]), unit: .size,
                target: .costAtMost(1)),
        ]
    }

    private static func write(_ text: LoadText, to file: Int32) {
        var waiting: [UInt8] = []
        func flush() {
            var done = 0
            while done < waiting.count {
                let count = waiting[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                if count <= 0 { return }
                done += count
            }
            waiting.removeAll(keepingCapacity: true)
        }
        text.write { item in
            waiting += item.utf8
            if waiting.count >= partLength { flush() }
        }
        flush()
    }

    private static func parts(of file: Int32, _ take: ([UInt8]) -> Void) {
        lseek(file, 0, SEEK_SET)
        while true {
            let part = [UInt8](unsafeUninitializedCapacity: partLength) { buffer, count in
                count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
            }
            if part.isEmpty { return }
            take(part)
        }
    }

    private static func contents(of file: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        parts(of: file) { bytes += $0 }
        return bytes
    }

    private static func read(_ file: Int32) -> Manifests {
        var manifests = Manifests()
        var text = ManifestText("file")
        parts(of: file) { text.add($0, to: &manifests) }
        text.end(in: &manifests)
        return manifests
    }

    /// All that `martlet dump --node` does but to open the file and to write.
    private static func dump(_ file: Int32, _ text: LoadText) throws {
        let manifests = read(file)
        try check(manifests, text)
        let policy = Resolver.policy(of: "n0", in: manifests.inventory.withImpliedNamespaces().cluster)
        let ruleset = PolicyCompiler().ruleset(of: policy)
        var count = 0
        ruleset.write { count += $0.utf8.count }
        let isolated = ruleset.maps["ingress-pods-ipv4"]?.verdicts.count ?? 0
        guard isolated == text.podCount / text.nodeCount else {
            throw BenchError.command("\(isolated) pods are isolated in \(count) bytes of rules")
        }
    }

    private static func skip(_ bytes: [UInt8]) throws {
        var reader = JSONReader(bytes)
        try reader.skip()
        try reader.finish()
    }

    /// Reads every name and value, and keeps none.
    private static func readAll(_ bytes: [UInt8]) throws {
        var reader = JSONReader(bytes)
        try readValue(&reader)
        try reader.finish()
    }

    private static func readValue(_ reader: inout JSONReader) throws {
        switch try reader.peek() {
        case .object:
            try reader.beginObject()
            while try reader.nextKey() != nil { try readValue(&reader) }
        case .array:
            try reader.beginArray()
            while try reader.nextItem() { try readValue(&reader) }
        case .string: _ = try reader.string()
        case .number: _ = try reader.wholeNumber()
        case .bool: _ = try reader.bool()
        case .null: try reader.skip()
        }
    }

    /// Whether all of it was read.
    private static func check(_ manifests: Manifests, _ text: LoadText) throws {
        let cluster = manifests.inventory.cluster
        let found = [cluster.pods.count, cluster.namespaces.count, cluster.policies.count, cluster.nodes.count]
        let wanted = [text.podCount, text.namespaceCount, text.policyCount, text.nodeCount]
        guard found == wanted, manifests.remarks.isEmpty else {
            throw BenchError.command("read were \(found), not \(wanted): \(manifests.remarks.first?.description ?? "")")
        }
    }
}
