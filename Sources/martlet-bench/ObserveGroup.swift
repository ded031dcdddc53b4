import Benchmarks
import CNetfilter
import Glibc
import NetlinkKernel
import Nftables

/// Reading a table back: how long beside `nft -j` and `nft`, and how much memory beside the value that comes of it.
enum ObserveGroup {
    /// The argument by which this program calls itself to measure memory: only a fresh process knows its peak.
    static let childArgument = "--observe-memory"

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let one = NodeTable(podCount: 1, sharedCount: 1, setCount: 1, elementsPerSet: 150_000)
        let (podCount, setCount) = options.isQuick ? (30, 100) : (110, 300)
        let ranges = NodeTable(
            podCount: podCount, sharedCount: podCount, rulesPerChain: 40, setCount: setCount, hasRanges: true)
        return try rows("250 pods, 500 sets, 150,000 addresses", NodeTable(), options)
            + (options.isQuick ? [] : rows("one set of 150,000 addresses", one, options))
            + rows(
                "\(podCount) pods × 40 rules, \(setCount) sets, \(setCount * 300 / 1_000),000 ranges", ranges, options)
    }

    private static func rows(_ name: String, _ node: NodeTable, _ options: BenchOptions) throws -> [Row] {
        let lab = try Lab()
        let table = node.ruleset()
        try lab.change(from: nil, to: table)
        try lab.check(table)
        var listing: [Double] = []
        let listings = [["nft", "-j"], ["nft"]].map { $0 + ["list", "table", "inet", table.table] }
        let sides = try Clock.interleave(rounds: options.rounds(7, quick: 2), sides: 3) { side, _ in
            guard side == 0 else { return try Clock.time { try Child.run(listings[side - 1]) } }
            listing.append(try lab.timeToList(table))
            return try Clock.time { _ = try lab.kernel.observe() }
        }
        let sizes = try (0..<options.rounds(5, quick: 1)).map { _ in
            try Child.numbers(["/proc/self/exe", childArgument])
        }
        try lab.change(from: table, to: nil)
        lab.settle()
        return [
            Row(name: "observe: \(name)", ours: sides[0], baseline: sides[1], target: .fasterAtLeast(4)),
            Row(name: "  beside nft without -j", ours: sides[0], baseline: sides[2], target: .fasterAtLeast(1)),
            Row(name: "  of it the kernel's listing", ours: Samples(listing)),
            Row(
                name: "  peak memory, beside the value", ours: Samples(sizes.map { $0[0] }),
                baseline: Samples(sizes.map { $0[1] }), unit: .size, target: .costAtMost(3)),
        ]
    }

    /// The child: prints by how much `observe` raised the peak of this process, and how large its result is.
    static func childMain(_ arguments: [String]) throws {
        let kernel = try NetlinkKernel()
        _ = try kernel.observe()  // pages of code are there now, and what happens once is over
        let heap = Memory.heapByteCount
        let resident = Memory.resetPeak()
        let observation = try kernel.observe()
        let peak = Memory.peakByteCount - resident
        print(peak, withExtendedLifetime(observation) { Memory.heapByteCount - heap })
    }
}
