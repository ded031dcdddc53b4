import Benchmarks
import Glibc

/// What goes from one pod to another through a node with rules, beside the same node with other rules and with none.
///
/// Each layout stands in a router of its own, made once for each load; the routers take turns. IPv4 alone.
enum TrafficGroup {
    private static let all: [Traffic] = [.newFlows, .established, .connects]

    /// The rows of many policies on a pod.
    static func policyRows(_ options: BenchOptions) throws -> [Row] {
        try [1, 10, 100, 1000].filter { !options.isQuick || [1, 100].contains($0) }.flatMap { count in
            try rows(.policies(count), "\(count) \(count == 1 ? "policy" : "policies")", all, options)
        }
    }

    /// The rows of many pods that one rule selects.
    static func peerRows(_ options: BenchOptions) throws -> [Row] {
        try rows([100, 1000, 10_000, 100_000], "peers", TrafficLoad.peers, options)
    }

    /// The rows of many blocks in one rule.
    static func blockRows(_ options: BenchOptions) throws -> [Row] {
        try rows([10, 100, 1000, 10_000, 100_000], "blocks", TrafficLoad.blocks, options)
    }

    /// New flows for each count; the rest only for the last, since no more of it is looked up in a larger set.
    private static func rows(
        _ counts: [Int], _ name: String, _ load: (Int) -> TrafficLoad, _ options: BenchOptions
    ) throws -> [Row] {
        let counts = options.isQuick ? [counts[0], counts[counts.count / 2]] : counts
        return try counts.flatMap { count in
            try rows(load(count), "\(count) \(name)", count == counts.last ? all : [.newFlows], options)
        }
    }

    private static func rows(
        _ load: TrafficLoad, _ name: String, _ kinds: [Traffic], _ options: BenchOptions
    ) throws -> [Row] {
        let reasons = try TrafficLayout.allCases.map { (layout: $0, reason: try $0.reasonAgainst()) }
        let layouts = reasons.filter { $0.reason == nil }.map(\.layout)
        let lanes = try layouts.map { try TrafficLane($0, load) }
        let rows = try kinds.flatMap { traffic in
            let count = traffic.count(load)
            let sides = try Clock.interleave(rounds: options.rounds(11, quick: 2), sides: lanes.count) { side, _ in
                try lanes[side].time(traffic, count: count)
            }
            let beside = zip(layouts, sides).dropFirst().map { Beside(words: "beside \($0.name)", samples: $1) }
            // Never left out without a word.
            let missing = reasons.compactMap { layout, reason in
                reason.map { Beside(words: "not beside \(layout.name): \($0)", samples: nil) }
            }
            return Self.rows(sides[0], "traffic: \(traffic.name), \(name),", beside + missing)
        }
        // What refused at first still does, however much went through.
        for lane in lanes { try lane.check() }
        return rows
    }

    /// What stands beside ours, or the words for why nothing does.
    private struct Beside {
        let words: String
        let samples: Samples?
    }

    /// A row for each baseline, of which the first carries the name.
    private static func rows(_ ours: Samples, _ name: String, _ beside: [Beside]) -> [Row] {
        beside.enumerated().map { index, baseline in
            Row(
                name: "\(index == 0 ? name : " ") \(baseline.words)", ours: ours, baseline: baseline.samples,
                unit: .each)
        }
    }
}
