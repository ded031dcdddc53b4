import TestSupport
import Testing

@testable import Nftables

/// Ways that are wrong on purpose: those who judge ways must find each of them out.
@Suite struct ChangesMutantTests {
    /// One way to get it wrong.
    enum Mutant: String, CaseIterable {
        /// All in one batch.
        case squeezed
        /// Whoever joins a set does so before the switch.
        case allJoinEarly
        /// Whoever leaves a set does so behind the switch.
        case allLeaveLate
        /// Elements of maps lead where they shall while the rules there are the old ones.
        case mapsUnguarded
        /// Hooks go with the switch.
        case hooksGoAtSwitch
        /// Hooks come with all else that is new.
        case hooksComeInBuild
    }

    @Test("what opens or loses packets is found", arguments: Mutant.allCases)
    func isFound(_ mutant: Mutant) {
        let masks = PacketMasks()
        for seed in 0..<UInt64(5_000) {
            for pair in [Corpus.node(seed), Corpus.random(seed), Corpus.hook(seed)] {
                let states = mutant.states(pair.old, pair.new)
                let views = TornViews(old: pair.old, new: pair.new, masks: masks)
                guard let states, !views.leaks(over: states).isEmpty else { continue }
                if !views.leaks(over: Mutant.soundStates(pair.old, pair.new)).isEmpty { continue }
                return
            }
        }
        Issue.record("nothing was found wrong with \(mutant)")
    }

    @Test("one batch loses and opens packets in most of what happens to a node")
    func squeezed() {
        let masks = PacketMasks()
        var kinds: Set<Leak.Kind> = []
        for seed in 0..<UInt64(300) {
            let pair = Corpus.node(seed)
            let views = TornViews(old: pair.old, new: pair.new, masks: masks)
            kinds.formUnion(views.leaks(over: [pair.old, pair.new]).map(\.kind))
        }
        #expect(kinds == [.opened, .lost])
    }
}

extension ChangesMutantTests.Mutant {
    private static func round(_ old: Ruleset, _ new: Ruleset) -> Round {
        Round(from: old, to: new, DifferingNames(old, new))
    }

    /// The states as they should be.
    static func soundStates(_ old: Ruleset, _ new: Ruleset) -> [Ruleset?] {
        let round = round(old, new)
        return [old] + Way(round, Passages(round)).states.map(\.state) + [new]
    }

    /// The states of the wrong way; `nil` where it needs a detour.
    func states(_ old: Ruleset, _ new: Ruleset) -> [Ruleset?]? {
        let round = Self.round(old, new)
        let passages = Passages(round)
        guard passages.copied.isEmpty, Detour(round) == nil else { return nil }
        if self == .squeezed { return [old, new] }
        let states = Way(round, passages).states
        guard let turn = states.lastIndex(where: { $0.step == .switch }) else { return nil }
        let wrong = states.enumerated().map { index, entry in
            entry.state.map { mutated($0, isTurned: index >= turn, old, new) }
        }
        return [old] + wrong + [new]
    }

    private func mutated(_ state: Ruleset, isTurned: Bool, _ old: Ruleset, _ new: Ruleset) -> Ruleset {
        var state = state
        switch self {
        case .squeezed: break
        case .allJoinEarly:
            for (name, set) in state.sets { state.sets[name]?.elements = set.joined(with: new.sets[name]) }
        case .allLeaveLate:
            for (name, set) in state.sets { state.sets[name]?.elements = set.joined(with: old.sets[name]) }
        case .mapsUnguarded:
            for name in state.maps.keys { state.maps[name] = (isTurned ? new : old).maps[name] ?? state.maps[name] }
        case .hooksGoAtSwitch:
            if isTurned { state.chains = state.chains.filter { $0.value.base == nil || new.chains[$0.key] != nil } }
        case .hooksComeInBuild:
            for (name, chain) in new.chains where chain.base != nil && old.chains[name] == nil {
                state.chains[name] = chain
            }
        }
        return state
    }
}

extension NamedSet {
    fileprivate func joined(with other: NamedSet?) -> Elements {
        other.flatMap { elements.joined(with: $0.elements) } ?? elements
    }
}
