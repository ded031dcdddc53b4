import Addresses
import TestSupport
import Testing

@testable import Nftables

@Suite struct PlannerTests {
    @Test("plans the same whatever it planned before")
    func sameAsAnew() throws {
        var planner = Planner()
        for seed in 0..<UInt64(rounds(60, long: 1_000)) {
            for pair in [Corpus.random(seed), Corpus.node(seed), Corpus.hooksAndMovers(seed)] {
                for (old, new) in [(pair.old, pair.new), (pair.new, pair.old)] {
                    let phases = try planner.changes(from: old, to: new)
                    #expect(try phases == changes(from: old, to: new), "seed \(seed)")
                }
            }
        }
    }

    @Test("plans on from each state that it led to, as an agent does, as if it began there")
    func sameOnTheWay() throws {
        for seed in 0..<UInt64(rounds(20, long: 300)) {
            var planner = Planner()
            var current: Ruleset?
            for pair in Corpus.wander(seed, count: 6) {
                let phases = try planner.changes(from: current, to: pair.new)
                #expect(try phases == changes(from: current, to: pair.new), "seed \(seed)")
                current = phases.last?.result ?? current
            }
        }
    }

    @Test("where only sets change, no path is needed where each can be thought of alone, and paths would say the same")
    func withoutPaths() throws {
        var counts = (without: 0, with: 0)
        for seed in 0..<UInt64(rounds(400, long: 8_000)) {
            for pair in [Self.pairOfSets(seed), Self.pairOfMembers(seed)] {
                let round = Round(from: pair.old, to: pair.new, DifferingNames(pair.old, pair.new))
                let passages = Passages(round)
                let asked = Passages(round, PassageAnalysis(round, asksPaths: true))
                if round.sets.count > 1, passages.knowsPaths { counts.with += 1 }
                if round.sets.count > 1, !passages.knowsPaths { counts.without += 1 }
                #expect(passages.copied == asked.copied, "seed \(seed)\n\(pair.text)")
                let states = Way(round, passages).states.map(\.state)
                #expect(states == Way(round, asked).states.map(\.state), "seed \(seed)\n\(pair.text)")
            }
        }
        #expect(counts.with > 50 && counts.without > 50, "\(counts)")
    }

    @Test("what happens to peers of a node costs no look at its rules, and no path")
    func isProportional() throws {
        var random = SeededGenerator.forTest("Planner.isProportional")
        var layout = PodLayout.random(&random)
        while layout.peers.isEmpty { layout = PodLayout.random(&random) }
        var planner = Planner()
        _ = try planner.changes(from: nil, to: layout.ruleset)
        let (looks, paths) = (planner.readers.lookCount, planner.pathCount)
        for number in 0..<50 {
            var next = layout
            for name in layout.peers.keys where Bool.random(using: &random) || number == 0 {
                next.peers[name] = [IPAddress(ipv4: .random(in: .min ... .max, using: &random))]
            }
            #expect(try planner.changes(from: layout.ruleset, to: next.ruleset).isEmpty == (next == layout))
            layout = next
        }
        #expect(planner.readers.lookCount == looks && planner.pathCount == paths)
    }

    @Test("where only some sets change, the plan is the one that is made of all that there is")
    func ofFewSets() throws {
        var counts = (few: 0, phases: 0)
        for seed in 0..<UInt64(rounds(200, long: 4_000)) {
            for pair in [Self.pairOfSets(seed), Self.pairOfMembers(seed)] {
                let names = DifferingNames(pair.old, pair.new)
                let round = Round(from: pair.old, to: pair.new, names)
                let passages = Passages(round)
                let crossings = round.analysis.map { Crossings(round, $0) }
                guard names.areOfSetsThatStay(pair.old, pair.new), passages.copied.isEmpty,
                    crossings?.detour(from: pair.old, to: pair.new) == nil
                else { continue }
                counts.few += 1
                var expected: [Phase] = []
                var previous: Ruleset? = pair.old
                for (step, state) in Way(round, passages).states + [(.remove, pair.new as Ruleset?)] {
                    let changes = Difference.changes(from: previous, to: state)
                    if !changes.isEmpty { expected.append(Phase(step, changes, result: state)) }
                    previous = state
                }
                counts.phases += expected.count
                #expect(try changes(from: pair.old, to: pair.new) == expected, "seed \(seed)\n\(pair.text)")
            }
        }
        #expect(counts.few > 100 && counts.phases > counts.few, "\(counts)")
    }

    /// Two rulesets that differ in what sets hold, which any rule may ask for any reason.
    private static func pairOfSets(_ seed: UInt64) -> RulesetPair {
        var generator = RulesetGenerator(SeededGenerator(seed: seed), options: .forPackets)
        let old = generator.ruleset()
        let edits: [RulesetGenerator.Edit] = [
            .elementJoins, .memberMoves, .elementLeaves, .exceptChanged, .memberMoves,
        ]
        return RulesetPair(old: old, new: generator.mutated(old, by: Array(edits.prefix(2 + Int(seed % 4)))))
    }

    /// Two nodes that differ in who their peers are.
    private static func pairOfMembers(_ seed: UInt64) -> RulesetPair {
        var random = SeededGenerator(seed: seed)
        let layout = PodLayout.random(&random)
        var next = layout
        for name in layout.peers.keys.sorted() {
            guard let member = SmallUniverse.ipv4.randomElement(using: &random).map({ Set([$0]) }) else { continue }
            next.peers[name]?.formSymmetricDifference(member)
        }
        return RulesetPair(old: layout.ruleset, new: next.ruleset)
    }
}
