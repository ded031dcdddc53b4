import Benchmarks
import Nftables

/// Changes by netlink beside the same changes by starting `nft -f`. Ours is planning, encoding and committing.
enum CommandGroup {
    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let single = NodeTable(podCount: 1, sharedCount: 1, setCount: 1, elementsPerSet: 100_000)
        return [
            try oneElement(single, options, "one element into 100,000"),
            try oneElement(NodeTable(), options, "one element, 250 pods, 150,000"), try wholeTable(options),
        ]
    }

    private static func oneElement(_ node: NodeTable, _ options: BenchOptions, _ name: String) throws -> Row {
        let lab = try Lab()
        let base = node.ruleset()
        let more = node.addingElement(0x0c00_0001, toSet: 0, of: base)
        try lab.change(from: nil, to: base)
        let text = try Child.file("add element inet \(base.table) \(NodeTable.setName(0)) { 12.0.0.1 }\n")
        let (ours, command) = try Clock.interleave(rounds: options.rounds(31, quick: 7)) { round in
            let time = try Clock.time { try lab.change(from: base, to: more) }
            if round == 0 { try lab.check(more) }
            try lab.change(from: more, to: base)
            return time
        } _: { round in
            let time = try Clock.time { try Child.run(["nft", "-f", "-"], input: text) }
            try lab.lookAgain()
            if round == 0 { try lab.check(more) }
            try lab.change(from: more, to: base)
            return time
        }
        try lab.change(from: base, to: nil)
        lab.settle()
        return Row(name: "plan, apply: \(name)", ours: ours, baseline: command, target: .fasterAtLeast(20))
    }

    private static func wholeTable(_ options: BenchOptions) throws -> Row {
        let lab = try Lab()
        let table = NodeTable().ruleset()
        let text = try Child.file(table.text)
        let (ours, command) = try Clock.interleave(rounds: options.rounds(5, quick: 1)) { round in
            let time = try Clock.time { try lab.change(from: nil, to: table) }
            if round == 0 { try lab.check(table) }
            try lab.change(from: table, to: nil)
            lab.settle()
            return time
        } _: { round in
            let time = try Clock.time { try Child.run(["nft", "-f", "-"], input: text) }
            try lab.lookAgain()
            if round == 0 { try lab.check(table) }
            try lab.change(from: table, to: nil)
            lab.settle()
            return time
        }
        return Row(
            name: "plan, apply: whole table, 150,000 elements", ours: ours, baseline: command,
            target: .fasterAtLeast(3))
    }
}
