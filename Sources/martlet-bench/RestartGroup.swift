import Benchmarks
import Glibc
import NetlinkKernel
import Nftables
import TestSupport

/// The agent's start from nothing, beside what the lists and the table take at the least; and its start while the table
/// stands, after an end in order and after none, while packets are sent all the time.
enum RestartGroup {
    private struct Round {
        var cold: NodeAgent.Start
        var warm: NodeAgent.Start
        var killed: NodeAgent.Start
        var floor: (time: Double, coreTime: Double)
    }

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        try NodeLab.use(options) { lab in
            let elsewhere = try NetworkNamespace()
            defer { elsewhere.close() }
            // The first warms up.
            let rounds = try (0...options.rounds(7, quick: 2)).map { _ in try round(lab, elsewhere) }.dropFirst()
            func samples(_ value: (Round) -> Double) -> Samples { Samples(rounds.map(value)) }
            let cold = samples(\.cold.time)
            return [
                Row(
                    name: "restart: from nothing to all rules, \(lab.podCount) pods, beside curl and nft -f",
                    ours: cold, baseline: samples(\.floor.time), target: .atMost(1e9)),
                Row(
                    name: "  its processor time, beside theirs", ours: samples(\.cold.coreTime),
                    baseline: samples(\.floor.coreTime), target: .atMost(0.6e9)),
                Row(
                    name: "restart: in order, the table in place, beside a start from nothing",
                    ours: samples(\.warm.time), baseline: cold),
                Row(
                    name: "restart: after kill -9, the table in place, beside a start from nothing",
                    ours: samples(\.killed.time), baseline: cold),
            ]
        }
    }

    /// A start from nothing, two with all in place, and the first by other means; in the end nothing is left.
    private static func round(_ lab: NodeLab, _ elsewhere: NetworkNamespace) throws -> Round {
        let directory = try Scratch()
        let first = try NodeAgent(on: lab, keeping: directory)
        let cold = try first.started()
        let isOwned = try first.metric("martlet_table_owned") == 1
        let probe = try SteadyProbe(lab.steadyWays)
        let (second, warm) = try restart(first, SIGTERM, lab, directory)
        let (third, killed) = try restart(second, SIGKILL, lab, directory)
        let result = probe.stop()
        third.program.stop()
        // Now that nobody owns the table, it can be read and removed.
        let floor = try floor(lab, elsewhere)
        try Child.run(["nft", "delete", "table", "inet", "martlet"])
        // Where others may change a table, what the agent finds may not be what it left.
        guard result.faults.isEmpty || !isOwned, result.allowed > 0, result.denied > 0 else {
            throw BenchError.command("packets while the agent started again: \(result.faults)")
        }
        return Round(cold: cold, warm: warm, killed: killed, floor: floor)
    }

    /// Ends the agent and starts another, which has to find all as it should be.
    private static func restart(
        _ agent: NodeAgent, _ signal: Int32, _ lab: NodeLab, _ directory: Scratch
    ) throws -> (agent: NodeAgent, start: NodeAgent.Start) {
        agent.program.stop(by: signal)
        let next = try NodeAgent(on: lab, keeping: directory)
        let start = try next.started()
        let written = try next.metric("martlet_commits_total")
        guard written == 0 else { throw BenchError.command("\(written) batches were written though nothing changed") }
        return (next, start)
    }

    /// The same lists thrown away, and the same table made by nft in another namespace.
    private static func floor(_ lab: NodeLab, _ elsewhere: NetworkNamespace) throws -> (time: Double, coreTime: Double)
    {
        guard let table = try NetlinkKernel().observe().ruleset else { throw BenchError.command("there is no table") }
        let text = try Child.file(table.text)
        defer { close(text) }
        let paths = ["api/v1/nodes", "api/v1/namespaces", "api/v1/pods", "apis/networking.k8s.io/v1/networkpolicies"]
        var coreTime = 0.0
        let time = try elsewhere.run {
            try Clock.time {
                coreTime += try Child.coreTime(of: ["nft", "-f", "-"], input: text)
            }
        }
        let transfer = try Clock.time {
            coreTime += try Child.coreTime(
                of: ["curl", "--silent", "--fail", "--header", "Accept: application/vnd.kubernetes.protobuf"]
                    + paths.flatMap { ["--output", "/dev/null", "\(lab.url)/\($0)"] })
        }
        try elsewhere.run {
            let made = try NetlinkKernel().observe().ruleset
            try Child.run(["nft", "delete", "table", "inet", table.table])
            guard made == table else { throw BenchError.command("nft -f made another table") }
        }
        return (time + transfer, coreTime)
    }
}
