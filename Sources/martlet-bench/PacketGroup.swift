import Benchmarks
import Nftables

/// What the rules cost a packet, whatever number of policies select a pod, beside one chain for each policy.
///
/// A time is that above a namespace without rules, of layouts taken in turn.
enum PacketGroup {
    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let lab = try PacketLab()
        let one = PolicyLoad(count: 1, isMixed: false)
        var rows: [Row] = []
        for count in [10, 100, 1000] {
            let load = PolicyLoad(count: count, isMixed: false)
            let costs = try costs([(load.merged, load), (one.merged, one), (load.onePerPolicy, load)], lab, options)
            rows += [
                Row(
                    name: "packet: \(count) policies of one port, beside one policy", ours: costs[0],
                    baseline: costs[1], target: .costAtMost(1.25)),
                Row(name: "  beside one chain per policy", ours: costs[0], baseline: costs[2]),
            ]
        }
        let mixed = PolicyLoad(count: 1000, isMixed: true)
        let costs = try costs([(mixed.merged, mixed), (mixed.onePerPolicy, mixed)], lab, options)
        return rows + [
            Row(
                name: "packet: 1,000 mixed policies, beside one chain per policy", ours: costs[0], baseline: costs[1],
                target: .fasterAtLeast(20))
        ]
    }

    /// What a packet costs in each of some layouts, which take turns.
    private static func costs(
        _ layouts: [(ruleset: Ruleset, load: PolicyLoad)], _ lab: PacketLab, _ options: BenchOptions
    ) throws -> [Samples] {
        let tables = try Lab()
        let count = options.rounds(8_000, quick: 2_000)
        var times = layouts.map { _ in [Double]() }
        for pair in 0...options.rounds(15, quick: 5) {
            for (index, layout) in layouts.enumerated() {
                let bare = try lab.time(layout.load.packet, count: count, passes: true)
                try tables.change(from: nil, to: layout.ruleset)
                let time = try lab.time(layout.load.packet, count: count, passes: true)
                if pair == 0 { _ = try lab.time(layout.load.refusedPacket, count: 100, passes: false) }
                try tables.change(from: layout.ruleset, to: nil)
                try tables.lookAgain()
                // The first turn warms up.
                if pair > 0 { times[index].append(time - bare) }
            }
        }
        return times.map { Samples($0) }
    }
}
