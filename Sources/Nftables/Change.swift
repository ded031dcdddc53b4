/// One thing done to the table. A list of them, in order, is a batch that the kernel takes whole or not at all.
public enum Change: Hashable, Sendable {
    /// Makes the table.
    case createTable(comment: LimitedText?)
    /// Removes the table and all in it.
    case deleteTable
    /// Makes a named counter.
    case createCounter(String)
    /// Removes a named counter.
    case deleteCounter(String)
    /// Makes an empty set.
    case createSet(String, KeyLayout, comment: LimitedText?)
    /// Removes a set with its elements.
    case deleteSet(String)
    /// Adds elements to a set.
    case addElements(Elements, to: String)
    /// Removes elements from a set.
    case removeElements(Elements, from: String)
    /// Makes an empty verdict map.
    case createMap(String, KeyLayout, comment: LimitedText?)
    /// Removes a verdict map with its elements.
    case deleteMap(String)
    /// Adds elements to a verdict map.
    case addVerdicts([MapElement], to: String, KeyLayout)
    /// Removes elements from a verdict map.
    case removeVerdicts([MapElement], from: String, KeyLayout)
    /// Makes a chain without rules.
    case createChain(String, base: BaseChain?, comment: LimitedText?)
    /// Removes a chain.
    case deleteChain(String)
    /// Says what becomes of packets that no rule of a base chain decided.
    case setPolicy(BaseChain.Policy, of: String)
    /// Puts these rules into a chain in place of those that it had.
    case setRules([Rule], of: String)
    /// Removes what is not ours.
    case removeForeign(ForeignObject)

    /// The change in one line, for people.
    public var summary: String {
        switch self {
        case .createTable: "create the table"
        case .deleteTable: "delete the table"
        case .createCounter(let name): "create counter \(name)"
        case .deleteCounter(let name): "delete counter \(name)"
        case .createSet(let name, let layout, _): "create set \(name) of \(layout.typeText)"
        case .deleteSet(let name): "delete set \(name)"
        case .addElements(let elements, let set): "add \(elements.count.of("element")) to set \(set)"
        case .removeElements(let elements, let set): "remove \(elements.count.of("element")) from set \(set)"
        case .createMap(let name, let layout, _): "create map \(name) of \(layout.typeText)"
        case .deleteMap(let name): "delete map \(name)"
        case .addVerdicts(let elements, let map, _): "add \(elements.count.of("element")) to map \(map)"
        case .removeVerdicts(let elements, let map, _): "remove \(elements.count.of("element")) from map \(map)"
        case .createChain(let name, _, _): "create chain \(name)"
        case .deleteChain(let name): "delete chain \(name)"
        case .setPolicy(let policy, let chain): "set the policy of chain \(chain) to \(policy)"
        case .setRules(let rules, let chain): "put \(rules.count.of("rule")) into chain \(chain)"
        case .removeForeign(let object): "remove what is not ours: \(object)"
        }
    }
}

extension Int {
    /// So many of something, in words: `1 rule`, `2 rules`.
    fileprivate func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

/// A key of a verdict map and what it leads to.
public struct MapElement: Hashable, Sendable {
    /// The key.
    public let key: Element
    /// The verdict.
    public let verdict: Verdict

    /// A key and its verdict.
    public init(_ key: Element, _ verdict: Verdict) {
        self.key = key
        self.verdict = verdict
    }
}

/// A batch of changes on the way from one ruleset to another; whatever stops behind it leaves a safe state.
public struct Phase: Hashable, Sendable {
    /// Which part of the way this is.
    public enum Step: String, Hashable, Sendable, CaseIterable {
        /// Makes what is new, out of the sight of any packet, and lets members join.
        case build
        /// Turns packets over to it.
        case `switch`
        /// Lets members leave, and removes what no packet can reach any more.
        case remove
    }

    /// Which part of the way this is.
    public let step: Step
    /// What is done, in an order that the kernel accepts.
    public let changes: [Change]
    /// What the table holds afterwards; `nil` where there is none left.
    public let result: Ruleset?

    /// The batch that leads to a result.
    public init(_ step: Step, _ changes: [Change], result: Ruleset?) {
        self.step = step
        self.changes = changes
        self.result = result
    }

    /// Whether parts of it may be committed one after the other, each of them safe: not so where packets are turned.
    public var isDivisible: Bool { step != .switch }
}

extension Phase {
    /// All changes from one ruleset to another squeezed into one batch.
    ///
    /// Right where no packet can be under way, as for a table without hooks. Anywhere else some packet gets a wrong
    /// answer: ``changes(from:to:)`` is what to use.
    public static func squeezed(from old: Ruleset?, to new: Ruleset?) -> Phase {
        Phase(.switch, Difference.changes(from: old, to: new), result: new)
    }
}
