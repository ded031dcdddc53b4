/// The changes that make one ruleset of another in a single batch, in an order that the kernel accepts.
///
/// Only what differs is touched, elements one by one, but the rules of a chain all together. A single batch is not
/// safe for packets under way unless the two were chosen so: ``changes(from:to:)`` chooses them.
struct Difference {
    private let old: Ruleset
    private let new: Ruleset
    private(set) var changes: [Change] = []

    /// The changes between two states of a table.
    static func changes(from old: Ruleset?, to new: Ruleset?) -> [Change] {
        switch (old, new) {
        case (nil, nil): return []
        case (_?, nil): return [.deleteTable]
        case (nil, let new?):
            let empty = Ruleset(table: new.table)
            return [.createTable(comment: new.comment)] + Difference(from: empty, to: new).changes
        case (let old?, let new?): return Difference(from: old, to: new).changes
        }
    }

    private init(from old: Ruleset, to new: Ruleset) {
        self.old = old
        self.new = new
        removeForeignElements()
        create()
        removeMembers()
        addElements()
        writeRules()
        addVerdicts()
        delete()
        removeForeignObjects()
    }

    private mutating func create() {
        changes += new.counters.subtracting(old.counters).sorted().map { .createCounter($0) }
        for (name, set) in new.sets.sortedByName where old.sets[name] == nil {
            changes.append(.createSet(name, set.layout, comment: set.comment))
        }
        for (name, map) in new.maps.sortedByName where old.maps[name] == nil {
            changes.append(.createMap(name, map.layout, comment: map.comment))
        }
        for (name, chain) in new.sortedChains where old.chains[name] == nil {
            changes.append(.createChain(name, base: chain.base, comment: chain.comment))
        }
    }

    /// Members leave before others join: an interval cannot join beside one that it overlaps.
    private mutating func removeMembers() {
        for (name, set) in old.sets.sortedByName {
            guard let wanted = new.sets[name], wanted.elements != set.elements else { continue }
            let leaving = set.elements.subtracting(wanted.elements)
            if !leaving.isEmpty { changes.append(.removeElements(leaving, from: name)) }
        }
        for (name, map) in old.maps.sortedByName {
            guard let wanted = new.maps[name], wanted.verdicts != map.verdicts else { continue }
            let leaving = map.elements(notIn: wanted)
            if !leaving.isEmpty { changes.append(.removeVerdicts(leaving, from: name, map.layout)) }
        }
    }

    private mutating func addElements() {
        for (name, set) in new.sets.sortedByName {
            let present = old.sets[name]?.elements ?? Elements(set.layout)
            guard present != set.elements else { continue }
            let joining = set.elements.subtracting(present)
            if !joining.isEmpty { changes.append(.addElements(joining, to: name)) }
        }
    }

    private mutating func writeRules() {
        for (name, chain) in new.sortedChains {
            let present = old.chains[name]
            if present?.rules ?? [] != chain.rules { changes.append(.setRules(chain.rules, of: name)) }
            if let policy = chain.base?.policy, let was = present?.base?.policy, policy != was {
                changes.append(.setPolicy(policy, of: name))
            }
        }
    }

    private mutating func addVerdicts() {
        for (name, map) in new.maps.sortedByName {
            let joining = map.elements(notIn: old.maps[name])
            if !joining.isEmpty { changes.append(.addVerdicts(joining, to: name, map.layout)) }
        }
    }

    /// Rules go first, then maps: both hold on to chains and sets.
    private mutating func delete() {
        let chains = old.chains.sortedByName.filter { new.chains[$0.name] == nil }
        changes += chains.filter { !$0.value.rules.isEmpty }.map { .setRules([], of: $0.name) }
        changes += old.maps.sortedByName.filter { new.maps[$0.name] == nil }.map { .deleteMap($0.name) }
        changes += chains.map { .deleteChain($0.name) }
        changes += old.sets.sortedByName.filter { new.sets[$0.name] == nil }.map { .deleteSet($0.name) }
        changes += old.counters.subtracting(new.counters).sorted().map { .deleteCounter($0) }
    }

    private mutating func removeForeignElements() {
        changes += old.foreign.subtracting(new.foreign).filter(\.isElement).sorted().map { .removeForeign($0) }
    }

    private mutating func removeForeignObjects() {
        changes += old.foreign.subtracting(new.foreign).filter { !$0.isElement }.sorted().map { .removeForeign($0) }
    }
}

extension ForeignObject {
    /// Whether it stands inside one of our own sets or maps.
    var isElement: Bool {
        switch self {
        case .element, .catchAll, .dormancy: true
        case .set, .chain, .object, .flowTable: false
        }
    }
}

extension VerdictMap {
    /// The elements that the other map lacks, or leads elsewhere, in the order of their keys.
    fileprivate func elements(notIn other: VerdictMap?) -> [MapElement] {
        if let other, other.verdicts == verdicts { return [] }
        return sorted.filter { other?.verdicts[$0.key] != $0.value }.map { MapElement($0.key, $0.value) }
    }
}

extension Dictionary where Key == String {
    /// The entries in the order of their names.
    var sortedByName: [(name: String, value: Value)] {
        map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    }
}
