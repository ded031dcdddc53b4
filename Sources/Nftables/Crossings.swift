/// The addresses about which two base chains of one hook change their minds in one round: one may open to a packet
/// before the other closes to it.
///
/// A packet passes where all base chains let it pass, and a phase changes some of what they ask. So nobody joins a set
/// that opens before those who leave one have left, and before all else is as it shall be:
///
///     crossing members leave ─► all else changes ─► crossing members join
///
/// Where what both rulesets let through might be lost on this way, since a member moves from set to set or the way of
/// another one changes too, rules read copies of the sets instead, and all changes in one batch.
///
/// Most members cross nothing: two base chains ask about an address only where maps lead its packets on, as they do for
/// isolated pods, or where all packets are asked.
struct Crossings {
    private let round: Round
    private let analysis: PassageAnalysis
    /// The chains that all packets meet.
    private var direct: Set<String> = []
    /// Who joins and who leaves each set that opens, of those that cross.
    private var crossing: [String: (joining: Set<Element>, leaving: Set<Element>)] = [:]

    /// The crossings of a round.
    init(_ round: Round, _ analysis: PassageAnalysis) {
        self.round = round
        self.analysis = analysis
        if !round.sharesHooks || isMonotone { return }
        direct = round.old.directChains(round.readers.old).union(round.new.directChains(round.readers.new))
        crossing = found
    }

    /// Where to stop on the way between these, which differ as the round does; `nil` where nothing crosses.
    func detour(from old: Ruleset, to new: Ruleset) -> Detour? {
        if crossing.isEmpty { return nil }
        if isMoving || crossing.keys.contains(where: { hasOtherWays($0) }) {
            return Detour(from: old, to: new, copying: Set(crossing.keys))
        }
        let departed = old.holding(crossing.compactMapValues { $0.leaving.isEmpty ? nil : $0.leaving }, beside: new)
        let waiting = new.holding(crossing.compactMapValues { $0.joining.isEmpty ? nil : $0.joining }, beside: old)
        return Detour(stops: [departed, waiting].compactMap { $0 })
    }

    /// Whether all that happens is that members join sets that open, or that members leave them.
    private var isMonotone: Bool {
        guard round.isOfSetsAlone, round.members.keys.allSatisfy({ analysis.opens($0) }) else { return false }
        return round.members.values.allSatisfy(\.joining.isEmpty) || round.members.values.allSatisfy(\.leaving.isEmpty)
    }

    /// Whether a chain changes that all packets meet, or ranges do about which they are asked.
    private var isEverywhere: Bool {
        round.names.chains.contains { direct.contains($0) }
            || round.members.contains { set, change in change.joining.layout.isInterval && isAskedOfAll(set) }
    }

    /// Whether all packets meet a rule that reads the set, or it does something else than letting packets through.
    private func isAskedOfAll(_ set: String) -> Bool {
        !analysis.opens(set) || !round.readers.old[set].union(round.readers.new[set]).isDisjoint(with: direct)
    }

    private var found: [String: (joining: Set<Element>, leaving: Set<Element>)] {
        let isEverywhere = isEverywhere
        let read = round.sets.filter { !(round.readers.old[$0].isEmpty && round.readers.new[$0].isEmpty) }
        var changes = Dictionary(uniqueKeysWithValues: read.map { ($0, round.addresses(of: $0)) })
        let others = changes.filter { isAskedOfAll($0.key) }.values
            .reduce(into: Set()) { $0.formUnion($1.joining.union($1.leaving)) }
        changes = changes.filter { analysis.opens($0.key) }.mapValues { change in
            if isEverywhere { return change }
            let isMet = { (address: Element) in others.contains(address) || round.isKey(address) }
            return (change.joining.filter(isMet), change.leaving.filter(isMet))
        }
        let joining = changes.values.reduce(into: Set()) { $0.formUnion($1.joining) }
        let leaving = changes.values.reduce(into: Set()) { $0.formUnion($1.leaving) }
        let crossing = joining.union(leaving).filter { address in
            isEverywhere || others.contains(address) || round.changesWay(of: address)
                || joining.contains(address) && leaving.contains { $0 != address }
                || leaving.contains(address) && joining.contains { $0 != address }
        }
        return changes.mapValues { ($0.joining.intersection(crossing), $0.leaving.intersection(crossing)) }
            .filter { !$0.value.joining.isEmpty || !$0.value.leaving.isEmpty }
    }

    /// Whether an address that crosses leaves one set and joins another.
    private var isMoving: Bool {
        let joining = crossing.values.reduce(into: Set()) { $0.formUnion($1.joining) }
        return crossing.values.contains { !$0.leaving.isDisjoint(with: joining) }
    }

    /// Whether packets are led to a set, or away from it, for the sake of another address than the one that crosses.
    private func hasOtherWays(_ set: String) -> Bool {
        guard let (joining, leaving) = crossing[set] else { return false }
        let ways = analysis.ways(to: [set]).filter { !$0.from.isEmpty || !$0.to.isEmpty }
        return !ways.isEmpty && joining.union(leaving).union(ways.map(\.change.key)).count > 1
    }
}

extension Round {
    /// Whether two base chains stand at one hook, before or behind.
    fileprivate var sharesHooks: Bool {
        let bases = readers.old.bases.union(readers.new.bases)
        let hooks = Set(bases.compactMap { (new.chains[$0] ?? old.chains[$0])?.base?.hook })
        return hooks.count < bases.count
    }

