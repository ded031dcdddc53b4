import Nftables

/// What may become of packets, when each look-up on their way may be answered by either of two states of the table.
///
/// A packet may stand in several of these at once: which it is, is the adversary's choice.
struct Fate: Equatable {
    /// May be accepted.
    var accepted: Packets = 0
    /// May be dropped.
    var dropped: Packets = 0
    /// May come back behind the rule that led here.
    var back: Packets = 0

    /// Adds what may happen behind a jump, but for coming back.
    mutating func formUnion(_ other: Fate) {
        accepted |= other.accepted
        dropped |= other.dropped
        back |= other.back
    }
}

/// The walk of all packets at once through the chains of one state, while sets and maps answer as in any of several.
///
/// What is not there answers as if it were empty, as in the kernel: a set that is not published yet, a chain that has
/// no rules in this generation.
struct TornWalk {
    /// Whose chains are walked.
    let chains: [String: Chain]
    /// Whose sets and maps may answer; the same set may answer by one now and by the other later.
    let answering: [Ruleset]
    /// What packets match what.
    let masks: PacketMasks

    /// What may become of all packets in a base chain; accepted where it is not there.
    func fate(inBase name: String) -> Fate {
        guard let chain = chains[name], let base = chain.base else { return Fate(accepted: .max) }
        var fate = walk(name, .max)
        switch base.policy {
        case .accept: fate.accepted |= fate.back
        case .drop: fate.dropped |= fate.back
        }
        fate.back = 0
        return fate
    }

    private func walk(_ name: String, _ entering: Packets) -> Fate {
        var fate = Fate()
        var active = entering
        for rule in chains[name]?.rules ?? [] where active != 0 { active = run(rule, active, &fate) }
        fate.back |= active
        return fate
    }

    /// Those that may go on behind the rule.
    private func run(_ rule: Rule, _ entering: Packets, _ fate: inout Fate) -> Packets {
        var here = entering
        var on: Packets = 0
        for statement in rule.statements where here != 0 {
            switch statement {
            case .match(let match):
                let (can, cannot) = outcomes(of: match)
                on |= here & cannot
                here &= can
            case .verdict(let verdict):
                on |= take(verdict, here, &fate)
                here = 0
            case .verdictMap(let fields, let map): here = ask(map, fields, here, &on, &fate)
            case .reject:
                fate.dropped |= here
                here = 0
            case .limit: on |= here
            case .counter, .namedCounter, .log, .foreign: break
            }
        }
        return on | here
    }

    /// Those that may match, and those that may not.
    private func outcomes(of match: Match) -> (can: Packets, cannot: Packets) {
        guard case .member(let set) = match.test else {
            let can = masks.matching(match)
            return (can, ~can)
        }
        var (inAny, inAll) = (0 as Packets, Packets.max)
        for ruleset in answering {
            let inside = ruleset.sets[set].map { masks.matching($0.elements, match.fields) } ?? 0
            inAny |= inside
            inAll &= inside
        }
        let having = masks.having(match.fields)
        return match.isNegated ? (having & ~inAll, ~having | inAny) : (inAny, ~inAll)
    }

    /// Those that may find nothing in the map.
    private func ask(
        _ map: String, _ fields: [Field], _ entering: Packets, _ on: inout Packets, _ fate: inout Fate
    ) -> Packets {
        var inAll = Packets.max
        for (index, ruleset) in answering.enumerated() {
            var inside: Packets = 0
            if let asked = ruleset.maps[map] {
                for (key, verdict) in asked.verdicts {
                    let packets = masks.matching(key, asked.layout, fields)
                    inside |= packets
                    let isKnown = index > 0 && answering[0].maps[map]?.verdicts[key] == verdict
                    if !isKnown { on |= take(verdict, entering & packets, &fate) }
                }
            }
            inAll &= inside
        }
        return entering & ~inAll
    }

    /// Those that may go on with the next rule.
    private func take(_ verdict: Verdict, _ packets: Packets, _ fate: inout Fate) -> Packets {
        guard packets != 0 else { return 0 }
        switch verdict {
        case .accept: fate.accepted |= packets
        case .drop: fate.dropped |= packets
        case .return: fate.back |= packets
        case .continue: return packets
        case .goto(let chain): fate.formUnion(walk(chain, packets))
        case .jump(let chain):
            var below = walk(chain, packets)
            let on = below.back
            below.back = 0
            fate.formUnion(below)
            return on
        }
        return 0
    }
}
