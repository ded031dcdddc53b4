/// Something in a ruleset that the kernel would refuse, or that `nft` could not say.
public struct RulesetProblem: Error, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Where: `chain egress rule 3`.
    public let place: String
    /// What is wrong there.
    public let reason: String

    /// Both in one line.
    public var description: String { "\(place): \(reason)" }

    /// Orders by place.
    public static func < (left: Self, right: Self) -> Bool {
        (left.place, left.reason) < (right.place, right.reason)
    }
}

extension Ruleset {
    /// Every reason why this ruleset is not one to be written, sorted; none for a good one.
    public var problems: [RulesetProblem] {
        var problems: [RulesetProblem] = []
        if !ObjectName.isValid(table) { problems.append(name("table", table)) }
        if !foreign.isEmpty {
            problems.append(RulesetProblem(place: "table \(table)", reason: "holds foreign objects"))
        }
        for name in counters where !ObjectName.isValid(name) { problems.append(self.name("counter", name)) }
        for (name, set) in sets { problems += lookupProblems("set", name, set.elements) }
        for (name, map) in maps { problems += mapProblems(name, map) }
        for (name, chain) in chains { problems += chainProblems(name, chain) }
        problems += Set(sets.keys).intersection(maps.keys).map {
            RulesetProblem(place: "map \($0)", reason: "a set has the same name")
        }
        return (problems + jumpProblems).sorted()
    }

    private func name(_ kind: String, _ name: String) -> RulesetProblem {
        RulesetProblem(place: "\(kind) \(name.debugDescription)", reason: "nft takes no such name")
    }

    private func lookupProblems(_ kind: String, _ name: String, _ elements: Elements) -> [RulesetProblem] {
        var problems = ObjectName.isValid(name) ? [] : [self.name(kind, name)]
        let layout = elements.layout
        if layout.isInterval, let type = layout.fields.first(where: { !$0.canBeInterval }) {
            let reason = "there are no intervals of \(type.rawValue)"
            problems.append(RulesetProblem(place: "\(kind) \(name)", reason: reason))
        }
        if layout.keyByteCount > 64 {
            problems.append(RulesetProblem(place: "\(kind) \(name)", reason: "a key has at most 64 bytes"))
        }
        if elements.hasOverlap {
            problems.append(RulesetProblem(place: "\(kind) \(name)", reason: "two of its intervals overlap"))
        }
        for element in elements where !layout.isSound(element) {
            problems.append(RulesetProblem(place: "\(kind) \(name)", reason: "\(element.bytes) is no element of it"))
        }
        return problems
    }

    private func mapProblems(_ name: String, _ map: VerdictMap) -> [RulesetProblem] {
        let misfits = map.verdicts.keys.filter { $0.bytes.count != map.layout.elementByteCount }
        guard misfits.isEmpty else {
            return [RulesetProblem(place: "map \(name)", reason: "has keys of another length")]
        }
        let lost = Set(map.verdicts.values.compactMap(\.target)).filter { chains[$0] == nil }
        return lookupProblems("map", name, Elements(map.layout, map.verdicts.keys))
            + lost.map { RulesetProblem(place: "map \(name)", reason: "leads to chain \($0), which is not there") }
    }

    private func chainProblems(_ name: String, _ chain: Chain) -> [RulesetProblem] {
        var own = ObjectName.isValid(name) ? [] : [self.name("chain", name)]
        if let base = chain.base, !base.isKnownToKernel {
            let reason = "the kernel has no \(base.kind.rawValue) chain at \(base.hook.word) at this priority"
            own.append(RulesetProblem(place: "chain \(name)", reason: reason))
        }
        return own
            + chain.rules.enumerated().flatMap { index, rule in
                rule.problems(in: self).map {
                    RulesetProblem(place: "chain \(name) rule \(index + 1)", reason: $0)
                }
            }
    }

    /// The kernel allows jumps 15 deep below a base chain, none in a circle and none to a base chain.
    private var jumpProblems: [RulesetProblem] {
        var depths: [String: Int?] = [:]
        func depth(_ name: String, _ path: Set<String>) -> Int? {
            if let known = depths[name] { return known }
            guard !path.contains(name), let chain = chains[name] else { return nil }
            var deepest: Int? = 0
            for target in targets(of: chain) where chains[target] != nil {
                guard let below = depth(target, path.union([name])), let known = deepest else {
                    deepest = nil
                    break
                }
                deepest = max(known, below + 1)
            }
            depths[name] = .some(deepest)
            return deepest
        }
        return sortedChains.compactMap { name, chain in
            let place = "chain \(name)"
            if let base = targets(of: chain).sorted().first(where: { chains[$0]?.base != nil }) {
                return RulesetProblem(place: place, reason: "jumps to \(base), which has a hook")
            }
            guard let depth = depth(name, []) else { return RulesetProblem(place: place, reason: "jumps in a circle") }
            return chain.base != nil && depth > 15
                ? RulesetProblem(place: place, reason: "jumps \(depth) deep; the kernel allows 15") : nil
        }
    }

    private func targets(of chain: Chain) -> Set<String> {
        var found = Set(chain.rules.flatMap(\.targets))
        for reference in chain.references {
            found.formUnion(maps[reference]?.verdicts.values.compactMap(\.target) ?? [])
        }
        return found
    }
}

extension BaseChain {
    /// Chains that rewrite addresses do not work before conntrack knows the packet, and stand where it may change.
    fileprivate var isKnownToKernel: Bool {
        switch kind {
        case .filter: true
        case .nat: hook != .forward && priority > -200
        case .route: hook == .output
        }
    }
}

extension KeyLayout {
    /// Whether the bytes are values of the fields, with zeros between them and no interval that ends before it begins.
    fileprivate func isSound(_ element: Element) -> Bool {
        guard let ranges = element.ranges(self), Element(ranges: ranges, layout: self) == element else { return false }
        return zip(fieldSpans, ranges).allSatisfy { _, range in
            !range.upper.bytes.lexicographicallyPrecedes(range.lower.bytes)
        }
    }
}
