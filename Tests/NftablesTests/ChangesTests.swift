import Nftables
import TestSupport
import Testing

/// What no way between two rulesets may do, tried with every packet of a small universe.
@Suite struct ChangesTests {
    @Test("never opens what both rulesets drop, whatever changes", arguments: 0..<UInt64(4))
    func neverOpens(_ part: UInt64) throws {
        try checkOpen(part, count: UInt64(rounds(1_000, long: 1_500)), Corpus.random)
    }

    @Test("never opens what both rulesets drop, whatever happens to a node", arguments: 0..<UInt64(4))
    func neverOpensANode(_ part: UInt64) throws {
        try checkOpen(part, count: UInt64(rounds(250, long: 250)), Corpus.node)
    }

    @Test("never opens what both rulesets drop, where hooks come and go", arguments: 0..<UInt64(4))
    func neverOpensWithHooks(_ part: UInt64) throws {
        try checkOpen(part, count: UInt64(rounds(150, long: 600)), Corpus.hooksAndMovers)
    }

    @Test("never opens what both rulesets drop, between any two of a small kind", arguments: 0..<4)
    func neverOpensSmall(_ part: Int) throws {
        let masks = PacketMasks()
        let all = Corpus.everySmall
        // Every pair in the long run; else each with some others, never the same twice.
        let step = 17
        for first in stride(from: part, to: all.count, by: 4) {
            for second in stride(from: first % step, to: all.count, by: step) {
                let pair = RulesetPair(old: all[first], new: all[second])
                if try report(pair, "small \(first) \(second)", masks) { return }
            }
        }
    }

    @Test("never opens on the way on from any state between, to where it was going or elsewhere")
    func neverOpensWhenStopped() throws {
        let masks = PacketMasks()
        for seed in 0..<UInt64(rounds(150, long: 150)) {
            for pair in [Corpus.random(seed), Corpus.node(seed)] {
                var generator = RulesetGenerator(
                    SeededGenerator(seed: seed + 1_000_000), options: .forPackets, namesBehind: 100_000)
                let elsewhere = generator.mutated(pair.new)
                for state in try changes(from: pair.old, to: pair.new).compactMap(\.result) {
                    for wanted in [pair.new, pair.old, elsewhere] {
                        if try report(RulesetPair(old: state, new: wanted), "seed \(seed)", masks) { return }
                    }
                }
            }
        }
    }

    @Test("loses nothing on the way from no table to one, and on the way back")
    func comesAndGoes() throws {
        let masks = PacketMasks()
        for seed in 0..<UInt64(rounds(200, long: 200)) {
            for ruleset in [Corpus.random(seed).old, Corpus.node(seed).old] {
                for (old, new) in [(nil, ruleset), (ruleset, nil)] as [(Ruleset?, Ruleset?)] {
                    let leaks = TornViews(old: old, new: new, masks: masks).leaks(try changes(from: old, to: new))
                    #expect(leaks == [], "seed \(seed)\n\(ruleset.text)")
                }
            }
        }
    }

    private func checkOpen(_ part: UInt64, count: UInt64, _ pair: (UInt64) -> RulesetPair) throws {
        let masks = PacketMasks()
        for seed in part * count..<(part + 1) * count {
            if try report(pair(seed), "seed \(seed)", masks) { return }
        }
    }

    /// Whether something opens, reported with the smallest pair that does.
    private func report(_ pair: RulesetPair, _ name: String, _ masks: PacketMasks) throws -> Bool {
        guard try Self.leaks(pair.old, pair.new, masks).contains(where: { $0.kind == .opened }) else { return false }
        let smallest = pair.shrunk { pair in
            (try? Self.leaks(pair.old, pair.new, masks))?.contains { $0.kind == .opened } ?? false
        }
        let found = try Self.leaks(smallest.old, smallest.new, masks)
        let phases = try changes(from: smallest.old, to: smallest.new)
        Issue.record("\(name): \(found)\n\(smallest.text)\(phases.map(\.summary).joined(separator: "\n"))")
        return true
    }

    static func leaks(_ old: Ruleset, _ new: Ruleset, _ masks: PacketMasks) throws -> [Leak] {
        TornViews(old: old, new: new, masks: masks).leaks(try changes(from: old, to: new))
    }
}

extension Phase {
    /// The changes in words, one a line.
    var summary: String { (["\(step):"] + changes.map { "  " + $0.summary }).joined(separator: "\n") }
}
