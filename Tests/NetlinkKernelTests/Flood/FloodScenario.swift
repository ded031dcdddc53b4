import Addresses
import Nftables
import Testing

/// A kind of change, between two rulesets that differ in that way, to and fro.
struct FloodScenario: Sendable, CustomTestStringConvertible {
    /// What is done.
    let name: String
    /// The one ruleset.
    let here: Ruleset
    /// The other one.
    let there: Ruleset
    /// Whether members of a set change together with a rule that reads it: then a short loss is allowed.
    var mayLose = false
    /// How many packets may be lost all the same. Seen once in 300 changes where hooks are rebuilt, one packet: a
    /// processor that its host holds up for longer than a batch takes keeps a packet in an old hook until the maps that
    /// this asks are gone, and it is dropped. Never let through.
    var lossMax = 0
    /// Whether each change stops behind each of its phases, and goes on from what is observed then.
    var isInterrupted = false

    var testDescription: String { name }

    private init(_ name: String, _ here: FloodLayout, _ there: FloodLayout) {
        self.name = name
        self.here = here.ruleset
        self.there = there.ruleset
    }

    /// All kinds of change.
    static var all: [FloodScenario] {
        [
            mapElementRepointed, rulesRewritten, memberMoved, intervalSetReplaced, exceptsChanged, chainReplaced,
            tableRebuilt, hooksRebuilt, podIsolated, recovery, membersAndRules,
        ]
    }

    private static var base: FloodLayout {
        var layout = FloodLayout()
        layout.rules[FloodLayout.pod] = [FloodLayout.allow(FloodLayout.sources[0], 80)]
        layout.rules[FloodLayout.pod6] = [FloodLayout.allow(FloodLayout.sources6[0], 80)]
        return layout
    }

    static var mapElementRepointed: FloodScenario {
        var (here, there) = (base, base)
        (here.notInDropSet, there.notInDropSet) = ([FloodLayout.pod], [FloodLayout.pod])
        here.chainNames[FloodLayout.pod] = "pod/first"
        there.chainNames[FloodLayout.pod] = "pod/second"
        here.rules[FloodLayout.pod]?.insert(FloodLayout.allow(FloodLayout.sources[1], 80), at: 0)
        there.rules[FloodLayout.pod]?.insert(FloodLayout.allow(FloodLayout.sources[1], 81), at: 0)
        return FloodScenario("a map element is repointed", here, there)
    }

    private static var rulesRewritten: FloodScenario {
        var (here, there) = (base, base)
        for pod in [FloodLayout.pod, FloodLayout.pod6] {
            here.rules[pod]?.append(FloodLayout.allow(FloodLayout.sources[1], 80))
            there.rules[pod]?.insert(FloodLayout.allow(FloodLayout.sources[1], 81), at: 0)
        }
        return FloodScenario("rules are rewritten", here, there)
    }

    private static var memberMoved: FloodScenario {
        var (here, there) = (base, base)
        let (member, stranger) = (FloodLayout.sources[0], FloodLayout.sources[1])
        here.rules[FloodLayout.pod] = [
            FloodLayout.allow(in: "first", 80), FloodLayout.allow(in: "second", 80),
            FloodLayout.allow(in: "second", 81),
        ]
        there.rules = here.rules
        here.sets = ["first": FloodLayout.set([member]), "second": FloodLayout.set([stranger])]
        there.sets = ["first": FloodLayout.set([stranger]), "second": FloodLayout.set([member])]
        return FloodScenario("members move between sets", here, there)
    }

    static var intervalSetReplaced: FloodScenario {
        var (here, there) = (base, base)
        let sources = FloodLayout.sources.map { UInt32($0.bits) }
        here.rules[FloodLayout.pod] = [FloodLayout.allow(in: "blocks/first", 80)]
        there.rules[FloodLayout.pod] = [FloodLayout.allow(in: "blocks/second", 80)]
        here.sets["blocks/first"] = FloodLayout.blocks([sources[0]...sources[1]] + filler(0))
        there.sets["blocks/second"] = FloodLayout.blocks([sources[0]...sources[0]] + filler(1))
        return FloodScenario("an interval set is replaced by another", here, there)
    }

