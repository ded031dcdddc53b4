import Benchmarks
import ClusterSupport
import Glibc
import KubernetesModel
import TestSupport

/// The programs as they are delivered, beside a large cluster: how soon packets feel what was written to the API, and
/// what it costs to follow the cluster.
enum DaemonGroup {
    private static let changesPerSecond = 20

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        try NodeLab.use(options) { lab in
            let agent = try NodeAgent(on: lab, keeping: Scratch())
            _ = try agent.started()
            // Files are written and connections looked through behind the start.
            sleep(options.isQuick ? 2 : 5)
            let costs = try costs(lab, agent, options)
            // Packets are judged by the last change only when all before it was worked off.
            let rows = try changes(lab, options) + costs + memory(lab, agent)
            agent.program.stop()
            return rows
        }
    }

    private static func changes(_ lab: NodeLab, _ options: BenchOptions) throws -> [Row] {
        let watch = try APIWatchers(
            1, of: "/api/v1/namespaces/\(NodeLab.web.namespace)/pods", port: lab.server.port, revision: lab.revision())
        var way = try ChangingWay(lab)
        var random = SeededGenerator(seed: lab.town.seed)
        var (sinceAnswered, sinceSent, heard): ([Double], [Double], [Double]) = ([], [], [])
        for round in 0...options.rounds(200, quick: 30) {
            usleep(UInt32.random(in: 50_000...150_000, using: &random))
            let flow = try way.flow()
            let isAllowed = !round.isMultiple(of: 2)
            let labels = isAllowed ? NodeLab.labels.allowed : NodeLab.labels.denied
            let times = try watch.send(LabelChange(NodeLab.web, labels))
            let judged = try way.firstJudged(passes: isAllowed, on: flow)
            // The first warms up.
            guard round > 0 else { continue }
            sinceAnswered.append(judged - times.answered)
            sinceSent.append(judged - times.sent)
            heard += times.sinceSent
        }
        let (answered, sent, watched) = (Samples(sinceAnswered), Samples(sinceSent), Samples(heard))
        return [
            Row(
                name: "daemon: API write to packet, since its answer, \(lab.podCount) pods",
                ours: answered, target: .atMost(3e6)),
            Row(name: "  the slowest hundredth", ours: Samples([answered.quantile(0.99)]), target: .atMost(15e6)),
            Row(name: "  since the write was sent, beside a watch that hears of it", ours: sent, baseline: watched),
            Row(
                name: "  the slowest hundredth", ours: Samples([sent.quantile(0.99)]),
                baseline: Samples([watched.quantile(0.99)])),
        ]
    }

    private static func costs(_ lab: NodeLab, _ agent: NodeAgent, _ options: BenchOptions) throws -> [Row] {
        let idle = coreTimes([agent.program]) { sleep(options.isQuick ? 3 : 20) }
        let output = try Child.file()
        defer { close(output) }
        let accept = "Accept: application/vnd.kubernetes.protobuf;stream=watch"
        let watch = "\(lab.url)/api/v1/pods?watch=1&resourceVersion=\(try lab.revision())"
        let curl = try RunningProgram(["curl", "--silent", "--no-buffer", "--header", accept, watch], output: output)
        var random = SeededGenerator(seed: lab.town.seed)
        let rounds = options.rounds(5, quick: 2)
        let busy = try (0..<rounds).map { _ in
            try coreTimes([agent.program, curl]) { try churn(lab, seconds: options.rounds(4, quick: 2), &random) }
        }
        // A quick run's cluster is a fifth, with as many pods of this node: five times as many changes are theirs.
        let limit: Row.Target = options.isQuick ? .none : .atMost(20e6)
        return [
            Row(
                name: "daemon: processor time a second, idle beside \(lab.podCount) pods", ours: Samples(idle),
                target: .atMost(1e6)),
            Row(
                name: "daemon: processor time a second at \(changesPerSecond) changes of pods, beside curl",
                ours: Samples(busy.map { $0[0] }), baseline: Samples(busy.map { $0[1] }), target: limit),
        ]
    }

    /// How long each program keeps a core while something is done, for each second of that.
    private static func coreTimes(_ programs: [RunningProgram], while work: () throws -> Void) rethrows -> [Double] {
        let before = programs.map(\.coreTime)
        let seconds = try Clock.time(work) / 1e9
        return zip(programs, before).map { ($0.coreTime - $1) / seconds }
    }

    /// Pods at random, many times a second, get the labels of others of their namespace.
    private static func churn(_ lab: NodeLab, seconds: Int, _ random: inout SeededGenerator) throws {
        let (size, start) = (lab.town.size, Clock.now())
        for count in 1...seconds * changesPerSecond {
            let number = Int.random(in: 0..<size.podCount, using: &random)
            let other = (number + size.namespaceCount * Int.random(in: 1..<20, using: &random)) % size.podCount
            try lab.set(lab.town.pod(other).labels, of: lab.town.pod(number).key)
            let next = start + Double(count) * 1e9 / Double(changesPerSecond)
            usleep(UInt32(max(0, next - Clock.now()) / 1e3))
        }
    }

    private static func memory(_ lab: NodeLab, _ agent: NodeAgent) -> [Row] {
        [
            Row(
                name: "daemon: memory beside \(lab.podCount) pods",
                ours: Samples([Double(agent.program.residentByteCount)]), unit: .size, target: .atMost(60 * 1_048_576)),
            Row(name: "  the most there was", ours: Samples([Double(agent.program.peakByteCount)]), unit: .size),
        ]
    }
}