    /// Whether a map of addresses leads packets of this one on.
    fileprivate func isKey(_ address: Element) -> Bool {
        [old, new].contains { $0.maps.values.contains { $0.isOfAddresses && $0.verdicts[address] != nil } }
    }

    /// The addresses that join a set and those that leave it; of ranges those that maps lead on.
    fileprivate func addresses(of set: String) -> (joining: Set<Element>, leaving: Set<Element>) {
        guard let (joining, leaving) = members[set] else { return ([], []) }
        if !joining.layout.isInterval { return (joining.addresses, leaving.addresses) }
        guard let was = old.sets[set]?.elements, let becomes = new.sets[set]?.elements else { return ([], []) }
        let keys = [old, new].flatMap(\.maps.values).filter { $0.isOfAddresses }.flatMap(\.verdicts.keys)
        let (before, behind) = (keys.filter { was.mayHold($0) }, keys.filter { becomes.mayHold($0) })
        if joining.layout.isConcatenation { return (Set(behind), Set(before)) }
        return (Set(behind).subtracting(before), Set(before).subtracting(behind))
    }

    /// Whether a map leads packets of this address elsewhere than before, or to chains that change.
    fileprivate func changesWay(of address: Element) -> Bool {
        maps.contains { old.maps[$0]?.verdicts[address] != new.maps[$0]?.verdicts[address] }
            || !chains.isEmpty
                && [old, new].contains { ruleset in
                    ruleset.maps.values.contains { map in
                        map.verdicts[address]?.target.map { leads($0, toChangesIn: ruleset) } ?? false
                    }
                }
    }

    private func leads(_ chain: String, toChangesIn ruleset: Ruleset) -> Bool {
        !ruleset.chains(behind: [chain], through: { _ in true }).isDisjoint(with: chains)
    }
}

extension Ruleset {
    /// The chains that packets come to whatever their addresses are.
    fileprivate func directChains(_ readers: Readers) -> Set<String> {
        chains(behind: readers.bases) { !$0.isOfAddresses }
    }

    /// Some chains and those that they lead to, by themselves or through such maps.
    fileprivate func chains(behind start: Set<String>, through isWay: (VerdictMap) -> Bool) -> Set<String> {
        var found = start
        var waiting = Array(start)
        while let chain = waiting.popLast() {
            for statement in chains[chain]?.rules.flatMap(\.statements) ?? [] {
                for target in targets(of: statement, through: isWay) where found.insert(target).inserted {
                    waiting.append(target)
                }
            }
        }
        return found
    }

    private func targets(of statement: Statement, through isWay: (VerdictMap) -> Bool) -> [String] {
        switch statement {
        case .verdict(let verdict): verdict.target.map { [$0] } ?? []
        case .verdictMap(_, let name): maps[name].map { isWay($0) ? $0.verdicts.values.compactMap(\.target) : [] } ?? []
        case .match, .counter, .namedCounter, .limit, .log, .reject, .foreign: []
        }
    }

    /// The same, where sets lack these addresses as far as another ruleset lacks them; `nil` where there are none.
    fileprivate func holding(_ lacking: [String: Set<Element>], beside other: Ruleset) -> Ruleset? {
        if lacking.isEmpty { return nil }
        var result = self
        for (name, addresses) in lacking {
            guard let set = sets[name], let common = other.sets[name]?.elements.common(with: set.elements) else {
                continue
            }
            let elements = set.elements.layout.isInterval ? common : set.elements.without(addresses, but: common)
            result.sets[name] = NamedSet(elements, keeping: set.comment)
        }
        return result
    }
}

extension Elements {
    /// All addresses in the fields of the elements.
    fileprivate var addresses: Set<Element> { Set((0..<count).flatMap { addresses(at: $0) }) }

    private func addresses(at index: Int) -> [Element] {
        let element = bytes(at: index)
        return layout.addressSpans.map { span in
            Element(bytes: Array(element[element.startIndex + span.lowerBound..<element.startIndex + span.upperBound]))
        }
    }

    /// Without the elements that have one of these addresses, but for those of others.
    fileprivate func without(_ addresses: Set<Element>, but others: Elements) -> Elements {
        let kept = (0..<count).filter { addresses.isDisjoint(with: self.addresses(at: $0)) }
        return Elements(layout, packed: kept.flatMap { bytes(at: $0) }).union(others)
    }

    /// Whether an interval has this address in one of its fields.
    fileprivate func mayHold(_ address: Element) -> Bool {
        (0..<count).contains { index in
            let element = bytes(at: index)
            let (lower, upper) = (element.prefix(layout.keyByteCount), element.suffix(layout.keyByteCount))
            return layout.addressSpans.contains { span in
                let (from, to) = (Array(lower)[span], Array(upper)[span])
                return from.count == address.bytes.count && !address.bytes.lexicographicallyPrecedes(from)
                    && !to.lexicographicallyPrecedes(address.bytes)
            }
        }
    }
}

extension KeyLayout {
    fileprivate var addressSpans: [Range<Int>] { fieldSpans.filter { $0.type.isAddress }.map(\.range) }
}

extension VerdictMap {
    /// Whether each key is one address and nothing else.
    fileprivate var isOfAddresses: Bool { layout.fields.count == 1 && !layout.isInterval && layout.fields[0].isAddress }
}

extension FieldType {
    fileprivate var isAddress: Bool { self == .ipv4Address || self == .ipv6Address }
}
