import Nftables

/// A packet that got a wrong answer on the way from one ruleset to another.
struct Leak: Equatable, CustomStringConvertible {
    /// What was wrong about it.
    enum Kind: String {
        /// Accepted though both rulesets drop it.
        case opened
        /// Dropped though both rulesets accept it.
        case lost
    }

    let kind: Kind
    /// Which phase, from zero.
    let phase: Int
    /// The base chain, or the hook where one of its chains comes or goes.
    let place: String
    let packets: Packets

    var description: String { "\(kind.rawValue) in phase \(phase) at \(place): \(PacketMasks.text(packets))" }
}

/// What packets may see while a table goes from one ruleset to another over some states.
///
/// During a commit a packet walks the chains of either side, all of one base chain's walk from the same side, and each
/// look-up is answered by either side. Judged per base chain, since each reads the generation for itself; where a base
/// chain comes or goes, the whole hook is judged, and the chain may be seen or not.
struct TornViews {
    let old: Ruleset?
    let new: Ruleset?
    let masks: PacketMasks

    /// Where packets are judged: one base chain that stays, or all those of a hook where some come or go.
    private struct Place {
        let name: String
        let staying: [String]
        let all: [String]
    }

    /// All wrong answers on the way over these states, the first of which is the old ruleset and the last the new one.
    func leaks(over states: [Ruleset?]) -> [Leak] {
        tornLeaks(over: states) + wholeLeaks(over: states)
    }

    /// The packets that all base chains of a hook let through in some state between, and not in the first and the last.
    private func wholeLeaks(over states: [Ruleset?]) -> [Leak] {
        hooks.filter { $0.value.count > 1 }.flatMap { hook, chains in
            let allowed = fate(chains, [old]).accepted | fate(chains, [new]).accepted
            return states.enumerated().compactMap { index, state in
                let opened = fate(chains, [state]).accepted & ~allowed & ~PacketMasks.hairpins
                return opened == 0
                    ? nil : Leak(kind: .opened, phase: index - 1, place: "all of \(hook.word)", packets: opened)
            }
        }
    }

    private func tornLeaks(over states: [Ruleset?]) -> [Leak] {
        places.flatMap { place in
            let closed = closed(at: place)
            let (before, after) = (fate(place.all, [old]), fate(place.all, [new]))
            return zip(states, states.dropFirst()).enumerated().flatMap { index, sides in
                let between = fate(place.all, [sides.0, sides.1])
                let (opened, lost) = (between.accepted & closed, between.dropped & ~before.dropped & ~after.dropped)
                return [
                    Leak(kind: .opened, phase: index, place: place.name, packets: opened),
                    Leak(kind: .lost, phase: index, place: place.name, packets: lost),
                ].filter { $0.packets != 0 }
            }
        }
    }

    /// All wrong answers on the way over these phases.
    func leaks(_ phases: [Phase]) -> [Leak] { leaks(over: [old] + phases.map(\.result)) }

    /// What must not be accepted here.
    ///
    /// Not what two chains that stay drop in turn, one before and the other behind: no order of commits can keep a
    /// packet from seeing the one after and the other before its change.
    private func closed(at place: Place) -> Packets {
        let (before, after) = (fate(place.all, [old]), fate(place.all, [new]))
        let closed = ~before.accepted & ~after.accepted
        if place.staying == place.all { return closed }
        return closed & ~(fate(place.staying, [old]).dropped & fate(place.staying, [new]).dropped)
    }

    private var bases: [String: BaseChain.Hook] {
        var bases: [String: BaseChain.Hook] = [:]
        for chains in [old?.chains, new?.chains] {
            for (name, chain) in chains ?? [:] { bases[name] = chain.base?.hook }
        }
        return bases
    }

    private var hooks: [BaseChain.Hook: [String]] {
        Dictionary(grouping: bases.keys.sorted()) { bases[$0] ?? .forward }
    }

    private var places: [Place] {
        let bases = bases
        let staying = bases.keys.filter { old?.chains[$0] != nil && new?.chains[$0] != nil }.sorted()
        let renewed = Set(bases.filter { !staying.contains($0.key) }.values)
        return staying.map { Place(name: $0, staying: [$0], all: [$0]) }
            + BaseChain.Hook.allCases.filter { renewed.contains($0) }.map { hook in
                let all = bases.filter { $0.value == hook }.keys.sorted()
                return Place(name: hook.word, staying: all.filter { staying.contains($0) }, all: all)
            }
    }

    /// What may become of packets in chains that they pass one after the other: one drop is enough.
    private func fate(_ chains: [String], _ sides: [Ruleset?]) -> Fate {
        var result = Fate(accepted: .max)
        let answering = sides.map { $0 ?? Ruleset() }
        for chain in chains {
            var fate = Fate()
            for side in answering {
                fate.formUnion(TornWalk(chains: side.chains, answering: answering, masks: masks).fate(inBase: chain))
            }
            result.accepted &= fate.accepted
            result.dropped |= fate.dropped
        }
        return result
    }
}
