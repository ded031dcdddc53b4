import JSON

/// Which fields differ between two states of an object.
struct FieldComparison {
    /// Fields that only the new state has; also those with others in them.
    private(set) var added = FieldSet.empty
    /// Fields that both have, with different values.
    private(set) var modified = FieldSet.empty
    /// Fields that only the old state has; also those with others in them.
    private(set) var removed = FieldSet.empty

    /// What became of a field itself.
    private enum Fate { case kept, added, modified, removed }

    /// Of two states of an object.
    init(from old: JSONValue, to new: JSONValue, _ schema: Schema) {
        self = Self.compare(old, new, schema).inside
    }

    private init() {}

    /// Fields that have a value they did not have before.
    var set: FieldSet { added.union(modified) }

    private static func compare(
        _ old: JSONValue?, _ new: JSONValue?, _ schema: Schema?
    ) -> (fate: Fate, inside: FieldComparison) {
        // Most of an object is as it was, and then no part of it has to be looked for.
        if let old, let new, old.isSame(as: new) { return (.kept, FieldComparison()) }
        guard let schema, isTakenApart(old, new, schema) else {
            return (fate(old, new), FieldComparison())
        }
        let news = OwnedParts.parts(of: new, schema)
        let olds = OwnedParts.parts(of: old, schema)
        let places = Dictionary(news.enumerated().map { ($0.element.element, $0.offset) }) { first, _ in first }
        let known = Set(olds.map(\.element))
        var changes: [(PathElement, (fate: Fate, inside: FieldComparison))] = []
        for part in olds {
            let other = places[part.element].map { news[$0] }
            let inner = other == nil || other?.schema != nil ? part.schema : nil
            changes.append((part.element, compare(part.value, other?.value, inner)))
        }
        for part in news where !known.contains(part.element) {
            changes.append((part.element, compare(nil, part.value, part.schema)))
        }
        let inside = FieldComparison(changes)
        return (old == nil ? .added : new == nil ? .removed : .kept, inside)
    }

    private init(_ changes: [(PathElement, (fate: Fate, inside: FieldComparison))]) {
        func fields(_ fate: Fate, _ inside: (FieldComparison) -> FieldSet) -> FieldSet {
            FieldSet(
                changes.map { element, change in
                    .init(element: element, isMember: change.fate == fate, children: inside(change.inside))
                })
        }
        added = fields(.added) { $0.added }
        modified = fields(.modified) { $0.modified }
        removed = fields(.removed) { $0.removed }
    }

    /// Two values are one piece where one of them is, and where none of them has anything in it: an empty object can
    /// be owned as such.
    private static func isTakenApart(_ old: JSONValue?, _ new: JSONValue?, _ schema: Schema) -> Bool {
        [old, new].allSatisfy { value in value.map { OwnedParts.isGranular($0, schema) } ?? true }
            && [old, new].contains { value in value.map { !$0.members.isEmpty || $0.items?.isEmpty == false } ?? false }
    }

    private static func fate(_ old: JSONValue?, _ new: JSONValue?) -> Fate {
        guard let old else { return .added }
        guard let new else { return .removed }
        return old.isSame(as: new) ? .kept : .modified
    }
}
