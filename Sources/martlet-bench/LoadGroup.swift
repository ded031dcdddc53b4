import Analysis
import Glibc
import JSON
import Manifests
import PolicyEngine

/// From one file of a whole cluster to the cluster, beside a plain pass of the JSON reader over the same bytes.
enum LoadGroup {
    private static let partLength = 1 << 20

    /// All rows of this group.
    static func rows(_ options: Options) throws -> [Row] {
        let text = LoadText(podCount: options.isQuick ? 10_000 : 100_000, policyCount: 5_000, nodeCount: 1_000)
        let file = try Child.file()
        write(text, to: file)
        let before = Memory.resetPeak()
        try check(read(file), text)
        let peak = Memory.peakByteCount - before
        let bytes = contents(of: file)
        let (ours, baseline) = try Clock.interleave(
            rounds: options.rounds(7, quick: 3),
            { _ in try Clock.timeOnCore { try check(read(file), text) } },
            { _ in try Clock.timeOnCore { try skip(bytes) } })
        let (again, whole) = try Clock.interleave(
            rounds: options.rounds(3, quick: 1),
            { _ in try Clock.timeOnCore { try check(read(file), text) } },
            { _ in try Clock.timeOnCore { try readAll(bytes) } })
        return [
            Row(
                name: "load: \(bytes.count >> 20) MB of JSON, beside reading every value", ours: again,
                baseline: whole, target: .costAtMost(2)),
            Row(
                name: "  beside a pass of the reader that only skips", ours: ours,
                baseline: baseline, target: .costAtMost(2)),
            Row(
                name: "  of it peak memory, beside the file", ours: Samples([Double(peak)]),
                baseline: Samples([Double(bytes.count)]), unit: .size, target: .costAtMost(1)),
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
