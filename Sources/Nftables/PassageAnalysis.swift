/// Works out what of a round touches what, once for all sets and maps of it.
struct PassageAnalysis {
    private let round: Round
    private let readers: (old: Readers, new: Readers)
    private let usages: [String: Usage]
    private let changedKeys: [String: [KeyChange]]
    /// `nil` where no path need be known.
    private let paths: (old: PathGraph, new: PathGraph)?

    /// What of a round touches what.
    ///
    /// - Parameter asksPaths: whether paths are looked at also where nothing can depend on them.
    init(_ round: Round, asksPaths: Bool = false) {
        self.round = round
        readers = round.readers
        let now = (round.new, readers.new)
        let rulesets = round.names.chains.isEmpty ? [now] : [(round.old, readers.old), now]
        usages = Dictionary(uniqueKeysWithValues: round.sets.map { ($0, Usage.of($0, in: rulesets)) })
        changedKeys = Dictionary(uniqueKeysWithValues: round.maps.map { ($0, round.changedKeys(of: $0)) })
        let isPlain = round.isOfSetsAlone && round.areApart(usages)
        let objects = round.sets.union(round.maps)
        paths =
            isPlain && !asksPaths
            ? nil
            : (PathGraph(round.old, readers.old, objects), PathGraph(round.new, readers.new, objects))
    }

    /// Whether paths had to be looked at.
    var knowsPaths: Bool { paths != nil }

    /// Whether being in a set can only let packets through, or means nothing.
    func opens(_ set: String) -> Bool { [[], .opens].contains(usages[set] ?? []) }

    /// How a set that closes gets from old to new: everybody is in it at the switch, but for those whose membership
    /// means nothing before or behind it, since a map decides about them first. `nil` where that cannot be.
    func closingPassage(of set: String) -> Passage? {
        guard usages[set] == .closes, let old = round.old.sets[set]?.elements, let new = round.new.sets[set]?.elements,
            let all = old.joined(with: new), let (joining, leaving) = round.members[set]
        else { return nil }
        let late = joining.intersection(round.new.ignored(new, in: set, readers.new))
        let early = leaving.intersection(round.old.ignored(old, in: set, readers.old))
        return .closing(all.subtracting(late).subtracting(early))
    }

    /// What else changes on the way of the packets that read a set.
    func interference(with set: String) -> Interference {
        guard let paths else { return [] }
        let apart = round.mapsApart(from: set)
        let before = paths.old.surroundings(of: set, apart: apart)
        let behind = paths.new.surroundings(of: set, apart: apart)
        for surroundings in [before, behind] {
            let chains = surroundings.path.union(surroundings.aside)
            let isQuiet = chains.isDisjoint(with: round.chains) && chains.isDisjoint(with: round.renewedHooks)
            if !isQuiet || !surroundings.objects.isDisjoint(with: round.maps) { return .rulesChange }
            if surroundings.objects.contains(where: { disturbs($0, set) }) { return .rulesChange }
        }
        var result: Interference = []
        for change in before.mapsOnPath.union(behind.mapsOnPath).flatMap({ changedKeys[$0] ?? [] }) {
            if let target = change.before?.target, before.path.contains(target) { result.insert(.oldWayChanges) }
            if let target = change.after?.target, behind.path.contains(target) { result.insert(.newWayAppears) }
        }
        return result
    }

    /// What the changing elements of maps lead away from and to, among these sets.
    func ways(to sets: Set<String>) -> [WayChange] {
        guard let paths else { return [] }
        return changedKeys.flatMap { map, changes in
            let sets = sets.filter { !round.mapsApart(from: $0).contains(map) }
            return changes.map { change in
                WayChange(
                    change: change, from: paths.old.read(behind: change.before, of: sets),
                    to: paths.new.read(behind: change.after, of: sets))
            }
        }
    }

