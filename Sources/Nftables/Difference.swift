/// The changes that make one ruleset of another in a single batch, in an order that the kernel accepts.
///
/// Only what differs is touched, elements one by one, but the rules of a chain all together. A single batch is not
/// safe for packets under way unless the two were chosen so: ``changes(from:to:)`` chooses them.
struct Difference {
    private let old: Ruleset
    private let new: Ruleset
    private let sets: [Sides<NamedSet>]
    private let maps: [Sides<VerdictMap>]
    private let chains: [Sides<Chain>]
    private let counters: [String]
    private(set) var changes: [Change] = []

    /// What stands under one name before and behind.
    private struct Sides<Object> {
        let name: String
        let old: Object?
        let new: Object?
    }

    /// The changes between two states of a table, which have all alike but what has one of these names.
    static func changes(from old: Ruleset?, to new: Ruleset?, among names: DifferingNames? = nil) -> [Change] {
        switch (old, new) {
        case (nil, nil): return []
        case (_?, nil): return [.deleteTable]
        case (nil, let new?):
            let empty = Ruleset(table: new.table)
            let names = names ?? DifferingNames(empty, new)
            return [.createTable(comment: new.comment)] + Difference(from: empty, to: new, names).changes
        case (let old?, let new?):
            return Difference(from: old, to: new, names ?? DifferingNames(old, new)).changes
        }
    }

    private init(from old: Ruleset, to new: Ruleset, _ names: DifferingNames) {
        self.old = old
        self.new = new
        sets = names.sets.map { Sides(name: $0, old: old.sets[$0], new: new.sets[$0]) }
        maps = names.maps.map { Sides(name: $0, old: old.maps[$0], new: new.maps[$0]) }
        chains = names.chains.map { Sides(name: $0, old: old.chains[$0], new: new.chains[$0]) }
        counters = names.counters.filter { old.counters.contains($0) != new.counters.contains($0) }
        removeForeignElements()
        create()
        removeMembers()
        addElements()
        writeRules()
        addVerdicts()
        delete()
        removeForeignObjects()
    }

    /// The chains that are to be, those with a hook behind the others.
    private var wantedChains: [(name: String, old: Chain?, chain: Chain)] {
        let wanted = chains.compactMap { sides in sides.new.map { (name: sides.name, old: sides.old, chain: $0) } }
        return wanted.filter { $0.chain.base == nil } + wanted.filter { $0.chain.base != nil }
    }

    private mutating func create() {
        changes += counters.filter { new.counters.contains($0) }.map { .createCounter($0) }
        for set in sets where set.old == nil {
            if let new = set.new { changes.append(.createSet(set.name, new.layout, comment: new.comment)) }
        }
        for map in maps where map.old == nil {
            if let new = map.new { changes.append(.createMap(map.name, new.layout, comment: new.comment)) }
        }
        for (name, old, chain) in wantedChains where old == nil {
            changes.append(.createChain(name, base: chain.base, comment: chain.comment))
        }
    }

    /// Members leave before others join: an interval cannot join beside one that it overlaps.
    private mutating func removeMembers() {
        for set in sets {
            guard let old = set.old?.elements, let new = set.new?.elements, old != new else { continue }
            let leaving = old.subtracting(new)
            if !leaving.isEmpty { changes.append(.removeElements(leaving, from: set.name)) }
        }
        for map in maps {
            guard let old = map.old, let new = map.new else { continue }
            let leaving = old.elements(notIn: new)
            if !leaving.isEmpty { changes.append(.removeVerdicts(leaving, from: map.name, old.layout)) }
        }
    }

    private mutating func addElements() {
        for set in sets {
            guard let new = set.new?.elements else { continue }
            let old = set.old?.elements ?? Elements(new.layout)
            let joining = old == new ? Elements(new.layout) : new.subtracting(old)
            if !joining.isEmpty { changes.append(.addElements(joining, to: set.name)) }
        }
    }

    private mutating func writeRules() {
        for (name, old, chain) in wantedChains {
            if old?.rules ?? [] != chain.rules { changes.append(.setRules(chain.rules, of: name)) }
            if let policy = chain.base?.policy, let was = old?.base?.policy, policy != was {
                changes.append(.setPolicy(policy, of: name))
            }
        }
    }

    private mutating func addVerdicts() {
        for map in maps {
            guard let new = map.new else { continue }
            let joining = new.elements(notIn: map.old)
            if !joining.isEmpty { changes.append(.addVerdicts(joining, to: map.name, new.layout)) }
        }
    }

    /// Rules go first, then maps: both hold on to chains and sets.
    private mutating func delete() {
        let lostChains = chains.filter { $0.new == nil && $0.old != nil }
        changes += lostChains.filter { $0.old?.rules.isEmpty == false }.map { .setRules([], of: $0.name) }
        changes += maps.filter { $0.new == nil && $0.old != nil }.map { .deleteMap($0.name) }
        changes += lostChains.map { .deleteChain($0.name) }
        changes += sets.filter { $0.new == nil && $0.old != nil }.map { .deleteSet($0.name) }
        changes += counters.filter { old.counters.contains($0) }.map { .deleteCounter($0) }
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
        let missing = verdicts.filter { other?.verdicts[$0.key] != $0.value }
        return missing.sorted { $0.key < $1.key }.map { MapElement($0.key, $0.value) }
    }
}

extension Dictionary where Key == String {
    /// The entries in the order of their names.
    var sortedByName: [(name: String, value: Value)] {
        map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    }
}
