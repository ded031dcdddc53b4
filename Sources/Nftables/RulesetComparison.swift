public import JSON

/// What differs between two rulesets, object by object and line by line, for people.
///
/// Comments of tables, chains and sets are left out: the kernel keeps the first, and nothing depends on them.
public struct RulesetComparison: Hashable, Sendable {
    /// The objects that differ: the table, counters, sets, maps, chains, and what is not ours.
    public let objects: [ObjectDifference]

    /// Compares what is with what is to be; `nil` is no table at all.
    public init(from old: Ruleset?, to new: Ruleset?) {
        var objects: [ObjectDifference] = []
        if let table = (new ?? old)?.table, (old == nil) != (new == nil) {
            objects.append(.init(.table, table, old == nil ? .added : .removed, []))
        }
        objects += Self.compare(.counter, old?.countersByName, new?.countersByName, equal: { _, _ in true }) { _ in [] }
        objects += Self.compare(.set, old?.sets, new?.sets, equal: { $0.elements == $1.elements }, lines: \.lines)
        objects += Self.compare(
            .map, old?.maps, new?.maps, equal: { $0.layout == $1.layout && $0.verdicts == $1.verdicts }, lines: \.lines)
        objects += Self.compare(
            .chain, old?.chains, new?.chains, equal: { $0.base == $1.base && $0.rules == $1.rules }, lines: \.lines)
        let foreign = (old?.foreign ?? []).subtracting(new?.foreign ?? []).sorted()
        self.objects = objects + foreign.map { .init(.foreign, "\($0)", .removed, []) }
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { objects.isEmpty }

    private static func compare<Object>(
        _ kind: ObjectDifference.Kind, _ old: [String: Object]?, _ new: [String: Object]?,
        equal: (Object, Object) -> Bool, lines: (Object) -> [String]
    ) -> [ObjectDifference] {
        Set((old ?? [:]).keys).union((new ?? [:]).keys).sorted().compactMap { name in
            let (before, after) = (old?[name], new?[name])
            if let before, let after, equal(before, after) { return nil }
            let presence: ObjectDifference.Presence = before == nil ? .added : after == nil ? .removed : .changed
            let (oldLines, newLines) = (before.map(lines) ?? [], after.map(lines) ?? [])
            let differing: [ObjectDifference.Line] =
                kind == .chain
                ? .inOrder(from: oldLines, to: newLines) : .inAnyOrder(from: oldLines, to: newLines)
            return ObjectDifference(kind, name, presence, differing)
        }
    }
}

/// What differs of one object.
public struct ObjectDifference: Hashable, Sendable {
    /// The kinds of objects.
    public enum Kind: String, Hashable, Sendable {
        /// The table itself.
        case table
        /// A counter with a name.
        case counter
        /// A set.
        case set
        /// A map.
        case map
        /// A chain.
        case chain
        /// Something that is not ours.
        case foreign = "foreign object"
    }

    /// Where the object is.
    public enum Presence: String, Hashable, Sendable {
        /// Only in the new one.
        case added
        /// Only in the old one.
        case removed
        /// In both, and not the same.
        case changed
    }

    /// A line of one of the two: an element or a rule.
    public struct Line: Hashable, Sendable {
        /// Whether it is in the new one; otherwise it is in the old one.
        public let isAdded: Bool
        /// The line as `nft` has it.
        public let text: String
    }

    /// The kind.
    public let kind: Kind
    /// The name.
    public let name: String
    /// Where it is.
    public let presence: Presence
    /// The lines that differ, in their order.
    public let lines: [Line]

    /// What differs of an object.
    init(_ kind: Kind, _ name: String, _ presence: Presence, _ lines: [Line]) {
        self.kind = kind
        self.name = name
        self.presence = presence
        self.lines = lines
    }

    /// `chain pod/shop/db/ingress`.
    public var title: String { kind == .table ? "table inet \(name)" : "\(kind.rawValue) \(name)" }
}

extension RulesetComparison {
    /// A line for each object with `+`, `-` or `~`, and below it its lines with `+` or `-`.
    public var text: String { objects.map(\.text).joined() }

    /// The same as JSON: an array of objects with what is added and removed.
    public var json: JSONValue { .array(objects.map(\.json)) }
}

extension ObjectDifference {
    private var sign: String {
        switch presence {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        }
    }

    fileprivate var text: String {
        "\(sign) \(title)\n" + lines.map { "\($0.isAdded ? "+" : "-")     \($0.text)\n" }.joined()
    }

    fileprivate var json: JSONValue {
        .members([
            "kind": .string(kind.rawValue), "name": .string(name), "difference": .string(presence.rawValue),
            "added": texts { $0.isAdded }, "removed": texts { !$0.isAdded },
        ])
    }

    private func texts(_ isWanted: (Line) -> Bool) -> JSONValue? {
        let texts = lines.filter(isWanted).map { JSONValue.string($0.text) }
        return texts.isEmpty ? nil : .array(texts)
    }
}

extension [ObjectDifference.Line] {
    /// What left and what joined, where each line stands once and order says nothing: one step for each line.
    fileprivate static func inAnyOrder(from old: [String], to new: [String]) -> Self {
        let (before, after) = (Set(old), Set(new))
        return old.filter { !after.contains($0) }.map { ObjectDifference.Line(isAdded: false, text: $0) }
            + new.filter { !before.contains($0) }.map { ObjectDifference.Line(isAdded: true, text: $0) }
    }

    /// The lines that were taken out and put in, in the order of both, where order says something.
    fileprivate static func inOrder(from old: [String], to new: [String]) -> Self {
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.offset))
        let inserted = Set(difference.insertions.map(\.offset))
        var lines: Self = []
        var (here, there) = (0, 0)
        while here < old.count || there < new.count {
            if removed.contains(here) {
                lines.append(.init(isAdded: false, text: old[here]))
                here += 1
            } else if inserted.contains(there) {
                lines.append(.init(isAdded: true, text: new[there]))
                there += 1
            } else {
                (here, there) = (here + 1, there + 1)
            }
        }
        return lines
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}

extension Ruleset {
    fileprivate var countersByName: [String: String] { Dictionary(uniqueKeysWithValues: counters.map { ($0, $0) }) }
}

extension NamedSet {
    fileprivate var lines: [String] {
        ["type \(layout.typeText)\(layout.isInterval ? "; flags interval" : "")"]
            + elements.map { $0.text(layout) }
    }
}

extension VerdictMap {
    fileprivate var lines: [String] {
        ["type \(layout.typeText) : verdict"] + sorted.map { "\($0.key.text(layout)) : \($0.value.text)" }
    }
}

extension Chain {
    fileprivate var lines: [String] { (base.map { [$0.text] } ?? []) + rules.map(\.text) }
}