    private static var exceptsChanged: FloodScenario {
        var (here, there) = (base, base)
        let sources = FloodLayout.sources.map { UInt32($0.bits) }
        let block = sources[0] - 8...sources[0] + 200
        here.rules[FloodLayout.pod] = [FloodLayout.allow(in: "block", 80)]
        there.rules = here.rules
        func without(_ excepts: [UInt32]) -> NamedSet {
            let all = RangeSet([block] + filler(0)).subtracting(RangeSet(excepts.map { $0...$0 }))
            return FloodLayout.blocks(all.ranges)
        }
        here.sets["block"] = without([sources[2]])
        there.sets["block"] = without([sources[1], sources[2], block.upperBound - 5])
        return FloodScenario("excepts change", here, there)
    }

    private static func filler(_ offset: UInt32) -> [ClosedRange<UInt32>] {
        (0..<100).map { 0x0b00_0000 + $0 * 16 + offset...0x0b00_0000 + $0 * 16 + offset + 6 }
    }

    private static var chainReplaced: FloodScenario {
        var (here, there) = (base, base)
        let (member, other) = (FloodLayout.sources[0], FloodLayout.sources[1])
        here.chains["allow/first"] = Chain([FloodLayout.allow(other, 80), FloodLayout.allow(member, 80)])
        here.rules[FloodLayout.pod] = [Rule(.verdict(.jump("allow/first")))]
        there.chains["allow/second"] = Chain([FloodLayout.allow(other, 81), FloodLayout.allow(member, 80)])
        there.rules[FloodLayout.pod] = [Rule(.verdict(.jump("allow/second")))]
        return FloodScenario("a chain is replaced by another", here, there)
    }

    private static var tableRebuilt: FloodScenario {
        let (here, there) = rebuilt
        return FloodScenario("the whole table is rebuilt under other names", here, there)
    }

    private static var rebuilt: (FloodLayout, FloodLayout) {
        var (here, there) = (base, base)
        here.suffix = "-first"
        there.suffix = "-second"
        here.rules[FloodLayout.pod]?.append(FloodLayout.allow(in: "peers-first", 81))
        there.rules[FloodLayout.pod]?.append(FloodLayout.allow(in: "peers-second", 81))
        here.sets["peers-first"] = FloodLayout.set([FloodLayout.sources[0], FloodLayout.sources[1]])
        there.sets["peers-second"] = FloodLayout.set([FloodLayout.sources[0]])
        return (here, there)
    }

    private static var hooksRebuilt: FloodScenario {
        var (here, there) = (base, base)
        here.suffix = "-first"
        there.suffix = "-second"
        here.hook = "ingress/first"
        there.hook = "ingress/second"
        there.rules[FloodLayout.pod]?.append(FloodLayout.allow(FloodLayout.sources[1], 81))
        var scenario = FloodScenario("the whole table is rebuilt, its hooks too", here, there)
        scenario.lossMax = 3
        return scenario
    }

    private static var podIsolated: FloodScenario {
        var there = base
        there.rules[FloodLayout.otherPod] = [FloodLayout.allow(FloodLayout.sources[0], 80)]
        return FloodScenario("a pod becomes isolated, and open again", base, there)
    }

    private static var recovery: FloodScenario {
        let (here, there) = rebuilt
        var scenario = FloodScenario("recovery behind every phase", here, there)
        scenario.isInterrupted = true
        return scenario
    }

    private static var membersAndRules: FloodScenario {
        var (here, there) = (base, base)
        let (member, stranger) = (FloodLayout.sources[0], FloodLayout.sources[1])
        here.rules[FloodLayout.pod] = [FloodLayout.allow(in: "peers", 80)]
        there.rules[FloodLayout.pod] = [FloodLayout.allow(in: "peers", 81), FloodLayout.allow(member, 80)]
        here.sets["peers"] = FloodLayout.set([member])
        there.sets["peers"] = FloodLayout.set([stranger])
        var scenario = FloodScenario("members change together with a rule that reads them", here, there)
        scenario.mayLose = true
        return scenario
    }
}