    /// Whether a change of one set can undo what was thought of another: two that open in rules of their own do not.
    private func disturbs(_ other: String, _ set: String) -> Bool {
        guard round.sets.contains(other) else { return false }
        let usage = usages[other] ?? []
        if usage == [] { return false }
        if usage == .closes { return !isSilent(other) }
        guard usage == .opens, usages[set] == .opens else { return true }
        let rules = [round.old, round.new].flatMap { ruleset in
            readers.old[other].union(readers.new[other]).flatMap { ruleset.chains[$0]?.rules ?? [] }
        }
        return rules.contains { $0.reads(other, and: set) }
    }

    /// Whether a set that closes changes only in elements that a map decides about first, before and behind.
    private func isSilent(_ set: String) -> Bool {
        guard let (joining, leaving) = round.members[set] else { return false }
        return joining.subtracting(round.new.ignored(joining, in: set, readers.new)).isEmpty
            && leaving.subtracting(round.old.ignored(leaving, in: set, readers.old)).isEmpty
    }

    /// The keys of a map that must lead to a drop while rules on their way are rewritten: a packet that keeps the old
    /// rules would otherwise be led by the new element into chains that were never meant for it.
    func guarded(in map: String) -> Set<Element> {
        guard let paths else { return [] }
        let before = paths.old.surroundings(of: map, apart: round.mapsApart(from: map))
        let behind = paths.new.surroundings(of: map, apart: round.mapsApart(from: map))
        let around = before.path.union(before.aside).union(behind.path).union(behind.aside)
        let hooks = around.isDisjoint(with: round.renewedHooks)
        let objects = before.objects.union(behind.objects).union(before.mapsOnPath).union(behind.mapsOnPath)
        let isAlone = hooks && around.isDisjoint(with: round.chains) && !objects.contains { competes($0, map) }
        return Set(
            (changedKeys[map] ?? []).filter { change in
                !isAlone || touches(change.before, paths.old) || touches(change.after, paths.new)
                    || touches(change.after, paths.old)
            }.map(\.key))
    }

    /// Whether a verdict leads into a chain that is rewritten, or that asks another map that changes.
    private func touches(_ verdict: Verdict?, _ paths: PathGraph) -> Bool {
        guard let target = verdict?.target else { return false }
        return !paths.reachable(from: [target]).isDisjoint(with: round.chains)
    }

    /// Whether another map that changes may be asked about the same packet.
    private func competes(_ other: String, _ map: String) -> Bool {
        round.maps.contains(other) && other != map && !round.mapsApart(from: map).contains(other)
    }
}

extension Round {
    /// Whether each set that changes can be thought of alone, of which this is known: it is the only one, or all of
    /// them only let packets through, and do so in rules of their own. Then none of them can undo what is thought of
    /// another, wherever packets pass, which is what ``PassageAnalysis/interference(with:)`` would find.
    fileprivate func areApart(_ usages: [String: Usage]) -> Bool {
        if sets.count == 1 { return true }
        guard usages.values.allSatisfy({ $0 == .opens }) else { return false }
        let chains = Set(sets.flatMap { readers.new[$0] })
        return !chains.contains { chain in
            new.chains[chain]?.rules.contains { rule in rule.references.count { sets.contains($0) } > 1 } ?? false
        }
    }

    /// The maps that no packet finds itself in which is in this set or map: the keys are addresses of the other family.
    fileprivate func mapsApart(from object: String) -> Set<String> {
        guard let family = (new.sets[object]?.layout ?? new.maps[object]?.layout)?.family else { return [] }
        let maps = old.maps.merging(new.maps) { old, _ in old }
        return Set(maps.filter { $0.value.layout.family.map { $0 != family } ?? false }.keys)
    }
}

extension Ruleset {
    /// Those elements of a set that never matter to the rules that read it: an earlier rule of the same chain asks a
    /// map about the very same field, and the map leads them to where no packet comes back from.
    fileprivate func ignored(_ elements: Elements, in set: String, _ all: Readers) -> Elements {
        let readers = all[set].compactMap { chains[$0] }
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

extension KeyLayout {
    /// The family of the packets that have such a key; `nil` where both may.
    fileprivate var family: FieldType? {
        let families = fields.filter { $0 == .ipv4Address || $0 == .ipv6Address }
        return families.first
    }
}
