import Nftables

/// One table, and what each change does to it in the kernel: written from what the real one was seen to do.
struct MemoryTable {
    /// What is in it; `nil` where there is none.
    var ruleset: Ruleset?

    /// The table behind a batch, and whether the kernel counts that as a commit: not where it found nothing to do.
    func after(_ changes: [Change]) throws(KernelError) -> (table: MemoryTable, isMoved: Bool) {
        var table = self
        var isMoved = false
        for change in changes {
            let isMoving = table.moves(change)
            if let errno = table.run(change) { throw .refused(change, errno) }
            isMoved = isMoved || isMoving
        }
        if !(table.ruleset?.hasValidJumps ?? true) { throw refusal(of: changes) }
        return (table, isMoved)
    }

    /// The kernel looks at jumps once, at the end; where they are wrong it begins anew and looks behind each change.
    private func refusal(of changes: [Change]) -> KernelError {
        var table = self
        for change in changes {
            _ = table.run(change)
            if !(table.ruleset?.hasValidJumps ?? true) { return .refused(change, .tooManyLinks) }
        }
        return .rejected(.tooManyLinks)
    }

    /// Whether the kernel takes note of a change that it accepts.
    private func moves(_ change: Change) -> Bool {
        switch change {
        case .createCounter(let name): ruleset?.counters.contains(name) == false
        case .addElements(let elements, let set):
            !elements.subtracting(ruleset?.sets[set]?.elements ?? Elements(elements.layout)).isEmpty
        case .addVerdicts(let elements, let map, _):
            elements.contains { ruleset?.maps[map]?.verdicts[$0.key] == nil }
        case .removeElements(let elements, _): !elements.isEmpty
        case .removeVerdicts(let elements, _, _): !elements.isEmpty
        case .setRules(let rules, let chain): !rules.isEmpty || ruleset?.chains[chain]?.rules.isEmpty == false
        case .createTable, .deleteTable, .deleteCounter, .createSet, .deleteSet, .createMap, .deleteMap, .createChain,
            .deleteChain,
            .setPolicy, .removeForeign:
            true
        }
    }

    /// Does one change, or says why not.
    private mutating func run(_ change: Change) -> Errno? {
        if case .createTable(let comment) = change {
            if ruleset != nil { return .exists }
            ruleset = Ruleset(table: "martlet", keeping: comment)
            return nil
        }
        guard var table = ruleset else { return .noEntry }
        if case .deleteTable = change {
            ruleset = nil
            return nil
        }
        let errno = table.run(change)
        ruleset = table
        return errno
    }
}

extension Ruleset {
    fileprivate mutating func run(_ change: Change) -> Errno? {
        switch change {
        case .createTable, .deleteTable: return nil
        case .createCounter(let name):
            counters.insert(name)
            return nil
        case .deleteCounter(let name):
            if !counters.contains(name) { return .noEntry }
            if isRead(name) { return .busy }
            counters.remove(name)
            return nil
        case .createSet(let name, let layout, let comment):
            if let present = sets[name]?.layout ?? maps[name]?.layout {
                return maps[name] == nil && present == layout ? nil : .exists
            }
            sets[name] = NamedSet(Elements(layout), keeping: comment)
            return nil
        case .createMap(let name, let layout, let comment):
            if let present = sets[name]?.layout ?? maps[name]?.layout {
                return sets[name] == nil && present == layout ? nil : .exists
            }
            maps[name] = VerdictMap(layout, [:], keeping: comment)
            return nil
        case .deleteSet(let name), .deleteMap(let name): return deleteLookup(name)
        case .addElements(let elements, let set): return add(elements, to: set)
        case .removeElements(let elements, let set): return remove(elements, from: set)
        case .addVerdicts(let elements, let map, let layout): return add(elements, layout, to: map)
        case .removeVerdicts(let elements, let map, _):
            guard let present = maps[map] else { return .noEntry }
            if elements.contains(where: { present.verdicts[$0.key] == nil }) { return .noEntry }
            for element in elements { maps[map]?.verdicts[element.key] = nil }
            return nil
        case .createChain(let name, let base, let comment): return create(name, base, comment)
        case .deleteChain(let name): return deleteChain(name)
        case .setPolicy(let policy, let name): return set(policy, of: name)
        case .setRules(let rules, let name): return set(rules, of: name)
        case .removeForeign(let object): return foreign.remove(object) == nil ? .noEntry : nil
        }
    }

    private func isRead(_ object: String) -> Bool { chains.values.contains { $0.references.contains(object) } }

    private mutating func deleteLookup(_ name: String) -> Errno? {
        if sets[name] == nil, maps[name] == nil { return .noEntry }
        if isRead(name), !counters.contains(name) { return .busy }
        sets[name] = nil
        maps[name] = nil
        return nil
    }

    private mutating func add(_ elements: Elements, to set: String) -> Errno? {
        guard let present = sets[set]?.elements else { return .noEntry }
        guard present.layout == elements.layout else { return .invalid }
        let joining = elements.subtracting(present)
        if present.union(joining).overlapsItself { return .exists }
        sets[set]?.elements = present.union(joining)
        return nil
    }

