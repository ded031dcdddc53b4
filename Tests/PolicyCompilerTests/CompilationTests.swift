import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

/// What was compiled before is used, and never shows.
@Suite struct CompilationTests {
    @Test("following events gives what compiling from scratch does, at each of them", arguments: 0..<UInt64(4))
    func followsEvents(_ part: UInt64) {
        let count = UInt64(rounds(4, long: 8))
        for seed in part * count..<(part + 1) * count {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            var node = CompiledNode()
            node.apply(generator.events())
            for step in 0..<30 {
                // One event at a time, and two or three at once: members may come and go between two looks.
                node.apply((0...step % 3).map { _ in generator.event() })
                if !isAsFromScratch(node, "seed \(seed) step \(step)") { return }
            }
        }
    }

    @Test("the way to a cluster never shows: reversed, doubled, squashed, split, emptied", arguments: 0..<UInt64(4))
    func theWayNeverShows(_ part: UInt64) {
        let count = UInt64(rounds(4, long: 8))
        for seed in part * count..<(part + 1) * count {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            let lists = generator.events()
            let events = (0..<20).map { _ in generator.event() }
            var straight = CompiledNode()
            for event in lists + events { straight.apply([event]) }
            for way in Way.allCases {
                var node = CompiledNode()
                for events in way.steps(lists, events, straight.cluster) { node.apply(events) }
                #expect(node.ruleset == straight.ruleset, "seed \(seed) \(way)")
                #expect(node.ruleset?.text == straight.ruleset?.text, "seed \(seed) \(way)")
                if !isAsFromScratch(node, "seed \(seed) \(way)") || node.ruleset != straight.ruleset { return }
            }
        }
    }

    @Test("what does not matter changes nothing, and plans nothing")
    func whatDoesNotMatter() throws {
        var generator = ClusterGenerator(SeededGenerator(seed: 7))
        var node = CompiledNode()
        node.apply(generator.events())
        let before = node.ruleset
        let stranger = Pod(ObjectKey("far", "pod"), node: "n9")
        for event in [ClusterEvent.pod(stranger.key, stranger), .node("n9", Node("n9")), .pod(stranger.key, nil)] {
            node.apply([event])
            #expect(node.ruleset == before)
            #expect(try changes(from: before, to: node.ruleset).isEmpty)
        }
    }

    private func isAsFromScratch(_ node: CompiledNode, _ what: String) -> Bool {
        let scratch = node.fromScratch
        guard let ruleset = node.ruleset, ruleset != scratch else { return true }
        let lines = Set(ruleset.text.split(separator: "\n")).symmetricDifference(scratch.text.split(separator: "\n"))
        Issue.record("\(what): \(lines.sorted().joined(separator: "\n"))")
        return false
    }
}

/// Ways to one cluster.
private enum Way: CaseIterable {
    case reversed
    case doubled
    case squashed
    case split
    case emptied

    /// The steps of this way, where events straight after lists gave this cluster.
    func steps(_ lists: [ClusterEvent], _ events: [ClusterEvent], _ end: Cluster) -> [[ClusterEvent]] {
        let final = Self.objects(end)
        switch self {
        case .reversed: return (final.reversed()).map { [$0] }
        case .doubled: return (lists + events).flatMap { [[$0], [$0]] }
        case .squashed: return [lists + events]
        case .split: return final.map { [$0] }
        case .emptied:
            let empty: [ClusterEvent] = [.pods([]), .namespaces([]), .policies([])]
            return (lists + events).map { [$0] } + empty.map { [$0] } + [final]
        }
    }

    /// What a cluster holds, object by object.
    private static func objects(_ cluster: Cluster) -> [ClusterEvent] {
        cluster.nodes.values.map { .node($0.name, $0) } + cluster.policies.map { .policy($0.key, $0) }
            + cluster.pods.values.map { .pod($0.key, $0) }
            + cluster.namespaces.values.map { .namespace($0.name, $0) }
    }
}
