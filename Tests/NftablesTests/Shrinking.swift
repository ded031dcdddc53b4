import Addresses
import Nftables
import TestSupport

/// Two rulesets that something goes wrong between.
struct RulesetPair {
    var old: Ruleset
    var new: Ruleset

    /// The smallest pair, found by taking away one thing after the other, for which this still holds.
    func shrunk(while fails: (RulesetPair) -> Bool) -> RulesetPair {
        var smallest = self
        var isDone = false
        while !isDone {
            let next = smallest.smaller.first { $0.isValid && fails($0) }
            isDone = next == nil
            smallest = next ?? smallest
        }
        return smallest
    }

    /// Both as text.
    var text: String { "from\n\(old.text)to\n\(new.text)" }

    private var isValid: Bool { old.problems.isEmpty && new.problems.isEmpty }

    /// Every pair with one thing less on both sides or on one.
    private var smaller: [RulesetPair] {
        let both = Set(old.parts + new.parts).sorted().map { part in
            RulesetPair(old: old.without(part), new: new.without(part))
        }
        let left = old.parts.map { RulesetPair(old: old.without($0), new: new) }
        let right = new.parts.map { RulesetPair(old: old, new: new.without($0)) }
        return both + left + right
    }
}

/// Something that can be taken out of a ruleset.
enum RulesetPart: Hashable, Comparable {
    case object(String)
    case rule(String, Int)
    case statement(String, Int, Int)
    case element(String, Element)
}

extension Ruleset {
    /// All that could be taken out, the largest first.
    var parts: [RulesetPart] {
        var parts = (Array(chains.keys) + sets.keys + maps.keys + counters).map { RulesetPart.object($0) }
        for (name, chain) in chains {
            for (index, rule) in chain.rules.enumerated() {
                parts.append(.rule(name, index))
                parts += rule.statements.indices.map { .statement(name, index, $0) }
            }
        }
        for (name, set) in sets { parts += set.elements.map { .element(name, $0) } }
        for (name, map) in maps { parts += map.verdicts.keys.map { .element(name, $0) } }
        return parts.sorted()
    }

    /// The ruleset without this part, as far as it has it.
    func without(_ part: RulesetPart) -> Ruleset {
        var result = self
        switch part {
        case .object(let name):
            result.chains[name] = nil
            result.sets[name] = nil
            result.maps[name] = nil
            result.counters.remove(name)
        case .rule(let name, let index):
            if chains[name]?.rules.indices.contains(index) == true { result.chains[name]?.rules.remove(at: index) }
        case .statement(let name, let index, let position):
            guard let chain = chains[name], chain.rules.indices.contains(index) else { return self }
            var statements = chain.rules[index].statements
            guard statements.indices.contains(position) else { return self }
            statements.remove(at: position)
            result.chains[name]?.rules[index] = Rule(statements)
        case .element(let name, let element):
            if let set = sets[name] {
                result.sets[name]?.elements = set.elements.subtracting(Elements(set.layout, [element]))
            }
            result.maps[name]?.verdicts[element] = nil
        }
        return result
    }
}

/// A node before and behind a round.
struct LayoutPair {
    var old: PodLayout
    var new: PodLayout

    /// The rulesets of both.
    var rulesets: RulesetPair { RulesetPair(old: old.ruleset, new: new.ruleset) }

    /// The smallest pair, found by taking away one thing of the node after the other, for which this still holds.
    func shrunk(while fails: (RulesetPair) -> Bool) -> LayoutPair {
        var smallest = self
        var isDone = false
        while !isDone {
            let next = smallest.smaller.first { fails($0.rulesets) }
            isDone = next == nil
            smallest = next ?? smallest
        }
        return smallest
    }

    /// Every pair with one thing less, on both sides so that what differs stays of the same kind.
    private var smaller: [LayoutPair] {
        edits.map { edit in
            var pair = self
            edit(&pair.old)
            edit(&pair.new)
            return pair
        }.filter { $0.old != old || $0.new != new }
    }

    private var edits: [(inout PodLayout) -> Void] {
        let addresses = SmallUniverse.ipv4 + SmallUniverse.ipv6
        var edits: [(inout PodLayout) -> Void] = [{ $0.known = nil }, { $0.hasGate = false }]
        for pod in Set(old.pods.keys).union(new.pods.keys).sorted() {
            edits += [{ $0.pods[pod] = nil }, { $0.pods[pod]?.ingress = nil }, { $0.pods[pod]?.egress = nil }]
            edits += addresses.map { address in { $0.pods[pod]?.addresses.removeAll { $0 == address } } }
            let allows =
                [old, new].flatMap { $0.pods[pod]?.ingress ?? [] } + [old, new].flatMap { $0.pods[pod]?.egress ?? [] }
            edits += Set(allows).sorted().map { allow in
                { layout in
                    layout.pods[pod]?.ingress?.removeAll { $0 == allow }
                    layout.pods[pod]?.egress?.removeAll { $0 == allow }
                }
            }
        }
        for set in Set(old.peers.keys).union(new.peers.keys).sorted() {
            edits += addresses.map { address in { $0.peers[set]?.remove(address) } }
        }
        edits += addresses.map { address in { $0.known?.remove(address) } }
        edits += Set(old.blocks.keys).union(new.blocks.keys).sorted().map { set in
            { if $0.blocks[set] != nil { $0.blocks[set] = AddressRanges() } }
        }
        return edits
    }
}