    private mutating func remove(_ elements: Elements, from set: String) -> Errno? {
        guard let present = sets[set]?.elements else { return .noEntry }
        guard present.layout == elements.layout else { return .invalid }
        guard elements.subtracting(present).isEmpty else { return .noEntry }
        sets[set]?.elements = present.subtracting(elements)
        return nil
    }

    private mutating func add(_ elements: [MapElement], _ layout: KeyLayout, to map: String) -> Errno? {
        guard var present = maps[map] else { return .noEntry }
        guard present.layout == layout else { return .invalid }
        for element in elements {
            if let target = element.verdict.target, let errno = refusal(ofJumpTo: target) { return errno }
            if let verdict = present.verdicts[element.key] {
                if verdict != element.verdict { return .exists }
                continue
            }
            if layout.isInterval, present.verdicts.keys.contains(where: { layout.overlaps($0, element.key) }) {
                return .exists
            }
            present.verdicts[element.key] = element.verdict
        }
        maps[map] = present
        return nil
    }

    private func refusal(ofJumpTo target: String) -> Errno? {
        guard let chain = chains[target] else { return .noEntry }
        return chain.base == nil ? nil : .notSupported
    }

    private mutating func create(_ name: String, _ base: BaseChain?, _ comment: LimitedText?) -> Errno? {
        guard let present = chains[name] else {
            chains[name] = Chain([], base: base, keeping: comment)
            return nil
        }
        guard let base else { return nil }
        guard let was = present.base else { return .notSupported }
        guard was.kind == base.kind, was.hook == base.hook, was.priority == base.priority else { return .notSupported }
        return set(base.policy, of: name)
    }

    private mutating func deleteChain(_ name: String) -> Errno? {
        guard chains[name] != nil else { return .noEntry }
        let rules = chains.filter { $0.key != name }.values.flatMap(\.rules)
        let verdicts = maps.values.flatMap(\.verdicts.values)
        if rules.contains(where: { $0.targets.contains(name) }) || verdicts.contains(where: { $0.target == name }) {
            return .busy
        }
        chains[name] = nil
        return nil
    }

    private mutating func set(_ policy: BaseChain.Policy, of name: String) -> Errno? {
        guard let chain = chains[name] else { return .noEntry }
        guard let was = chain.base else { return .notSupported }
        let base = BaseChain(was.hook, priority: was.priority, policy: policy, kind: was.kind)
        chains[name] = Chain(chain.rules, base: base, keeping: chain.comment)
        return nil
    }

    private mutating func set(_ rules: [Rule], of name: String) -> Errno? {
        guard chains[name] != nil else { return .noEntry }
        for statement in rules.flatMap(\.statements) {
            if let errno = refusal(of: statement) { return errno }
        }
        chains[name]?.rules = rules
        return nil
    }

    private func refusal(of statement: Statement) -> Errno? {
        switch statement {
        case .match(let match):
            guard case .member(let set) = match.test else { return nil }
            return sets[set] == nil ? .noEntry : nil
        case .namedCounter(let name): return counters.contains(name) ? nil : .noEntry
        case .verdictMap(_, let map): return maps[map] == nil ? .noEntry : nil
        case .verdict(let verdict): return verdict.target.flatMap { refusal(ofJumpTo: $0) }
        case .counter, .limit, .log, .reject: return nil
        case .foreign: return .invalid
        }
    }
}

extension Ruleset {
    /// Whether no packet can go round in a circle, or deeper than the kernel's stack of 16; chains that no packet can
    /// reach are not looked at.
    fileprivate var hasValidJumps: Bool {
        var depths: [String: Int] = [:]
        func depth(_ name: String, _ left: Int) -> Int? {
            if let known = depths[name] { return known }
            if left == 0 { return nil }
            var deepest = 0
            for target in targets(of: name) {
                guard let below = depth(target, left - 1) else { return nil }
                deepest = max(deepest, below + 1)
            }
            depths[name] = deepest
            return deepest
        }
        return chains.allSatisfy { name, chain in
            guard chain.base != nil else { return true }
            return depth(name, chains.count + 1).map { $0 <= 15 } ?? false
        }
    }

    private func targets(of name: String) -> Set<String> {
        var found: Set<String> = []
        for rule in chains[name]?.rules ?? [] {
            found.formUnion(rule.targets)
            for object in rule.references { found.formUnion(maps[object]?.verdicts.values.compactMap(\.target) ?? []) }
        }
        return found
    }
}

extension Elements {
    /// Whether two of these intervals share a key. Those of one field are sorted by where they begin.
    fileprivate var overlapsItself: Bool {
        guard layout.isInterval else { return false }
        if layout.isConcatenation {
            let all = Array(self)
            return all.indices.contains { index in
                all[(index + 1)...].contains { layout.overlaps(all[index], $0) }
            }
        }
        return (0..<count).dropFirst().contains { index in
            let (upper, lower) = (bytes(at: index - 1).suffix(layout.keyByteCount), bytes(at: index))
            return !upper.lexicographicallyPrecedes(lower.prefix(layout.keyByteCount))
        }
    }
}
