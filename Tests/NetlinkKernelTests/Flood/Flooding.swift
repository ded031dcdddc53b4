import NetlinkKernel
import Nftables
import TestSupport

/// What a flood saw.
struct FloodReport: CustomStringConvertible {
    /// The kind of change.
    let name: String
    /// Changes with enough packets in them.
    var changes = 0
    /// Changes with too few.
    var tooQuick = 0
    /// Packets sent while a change was under way: the fewest in one that counts, and all together.
    var packetsInWindowMin = UInt64.max
    var packetsInWindows: UInt64 = 0
    /// Frames sent in all.
    var sent: UInt64 = 0
    /// Flows that both rulesets forbid and that arrived.
    var leaked: [String] = []
    /// Flows that both rulesets allow and of which frames are missing.
    var missing: [String] = []
    /// How many frames are missing of those.
    var missingCount = 0
    /// How many frames were sent of flows that both forbid, and that both allow.
    var forbiddenSent: UInt64 = 0
    var allowedSent: UInt64 = 0
    /// What the counter could not count.
    var lostByCounter = 0

    var description: String {
        "\(name): \(changes) changes (\(tooQuick) more were too quick), at least \(packetsInWindowMin) and in all "
            + "\(packetsInWindows) packets inside them, of \(sent) sent (\(forbiddenSent) forbidden, \(allowedSent) "
            + "allowed by both); leaked \(leaked), missing \(missing)"
    }
}

/// Changes a kernel's table to and fro while packets pass it.
///
/// A class, since it owns a kernel and remembers what that holds.
final class Flooding {
    private let scenario: FloodScenario
    private let isSqueezed: Bool
    private let topology: Topology
    private let kernel: NetlinkKernel
    private var seen: Observation

    /// Prepares a kernel that holds the first of the scenario's rulesets.
    init(_ scenario: FloodScenario, isSqueezed: Bool = false) throws {
        self.scenario = scenario
        self.isSqueezed = isSqueezed
        let topology = try Topology()
        self.topology = topology
        kernel = try topology.router.run { try NetlinkKernel() }
        seen = try kernel.observe()
        try advance(to: scenario.here)
    }

    /// Changes until enough changes had enough packets in them, or the time is over.
    func run(
        changes wanted: Int, packetsMin: UInt64, secondsMax: Double = 120,
        until isEnough: (_ leaked: Int, _ missing: Int) -> Bool = { _, _ in false }
    ) throws -> FloodReport {
        defer { topology.close() }
        let flows = FloodFlow.all
        let counter = try PacketCounter(at: topology.server, flowCount: flows.count)
        let flood = try PacketFlood(
            flows.enumerated().map { topology.frame($1.raw, flow: UInt32($0), from: topology.client) },
            from: topology.client, secondsMax: secondsMax)
        _ = flood.waitUntilSent(1000)
        var report = FloodReport(name: scenario.name)
        var isThere = false
        let deadline = Deadline(seconds: secondsMax - 5)
        try OwnThread.pinned(to: OwnThread.lastProcessor) {
            while report.changes < wanted, !deadline.hasPassed {
                isThere.toggle()
                let packets = try advance(to: isThere ? scenario.there : scenario.here, under: flood)
                report.note(packets: packets, atLeast: packetsMin)
                if report.changes.isMultiple(of: 50) {
                    let seen = judge(counter.counts, flows, report)
                    if isEnough(seen.leaked.count, seen.missing.count) { break }
                }
            }
        }
        report.sent = flood.stop().sent
        return judge(try counter.settled(), flows, report)
    }

    /// Takes the table to a ruleset, on the way that is under test; returns how many packets were sent during commits.
    @discardableResult
    private func advance(to wanted: Ruleset, under flood: PacketFlood? = nil) throws -> UInt64 {
        var packets: UInt64 = 0
        var phases = try plan(from: seen.ruleset, to: wanted)
        while !phases.isEmpty {
            for phase in phases {
                let before = flood?.sent ?? 0
                seen = Observation(phase.result, at: try kernel.apply(phase, expecting: seen.generation))
                packets += (flood?.sent ?? 0) - before
                if scenario.isInterrupted { break }
            }
            if scenario.isInterrupted { seen = try kernel.observe() }
            phases = try plan(from: seen.ruleset, to: wanted)
        }
        return packets
    }

    private func plan(from current: Ruleset?, to wanted: Ruleset) throws -> [Phase] {
        guard isSqueezed else { return try changes(from: current, to: wanted) }
        let phase = Phase.squeezed(from: current, to: wanted)
        return phase.changes.isEmpty ? [] : [phase]
    }

    private func judge(_ counts: PacketCounts, _ flows: [FloodFlow], _ report: FloodReport) -> FloodReport {
        var report = report
        report.lostByCounter = counts.lost
        report.leaked = []
        report.missing = []
        report.missingCount = 0
        for (flow, count) in zip(flows, counts.flows) {
            let (here, there) = (flow.passes(scenario.here), flow.passes(scenario.there))
            let sent = report.sent / UInt64(flows.count)
            if here && there {
                report.allowedSent += sent
                report.missingCount += count.received == 0 ? 1000 : count.missing
                if count.missing > 0 || count.received == 0 { report.missing.append("\(flow): \(count.missing)") }
            } else if !here && !there {
                report.forbiddenSent += sent
                if count.received > 0 { report.leaked.append("\(flow): \(count.received)") }
            }
        }
        return report
    }
}

extension FloodReport {
    /// Counts a change, if enough packets were sent while it was under way.
    fileprivate mutating func note(packets: UInt64, atLeast packetsMin: UInt64) {
        guard packets >= packetsMin else {
            tooQuick += 1
            return
        }
        changes += 1
        packetsInWindows += packets
        packetsInWindowMin = min(packetsInWindowMin, packets)
    }
}
