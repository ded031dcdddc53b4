import TestSupport
import Testing

@testable import Nftables

/// What a way is made of, whatever packets see of it.
@Suite struct ChangesPlanTests {
    private static let pairs = (0..<UInt64(150)).flatMap { [Corpus.random($0), Corpus.node($0)] }

    @Test("does nothing between a ruleset and itself")
    func nothing() throws {
        for pair in Self.pairs { #expect(try changes(from: pair.old, to: pair.old) == []) }
        #expect(try changes(from: nil, to: nil) == [])
    }

    @Test("is taken by the kernel phase by phase, and ends where it should")
    func isTaken() throws {
        for pair in Self.pairs {
            let kernel = MemoryKernel(pair.old)
            var generation = try kernel.observe().generation
            for phase in try changes(from: pair.old, to: pair.new) {
                generation = try kernel.apply(phase, expecting: generation)
                #expect(kernel.ruleset == phase.result, "\(pair.text)")
            }
            #expect(kernel.ruleset == pair.new, "\(pair.text)")
        }
    }

    @Test("touches only what differs, but for copies and those that read them")
    func isMinimal() throws {
        var checkedCount = 0
        for pair in Self.pairs {
            let touched = Set(try changes(from: pair.old, to: pair.new).flatMap(\.changes).compactMap(\.objectName))
            let isDetour = touched.contains { name in
                ["copy/", "going/", "coming/"].contains { name.hasPrefix($0) }
            }
            if isDetour { continue }
            checkedCount += 1
            #expect(touched.subtracting(pair.differing) == [], "\(pair.text)")
        }
        #expect(checkedCount > Self.pairs.count / 2)
    }

    @Test(
        "takes at most three phases for anything that happens to a node by itself", arguments: PodLayout.Event.allCases)
    func isShort(_ event: PodLayout.Event) throws {
        var random = SeededGenerator.forTest("ChangesPlan.isShort \(event)")
        for _ in 0..<30 {
            let layout = PodLayout.random(&random)
            let phases = try changes(from: layout.ruleset, to: layout.after(event, &random).ruleset)
            #expect(phases.count <= 3, "\(phases.map(\.summary).joined(separator: "\n"))")
        }
    }
}

extension RulesetPair {
    /// The names of objects that are not the same on both sides.
    fileprivate var differing: Set<String> {
        func differing<Object: Equatable>(_ old: [String: Object], _ new: [String: Object]) -> [String] {
            Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        }
        return Set(
            differing(old.sets, new.sets) + differing(old.maps, new.maps) + differing(old.chains, new.chains)
                + old.counters.symmetricDifference(new.counters))
    }
}

extension Change {
    /// What it is done to; `nil` for the whole table.
    fileprivate var objectName: String? {
        switch self {
        case .createTable, .deleteTable, .removeForeign: nil
        case .createCounter(let name), .deleteCounter(let name), .createSet(let name, _, _), .deleteSet(let name),
            .addElements(_, let name), .removeElements(_, let name), .createMap(let name, _, _), .deleteMap(let name),
            .addVerdicts(_, let name, _), .removeVerdicts(_, let name, _), .createChain(let name, _, _),
            .deleteChain(let name), .setPolicy(_, let name), .setRules(_, let name):
            name
        }
    }
}
