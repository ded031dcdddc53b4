import Addresses
import Nftables

/// Edits of sets.
extension RulesetGenerator {
    /// Lets an element join a set.
    mutating func joinElement(_ ruleset: inout Ruleset) {
        guard let (name, set) = anySet(ruleset), let element = element(beside: set.elements) else { return }
        ruleset.sets[name]?.elements = set.elements.union(Elements(set.layout, [element]))
    }

    /// Lets an element leave a set.
    mutating func leaveElement(_ ruleset: inout Ruleset) {
        guard let (name, set) = anySet(ruleset), let element = pick(Array(set.elements)) else { return }
        ruleset.sets[name]?.elements = set.elements.subtracting(Elements(set.layout, [element]))
    }

    /// Lets an element leave one set and join another.
    mutating func moveMember(_ ruleset: inout Ruleset) {
        guard let (name, set) = anySet(ruleset), let element = pick(Array(set.elements)) else { return }
        let others = ruleset.sets.filter { $0.key != name && $0.value.layout == set.layout }.keys.sorted()
        guard let other = pick(others), let target = ruleset.sets[other]?.elements,
            !target.contains(where: { set.layout.overlaps($0, element) })
        else { return }
        ruleset.sets[name]?.elements = set.elements.subtracting(Elements(set.layout, [element]))
        ruleset.sets[other]?.elements = target.union(Elements(set.layout, [element]))
    }

    /// Puts other elements into a set.
    mutating func refillSet(_ ruleset: inout Ruleset) {
        guard let (name, set) = anySet(ruleset) else { return }
        ruleset.sets[name]?.elements = elements(set.layout)
    }

    /// Puts another set in the place of one.
    mutating func replaceSet(_ ruleset: inout Ruleset) {
        guard let (old, set) = anySet(ruleset) else { return }
        let new = name("s")
        ruleset.rename { $0 == old ? new : $0 }
        ruleset.sets[new] = NamedSet(elements(set.layout), comment: chance(30) ? words() : nil)
    }

    /// Cuts an interval of addresses in two at an address within it, or takes away one that has none.
    mutating func changeExcept(_ ruleset: inout Ruleset) {
        let layout = KeyLayout(.ipv4Address, isInterval: true)
        let names = ruleset.sets.filter { $0.value.layout == layout && !$0.value.elements.isEmpty }.keys.sorted()
        guard let name = pick(names), let elements = ruleset.sets[name]?.elements, let element = pick(Array(elements)),
            let range = element.ranges(layout)?.first, case .address(let first) = range.lower,
            case .address(let last) = range.upper
        else { return }
        var parts: [Element] = []
        if let hole = pick(SmallUniverse.ipv4.filter { $0 > first && $0 < last }) {
            parts = [(first.bits, hole.bits - 1), (hole.bits + 1, last.bits)].map { lower, upper in
                let bounds = [lower, upper].map { Datum.address(IPAddress(family: .ipv4, bits: $0)) }
                return Element(ranges: [DatumRange(bounds[0], bounds[1])], layout: layout)
            }
        }
        let rest = elements.subtracting(Elements(layout, [element]))
        ruleset.sets[name]?.elements = rest.union(Elements(layout, parts))
    }

    private mutating func anySet(_ ruleset: Ruleset) -> (name: String, set: NamedSet)? {
        pick(ruleset.sets.sorted { $0.key < $1.key }.map { (name: $0.key, set: $0.value) })
    }
}

/// Edits of maps.
extension RulesetGenerator {
    /// Lets a key join a map.
    mutating func addKey(_ ruleset: inout Ruleset) {
        guard let (name, map) = anyMap(ruleset), let key = element(beside: Elements(map.layout, map.verdicts.keys))
        else { return }
        let verdict = verdict(in: ruleset, above: Self.rank(name) - 1)
        ruleset.maps[name]?.verdicts[key] = verdict
    }

    /// Lets a key leave a map.
    mutating func removeKey(_ ruleset: inout Ruleset) {
        guard let (name, map) = anyMap(ruleset), let key = pick(map.verdicts.keys.sorted()) else { return }
        ruleset.maps[name]?.verdicts[key] = nil
    }

    /// Leads a key elsewhere.
    mutating func repointKey(_ ruleset: inout Ruleset) {
        guard let (name, map) = anyMap(ruleset), let key = pick(map.verdicts.keys.sorted()) else { return }
        let verdict = verdict(in: ruleset, above: Self.rank(name) - 1)
        ruleset.maps[name]?.verdicts[key] = verdict
    }

    private mutating func anyMap(_ ruleset: Ruleset) -> (name: String, map: VerdictMap)? {
        pick(ruleset.maps.sorted { $0.key < $1.key }.map { (name: $0.key, map: $0.value) })
    }
}
