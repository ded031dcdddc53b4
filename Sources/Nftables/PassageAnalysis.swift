/// Works out what of a round touches what, once for all sets and maps of it.
struct PassageAnalysis {
    private let round: Round
    private let oldPaths: PathGraph
    private let newPaths: PathGraph
    private let usages: [String: Usage]
    private let changedKeys: [String: [(key: Element, before: Verdict?, after: Verdict?)]]

    init(_ round: Round) {
        self.round = round
        let (oldPaths, newPaths) = (PathGraph(round.old), PathGraph(round.new))
        self.oldPaths = oldPaths
        self.newPaths = newPaths
        let graphs = [(round.old, oldPaths), (round.new, newPaths)]
        usages = Dictionary(uniqueKeysWithValues: round.sets.map { ($0, Usage.of($0, in: graphs)) })
        changedKeys = Dictionary(uniqueKeysWithValues: round.maps.map { ($0, round.changedKeys(of: $0)) })
    }

    /// How a set gets from old to new.
    func passage(of set: String) -> Passage {
        guard let old = round.old.sets[set]?.elements, let new = round.new.sets[set]?.elements else { return .byCopy }
        switch usages[set] ?? [] {
        case [], .opens: return .opening(from: old, to: new, interference(with: set))
        case .closes:
            return .closing(
                from: old, to: new, ignoredByNew: round.new.ignored(new, in: set, newPaths),
                ignoredByOld: round.old.ignored(old, in: set, oldPaths))
        default: return interference(with: set).isEmpty ? .atSwitch : .byCopy
        }
    }

    private func interference(with set: String) -> Interference {
        let (before, behind) = (oldPaths.surroundings(of: set), newPaths.surroundings(of: set))
        var result: Interference = []
        for surroundings in [before, behind] {
            let chains = surroundings.path.union(surroundings.aside)
            if !chains.isDisjoint(with: round.chains) || !chains.isDisjoint(with: renewedHooks) { return .any }
            if !surroundings.objects.isDisjoint(with: round.maps) { return .any }
            if surroundings.objects.contains(where: { disturbs($0, set) }) { return .any }
        }
        for map in before.mapsOnPath.union(behind.mapsOnPath).intersection(round.maps) {
            for (_, was, becomes) in changedKeys[map] ?? [] {
                if let target = was?.target, before.path.contains(target) { result.insert(.oldWayChanges) }
                if let target = becomes?.target, behind.path.contains(target) { result.insert(.newWayAppears) }
            }
        }
        return result
    }

    /// Hooks that come or go with this round: their chains do not stand in both rulesets.
    private var renewedHooks: Set<String> {
        let (old, new) = (round.old.chains, round.new.chains)
        let coming = new.filter { $0.value.base != nil && old[$0.key] == nil }.keys
        let going = old.filter { $0.value.base != nil && new[$0.key] == nil }.keys
        return Set(coming).union(going)
    }

    /// Whether a change of one set can undo what was thought of another: two that open in rules of their own do not.
    private func disturbs(_ other: String, _ set: String) -> Bool {
        guard round.sets.contains(other) else { return false }
        let usage = usages[other] ?? []
        if usage == [] { return false }
        if usage == .closes { return !isSilent(other) }
        guard usage == .opens, usages[set] == .opens else { return true }
        let rules = [round.old, round.new].flatMap { ruleset in
            (oldPaths.readers[other] ?? []).union(newPaths.readers[other] ?? []).flatMap {
                ruleset.chains[$0]?.rules ?? []
            }
        }
        return rules.contains { $0.reads(other, and: set) }
    }

    /// Whether a set that closes changes only in elements that a map decides about first, before and behind.
    private func isSilent(_ set: String) -> Bool {
        guard let old = round.old.sets[set]?.elements, let new = round.new.sets[set]?.elements else { return false }
        let (joining, leaving) = (new.subtracting(old), old.subtracting(new))
        return joining.subtracting(round.new.ignored(joining, in: set, newPaths)).isEmpty
            && leaving.subtracting(round.old.ignored(leaving, in: set, oldPaths)).isEmpty
    }

