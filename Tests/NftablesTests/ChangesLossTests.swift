import Nftables
import TestSupport
import Testing

@Suite struct ChangesLossTests {
    @Test("loses no packet that both rulesets accept, for each event of a node", arguments: PodLayout.Event.allCases)
    func losesNothing(_ event: PodLayout.Event) throws {
        try check([[event]], name: "losesNothing \(event)", count: TestSupport.rounds(40, long: 40))
    }

    @Test("loses no packet where several pods and peers change in one round", arguments: rounds)
    func losesNothingInARound(_ events: [PodLayout.Event]) throws {
        try check([events], name: "losesNothing \(events)", count: TestSupport.rounds(40, long: 40))
    }

    private static let rounds: [[PodLayout.Event]] = [
        [.podReplaced, .podAdded, .peerMoves],
        [.podReplaced, .peerMoves, .peerMoves],
        [.podAdded, .podRemoved, .peerJoins, .peerLeaves],
        [.podIsolated, .podFreed, .podRemoved],
        [.podIsolated, .peerMoves],
        [.podFreed, .peerMoves],
        [.podAdded, .sourceKnown], [.podRemoved, .sourceUnknown], [.podIsolated, .sourceKnown, .sourceUnknown],
        [.rulesRewritten, .rulesRewritten], [.podIsolated, .rulesRewritten, .podAdded],
        [.peerMoves, .peerMoves, .peerMoves], [.exceptChanged, .blocksChanged], [.gateTurned, .podIsolated],
        [.renamed, .peerMoves], [.renamed, .podIsolated, .podReplaced], [.blocksReplaced, .podReplaced],
    ]

    func check(_ events: [[PodLayout.Event]], name: String, count: Int) throws {
        let masks = PacketMasks()
        var random = SeededGenerator.forTest(name)
        var failures = 0
        for _ in 0..<count {
            let layout = PodLayout.random(&random)
            var after = layout
            for event in events.randomElement(using: &random) ?? [] { after = after.after(event, &random) }
            let (old, new) = (layout.ruleset, after.ruleset)
            let leaks = try ChangesTests.leaks(old, new, masks)
            if leaks.isEmpty { continue }
            failures += 1
            if failures > 1 { continue }
            let kind = leaks[0].kind
            let smallest = LayoutPair(old: layout, new: after).shrunk { pair in
                (try? ChangesTests.leaks(pair.old, pair.new, masks))?.contains { $0.kind == kind } ?? false
            }.rulesets
            let phases = try changes(from: smallest.old, to: smallest.new)
            let found = try ChangesTests.leaks(smallest.old, smallest.new, masks)
            Issue.record("\(random): \(found)\n\(smallest.text)\(phases.map(\.summary).joined(separator: "\n"))")
        }
        if failures > 0 { print("\(name): \(failures) of \(count)") }
    }
}
