import Benchmarks
import Glibc
import JSON
import NetlinkKernel
import Nftables

/// What a table costs in memory: in the kernel, where ours and that of `nft -f` should be the same, and in the process
/// that makes it.
enum MemoryGroup {
    /// The argument by which this program calls itself; only a fresh process knows its peak.
    static let childArgument = "--memory"

    private static let tables: [(name: String, node: NodeTable)] = [
        ("250 pods, 500 sets, 150,000 addresses", NodeTable()),
        (
            "one set of 150,000 addresses",
            NodeTable(podCount: 1, sharedCount: 1, setCount: 1, elementsPerSet: 150_000)
        ),
        (
            "110 pods × 40 rules, 300 sets, 90,000 ranges",
            NodeTable(podCount: 110, sharedCount: 110, rulesPerChain: 40, setCount: 300, hasRanges: true)
        ),
    ]

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let slab = try tables.indices.prefix(options.isQuick ? 1 : tables.count).flatMap { try kernelRows($0, options) }
        return try slab + processRows(options)
    }

    private static func kernelRows(_ index: Int, _ options: BenchOptions) throws -> [Row] {
        guard slabByteCount() != nil else {
            Bench.say("/proc/slabinfo cannot be read: what the kernel takes is left out")
            return []
        }
        let (name, table) = (tables[index].name, tables[index].node.ruleset())
        let lab = try Lab()
        let text = try Child.file(table.text)
        let (ours, command) = try Clock.interleave(rounds: options.rounds(5, quick: 1)) { _ in
            try growth(lab, table) { try lab.change(from: nil, to: table) }
        } _: { _ in
            try growth(lab, table) { try Child.run(["nft", "-f", "-"], input: text) }
        }
        let count = Double(table.sets.values.reduce(0) { $0 + $1.elements.count })
        return [
            Row(
                name: "memory of the kernel: \(name), beside nft -f", ours: ours, baseline: command, unit: .size,
                target: .costAtMost(1.1)),
            Row(name: "  for each element", ours: Samples(ours.values.map { $0 / count }), unit: .size),
        ]
    }

    /// How many bytes more the kernel holds once a table is there, which is taken away again.
    private static func growth(_ lab: Lab, _ table: Ruleset, _ make: () throws -> Void) throws -> Double {
        settle()
        let before = slabByteCount() ?? 0
        try make()
        // Hash tables that were outgrown go behind the answer, too.
        settle()
        let held = (slabByteCount() ?? 0) - before
        try lab.lookAgain()
        try lab.check(table)
        try lab.change(from: table, to: nil)
        return Double(max(1, held))
    }

    /// The kernel frees behind the answer, once every core has passed a quiet moment.
    private static func settle() { usleep(300_000) }

    private static func slabByteCount() -> Int? { SlabInfo(Machine.text(of: "/proc/slabinfo"))?.kmallocByteCount }

    /// The peak of a process that makes the first table, beside that of `nft -f` with text and with JSON, all of them
    /// from their start.
    private static func processRows(_ options: BenchOptions) throws -> [Row] {
        let makers = ["ours", "nft", "json"]
        let rounds = options.rounds(5, quick: 1)
        let sides = try Clock.interleave(rounds: rounds, sides: makers.count, warmsUp: false) { side, _ in
            try Child.numbers([Child.ownPath, childArgument, makers[side]]).first ?? 0
        }
        let names = ["memory of the process that makes \(tables[0].name), beside nft -f", "  beside nft -j -f"]
        return names.indices.map { side in
            Row(
                name: names[side], ours: sides[0], baseline: sides[side + 1], unit: .size, target: .costAtMost(1))
        }
    }

    /// The child: prints the most that was resident of it, or of the `nft` that it starts.
    static func childMain(_ arguments: [String]) throws {
        let table = tables[0].node.ruleset()
        let lab = try Lab()
        let byteCount: Int
        switch arguments.last {
        case "nft":
            byteCount = try Child.peak(of: ["nft", "-f", "-"], input: try Child.file(table.text))
            try lab.lookAgain()
        case "json":
            byteCount = try Child.peak(of: ["nft", "-j", "-f", "-"], input: try Child.file(table.json.text))
            try lab.lookAgain()
        default:
            try lab.change(from: nil, to: table)
            byteCount = Memory.peakByteCount
        }
        // Looking takes memory too, so it comes last.
        try lab.check(table)
        try lab.change(from: table, to: nil)
        print(byteCount)
    }
}
