import Benchmarks
import Nftables

/// What encoding costs: `Kernel.apply` of a planned phase beside the same bytes, prebuilt, from a bare socket.
enum CommitGroup {
    private static let target = Row.Target.costAtMost(1.25)

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let single = NodeTable(podCount: 1, sharedCount: 1, setCount: 1, elementsPerSet: 100_000)
        return try oneElement(of: single, "one element into 100,000", options)
            + oneElement(of: NodeTable(), "one element, 250 pods, 150,000", options) + oneChain(options)
            + wholeTable(options)
    }

    private static func oneElement(of node: NodeTable, _ name: String, _ options: BenchOptions) throws -> [Row] {
        let lab = try Lab()
        let base = node.ruleset()
        try lab.change(from: nil, to: base)
        let ways = try (0..<16).map { number in
            try Way(from: base, to: node.addingElement(0x0c00_0000 + number, toSet: 0, of: base), lab)
        }
        let rows = try compare(name, ways, options.rounds(2000, quick: 500), lab)
        try lab.change(from: base, to: nil)
        return rows
    }

    private static func oneChain(_ options: BenchOptions) throws -> [Row] {
        let lab = try Lab()
        let node = NodeTable()
        let base = node.ruleset()
        try lab.change(from: nil, to: base)
        let way = try Way(from: base, to: node.addingPod(to: base), lab)
        let rows = try compare("new chain of 10 rules and its pod", [way], options.rounds(200, quick: 50), lab)
        try lab.change(from: base, to: nil)
        return rows
    }

    private static func wholeTable(_ options: BenchOptions) throws -> [Row] {
        let lab = try Lab()
        let way = try Way(from: nil, to: NodeTable().ruleset(), lab, settles: true)
        return try compare("whole table, 150,000 elements", [way], options.rounds(21, quick: 2), lab)
    }

    /// A change and the way back.
    private struct Way {
        let old: Ruleset?
        let new: Ruleset?
        let there: [Phase]
        let back: [Phase]
        let bytes: [[UInt8]]
        let settles: Bool

        init(from old: Ruleset?, to new: Ruleset?, _ lab: Lab, settles: Bool = false) throws {
            (self.old, self.new, self.settles) = (old, new, settles)
            there = try changes(from: old, to: new)
            back = try changes(from: new, to: old)
            bytes = lab.transactions(there)
        }

        func undo(_ lab: Lab) throws {
            try lab.apply(back)
            if settles { lab.settle() }
        }
    }

    private static func compare(_ name: String, _ ways: [Way], _ rounds: Int, _ lab: Lab) throws -> [Row] {
        let (ours, raw) = try Clock.interleave(rounds: rounds) { round in
            let way = ways[round % ways.count]
            let time = try lab.timeToApply(way.there)
            if round == 0 { try lab.check(way.new) }
            try way.undo(lab)
            return time
        } _: { round in
            let way = ways[round % ways.count]
            let time = try lab.timeToSend(way.bytes)
            if round == 0 { try lab.check(way.new) }
            try way.undo(lab)
            return time
        }
        try lab.check(ways[0].old)
        let way = ways[0]
        let encoding = Clock.samples(rounds: rounds) { _ in Clock.timeOnCore { _ = lab.transactions(way.there) } }
        var planner = Planner()
        let planning = try Clock.samples(rounds: min(rounds, 200)) { _ in
            try Clock.timeOnCore { _ = try planner.changes(from: way.old, to: way.new) }
        }
        return [
            Row(name: "apply: \(name)", ours: ours, baseline: raw, target: target),
            Row(name: "  of it encoding", ours: encoding), Row(name: "  planning it", ours: planning),
        ]
    }
}
