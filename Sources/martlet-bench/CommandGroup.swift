import Benchmarks
import JSON
import Nftables

/// Changes by netlink beside the same changes by starting `nft -f`, with text and with JSON. Ours is planning, encoding
/// and committing.
enum CommandGroup {
    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let single = NodeTable(podCount: 1, sharedCount: 1, setCount: 1, elementsPerSet: 100_000)
        return try oneElement(single, options, "one element into 100,000")
            + oneElement(NodeTable(), options, "one element, 250 pods, 150,000") + wholeTable(options)
    }

    private static func oneElement(_ node: NodeTable, _ options: BenchOptions, _ name: String) throws -> [Row] {
        let base = node.ruleset()
        let (table, set) = (base.table, NodeTable.setName(0))
        let way = Way(
            old: base, new: node.addingElement(0x0c00_0001, toSet: 0, of: base),
            text: "add element inet \(table) \(set) { 12.0.0.1 }\n",
            json: """
                {"nftables": [{"add": {"element":
                {"family": "inet", "table": "\(table)", "name": "\(set)", "elem": ["12.0.0.1"]}}}]}
                """)
        return try rows(name, way, rounds: options.rounds(31, quick: 7), target: 20)
    }

    private static func wholeTable(_ options: BenchOptions) throws -> [Row] {
        let table = NodeTable().ruleset()
        let way = Way(old: nil, new: table, text: table.text, json: table.json.text)
        return try rows("whole table, 150,000 elements", way, rounds: options.rounds(5, quick: 1), target: 3)
    }

    /// A change, in the words of `nft` too.
    private struct Way {
        let old: Ruleset?
        let new: Ruleset
        let text: String
        let json: String
    }

    private static func rows(_ name: String, _ way: Way, rounds: Int, target: Double) throws -> [Row] {
        let lab = try Lab()
        let (text, json) = (try Child.file(way.text), try Child.file(way.json))
        if way.old != nil { try lab.change(from: nil, to: way.old) }
        let changes: [() throws -> Void] = [
            { try lab.change(from: way.old, to: way.new) }, { try Child.run(["nft", "-f", "-"], input: text) },
            { try Child.run(["nft", "-j", "-f", "-"], input: json) },
        ]
        let sides = try Clock.interleave(rounds: rounds, sides: changes.count) { side, round in
            let time = try Clock.time(changes[side])
            try lab.lookAgain()
            if round == 0 { try lab.check(way.new) }
            try lab.change(from: way.new, to: way.old)
            if way.old == nil { lab.settle() }
            return time
        }
        if way.old != nil { try lab.change(from: way.old, to: nil) }
        lab.settle()
        return [
            Row(name: "plan, apply: \(name)", ours: sides[0], baseline: sides[1], target: .fasterAtLeast(target)),
            Row(name: "  beside nft -j -f", ours: sides[0], baseline: sides[2], target: .fasterAtLeast(1)),
        ]
    }
}
