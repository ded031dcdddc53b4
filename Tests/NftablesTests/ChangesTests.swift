import Nftables
import TestSupport
import Testing

@Suite struct ChangesTests {
    @Test("never opens what both rulesets drop, whatever changes", arguments: 0..<UInt64(4))
    func neverOpens(_ part: UInt64) throws {
        let masks = PacketMasks()
        let count: UInt64 = runsLongTests ? 25_000 : 1_000
        for seed in part * count..<(part + 1) * count {
            var generator = RulesetGenerator(SeededGenerator(seed: seed), options: .forPackets)
            let old = generator.ruleset()
            let new = generator.mutated(old, editsMax: 4)
            let leaks = try Self.leaks(old, new, masks)
            guard leaks.contains(where: { $0.kind == .opened }) else { continue }
            try report(RulesetPair(old: old, new: new), seed, masks)
            return
        }
    }

    private func report(_ pair: RulesetPair, _ seed: UInt64, _ masks: PacketMasks) throws {
        let smallest = pair.shrunk { pair in
            (try? Self.leaks(pair.old, pair.new, masks))?.contains { $0.kind == .opened } ?? false
        }
        let found = try Self.leaks(smallest.old, smallest.new, masks)
        let phases = try changes(from: smallest.old, to: smallest.new)
        Issue.record("seed \(seed): \(found)\n\(smallest.text)\(phases.map(\.summary).joined(separator: "\n"))")
    }

    static func leaks(_ old: Ruleset, _ new: Ruleset, _ masks: PacketMasks) throws -> [Leak] {
        TornViews(old: old, new: new, masks: masks).leaks(try changes(from: old, to: new))
    }
}

extension Phase {
    /// The changes in words, one a line.
    var summary: String { (["\(step):"] + changes.map { "  " + $0.summary }).joined(separator: "\n") }
}
