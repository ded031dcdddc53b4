import Benchmarks
import Nftables

/// What planning costs, from value to value.
enum PlanGroup {
    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let rounds = options.rounds(101, quick: 21)
        let design = NodeTable(
            podCount: 110, sharedCount: 110, rulesPerChain: 40, setCount: 400, elementsPerSet: 500, hasRanges: true)
        let large = NodeTable(setCount: 400, elementsPerSet: 500, hasRanges: true)
        return try rows("110 × 40 rules, 400 × 500 ranges", design, rounds, .atMost(1e6))
            + (options.isQuick ? [] : rows("250 × 10 rules, 400 × 500 ranges", large, rounds, .none))
    }

    private static func rows(
        _ name: String, _ node: NodeTable, _ rounds: Int, _ target: Row.Target
    ) throws -> [Row] {
        let base = node.ruleset()
        let number: UInt32 = 0x1300_0000
        let cases: [(String, Ruleset, Row.Target)] = [
            ("unchanged, the same value", base, .atMost(1e5)),
            ("unchanged, built anew", node.ruleset(), target),
            ("one element", node.addingElement(number, toSet: 7, of: base), target),
            ("one element, built anew", node.addingElement(number, toSet: 7, of: node.ruleset()), target),
            ("one chain and its pod", node.addingPod(to: base), target),
        ]
        try check(cases.map(\.1), base)
        return try cases.map { label, wanted, target in
            // As an agent plans, which planned before.
            var planner = Planner()
            let samples = try Clock.samples(rounds: rounds) { _ in
                try Clock.timeOnCore { _ = try planner.changes(from: base, to: wanted) }
            }
            return Row(name: "plan \(name): \(label)", ours: samples, target: target)
        }
    }

    /// Whether the plans lead to what was wanted, in the kernel, and back.
    private static func check(_ wanted: [Ruleset], _ base: Ruleset) throws {
        let lab = try Lab()
        try lab.change(from: nil, to: base)
        for ruleset in wanted where ruleset != base {
            try lab.change(from: base, to: ruleset)
            try lab.check(ruleset)
            try lab.change(from: ruleset, to: base)
        }
        try lab.check(base)
        try lab.change(from: base, to: nil)
        lab.settle()
    }
}
