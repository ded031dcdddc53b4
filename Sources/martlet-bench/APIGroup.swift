import Benchmarks
import KubernetesModel

/// The embedded API server, as its clients meet it: the program of this build in a process of its own, over HTTP.
enum APIGroup {
    private static let writerCount = 16
    private static let bytesPerPod = 3 << 10
    private static let bytesPerSecond = 100e6

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let count = options.isQuick ? 500 : 5_000
        return try durableWrites(count, options) + inMemory(count * 4, options)
    }

    /// A server with a data directory: writes, and the memory that they take after a restart, without their history.
    private static func durableWrites(_ count: Int, _ options: BenchOptions) throws -> [Row] {
        var ours: [Double] = []
        var baseline: [Double] = []
        var cores: [Double] = []
        var memory: [Double] = []
        for _ in 0..<options.rounds(3, quick: 1) {
            let directory = try Scratch()
            let served = try ServedAPI(directory: directory.path)
            let outcome = try served.fill(0..<count, connections: writerCount, bodiesMax: count / 5)
            ours.append(outcome.time)
            cores.append(served.coreTime)
            try served.check(podCount: count)
            let part = Double(2 * count) / Double(outcome.bodies.count)
            baseline.append(part * (try APIBaselines.write(outcome.bodies, in: directory.path)))
            served.process.program.stop()
            let restarted = try ServedAPI(directory: directory.path, isNew: false)
            memory.append(
                Double(restarted.process.program.residentByteCount - served.memoryBefore - outcome.byteCount))
            try restarted.check(podCount: count)
        }
        return [
            Row(
                name: "api: \(count) pods made and their status set, durable", ours: Samples(ours),
                baseline: Samples(baseline), target: .atMost(2e6 * Double(count))),
            Row(name: "  of it the server on a core", ours: Samples(cores)),
            Row(
                name: "  memory above their JSON after a restart, beside 3 KB each", ours: Samples(memory),
                baseline: Samples([Double(count * bytesPerPod)]), unit: .size, target: .costAtMost(1)),
        ]
    }

    /// A server without one: memory with the history of their making, lists and watches.
    private static func inMemory(_ count: Int, _ options: BenchOptions) throws -> [Row] {
        let served = try ServedAPI()
        let outcome = try served.fill(0..<count, connections: writerCount)
        let growth = served.growth - Double(outcome.byteCount)
        // What the server keeps of its own, whatever it serves, hides what few pods take.
        let memory = Row(
            name: "api: memory of \(count) pods above their JSON, beside 3 KB each", ours: Samples([growth]),
            baseline: Samples([Double(count * bytesPerPod)]), unit: .size,
            target: options.isQuick ? .none : .costAtMost(1))
        return [memory] + (try lists(of: served, count, options)) + (try watches(of: served, options))
    }

    private static func lists(of served: ServedAPI, _ count: Int, _ options: BenchOptions) throws -> [Row] {
        let before = served.process.program.resetPeak()
        let list = try served.list()
        try served.check(podCount: count, in: list)
        let rounds = options.rounds(9, quick: 3)
        let sender = try PlainSender(list, count: rounds + 1)
        let (ours, baseline) = try Clock.interleave(
            rounds: rounds, { _ in try transferTime(served.process.port, list.count) },
            { _ in try transferTime(sender.port, list.count) })
        return [
            Row(
                name: "api: a list of \(count) pods, \(list.count / 1_000_000) MB, at 100 MB/s", ours: ours,
                baseline: baseline, target: .atMost(Double(list.count) / bytesPerSecond * 1e9)),
            Row(
                name: "  what the server needs for it, beside the list",
                ours: Samples([Double(max(1, served.process.program.peakByteCount - before))]),
                baseline: Samples([Double(list.count)]), unit: .size),
        ]
    }

    /// What curl takes for a list, thrown away.
    private static func transferTime(_ port: UInt16, _ byteCount: Int) throws -> Double {
        let figures = try Child.numbers([
            "curl", "--silent", "--show-error", "--output", "/dev/null", "--write-out",
            "%{time_total} %{size_download}", "http://127.0.0.1:\(port)\(APIPods.path)",
        ])
        guard figures.count == 2, figures[1] == Double(byteCount) else {
            throw BenchError.command("curl had \(figures) of \(byteCount) bytes")
        }
        return figures[0] * 1e9
    }

    private static func watches(of served: ServedAPI, _ options: BenchOptions) throws -> [Row] {
        let count = options.isQuick ? 200 : 1_000
        let rounds = options.rounds(50, quick: 10)
        let watchers = try APIWatchers(
            count, of: APIPods.path, port: served.process.port, revision: try served.revision())
        var sinceSent: [Double] = []
        var sinceAnswered: [Double] = []
        for round in 0...rounds {
            let pod = ObjectKey(APIPods.namespace, APIPods.name(round))
            let times = try watchers.send(LabelChange(pod, ["round": "\(round)"]))
            guard round > 0 else { continue }
            sinceSent += times.sinceSent
            sinceAnswered += times.sinceAnswered
        }
        try watchers.check(eventCount: rounds + 1)
        let plain = Samples(
            try APIBaselines.tell(byteCount: watchers.eventByteCount, connections: count, rounds: rounds))
        let (sent, answered) = (Samples(sinceSent), Samples(sinceAnswered))
        return [
            Row(
                name: "api: an event at \(count) watches, since its write was answered", ours: answered,
                target: .atMost(50e6)),
            Row(name: "  the slowest hundredth", ours: Samples([answered.quantile(0.99)])),
            Row(
                name: "  since the write was sent, beside plain sockets", ours: sent, baseline: plain,
                inTurn: false),
            Row(
                name: "  the slowest hundredth", ours: Samples([sent.quantile(0.99)]),
                baseline: Samples([plain.quantile(0.99)])),
        ]
    }
}