    /// The keys of a map that must lead to a drop while rules on their way are rewritten: a packet that keeps the old
    /// rules would otherwise be led by the new element into chains that were never meant for it.
    func guarded(in map: String) -> Set<Element> {
        let before = oldPaths.surroundings(of: map)
        let behind = newPaths.surroundings(of: map)
        let around = before.path.union(before.aside).union(behind.path).union(behind.aside)
        let hooks = around.isDisjoint(with: renewedHooks)
        let objects = before.objects.union(behind.objects).union(before.mapsOnPath).union(behind.mapsOnPath)
        let isAlone = hooks && around.isDisjoint(with: round.chains) && !objects.contains { competes($0, map) }
        return Set(
            (changedKeys[map] ?? []).filter { _, was, becomes in
                !isAlone || touches(was, oldPaths) || touches(becomes, newPaths) || touches(becomes, oldPaths)
            }.map(\.key))
    }

    /// Whether a verdict leads into a chain that is rewritten, or that asks another map that changes.
    private func touches(_ verdict: Verdict?, _ paths: PathGraph) -> Bool {
        guard let target = verdict?.target else { return false }
        return !paths.reachable(from: [target]).isDisjoint(with: round.chains)
    }

    /// Whether another map that changes may be asked about the same packet.
    private func competes(_ other: String, _ map: String) -> Bool {
        guard round.maps.contains(other), other != map, let first = families[map], let second = families[other]
        else { return false }
        return !first.isDisjoint(with: second)
    }

    /// Which families the keys of a map can belong to.
    private var families: [String: Set<FieldType>] {
        Dictionary(
            uniqueKeysWithValues: round.maps.map { name in
                let fields = round.new.maps[name]?.layout.fields ?? []
                let addresses = Set(fields).intersection([.ipv4Address, .ipv6Address])
                return (name, addresses.isEmpty ? [.ipv4Address, .ipv6Address] : addresses)
            })
    }
}

extension Ruleset {
    /// Those elements of a set that never matter to the rules that read it: an earlier rule of the same chain asks a
    /// map about the very same field, and the map leads them to where no packet comes back from.
    fileprivate func ignored(_ elements: Elements, in set: String, _ paths: PathGraph) -> Elements {
        let readers = (paths.readers[set] ?? []).compactMap { chains[$0] }
        guard !elements.layout.isInterval, !readers.isEmpty else { return Elements(elements.layout) }
        return Elements(
            elements.layout,
            elements.filter { key in
                readers.allSatisfy { reader in
                    reader.mapsAsked(before: set).contains { map in
                        maps[map]?.verdicts[key].map { isFinal($0) } ?? false
                    }
                }
            })
    }

    /// Whether no packet that takes this verdict comes back.
    private func isFinal(_ verdict: Verdict) -> Bool {
        switch verdict {
        case .accept, .drop: true
        case .return, .continue: false
        case .jump(let chain), .goto(let chain): chains[chain].map { isFinal($0) } ?? false
        }
    }

    private func isFinal(_ chain: Chain) -> Bool {
        guard chain.rules.last?.endsEveryWalk == true else { return false }
        return chain.rules.allSatisfy { rule in
            rule.statements.allSatisfy { statement in
                switch statement {
                case .verdict(.return), .verdict(.goto), .foreign: false
                case .verdictMap(_, let map):
                    maps[map]?.verdicts.values.allSatisfy { verdict in
                        switch verdict {
                        case .accept, .drop, .continue, .jump: true
                        case .return, .goto: false
                        }
                    } ?? false
                case .match, .counter, .namedCounter, .limit, .log, .reject, .verdict: true
                }
            }
        }
    }
}

extension Chain {
    /// The maps that every packet is asked about, by the field that the set is read with, before the set is.
    fileprivate func mapsAsked(before set: String) -> [String] {
        guard let position = rules.firstIndex(where: { $0.references.contains(set) }) else { return [] }
        let fields = rules[position].statements.compactMap { statement in
            if case .match(let match) = statement, match.test == .member(of: set) { match.fields } else { nil }
        }
        return rules[..<position].compactMap { rule in
            guard rule.statements.count == 1, case .verdictMap(let asked, let map) = rule.statements[0],
                [asked] == fields
            else { return nil }
            return map
        }
    }
}
