import JSON

/// Which fields differ between two states of an object.
struct FieldComparison {
    /// Fields with a value that they did not have before; also those that are new and have others in them.
    private(set) var set = FieldSet.empty
    /// Fields that only the old state has; also those with others in them.
    private(set) var removed = FieldSet.empty

    /// What became of a field itself.
    private enum Fate { case kept, set, removed }

    private init() {}

    /// Of two states of an object.
    init(from old: JSONValue, to new: JSONValue, _ schema: Schema) {
        var olds = OwnedParts.sortedParts(of: old, schema)[...]
        var news = OwnedParts.sortedParts(of: new, schema)[...]
        var (sets, removals): ([FieldSet.Node], [FieldSet.Node]) = ([], [])
        while let element = OwnedParts.first(olds, news) {
            let one = olds.first?.element == element ? olds.popFirst() : nil
            let other = news.first?.element == element ? news.popFirst() : nil
            let (fate, inside) = Self.compare(one, other)
            sets.append(.init(element: element, isMember: fate == .set, children: inside.set))
            removals.append(.init(element: element, isMember: fate == .removed, children: inside.removed))
        }
        set = FieldSet(sets)
        removed = FieldSet(removals)
    }

    /// Compares a part that one of two states has, or both.
    private static func compare(
        _ old: OwnedParts.Part?, _ new: OwnedParts.Part?
    ) -> (fate: Fate, inside: FieldComparison) {
        var inside = FieldComparison()
        switch (old, new) {
        case (let old?, let new?): return compare(old.value, new.value, old.schema == nil ? nil : new.schema)
        case (nil, let new?):
            inside.set = OwnedParts.all(of: new)
            return (.set, inside)
        case (let old?, nil):
            inside.removed = OwnedParts.all(of: old)
            return (.removed, inside)
        case (nil, nil): return (.kept, inside)
        }
    }

    private static func compare(
        _ old: JSONValue, _ new: JSONValue, _ schema: Schema?
    ) -> (fate: Fate, inside: FieldComparison) {
        // Most of an object is as it was, and then no part of it has to be looked for.
        if old.isSame(as: new) { return (.kept, FieldComparison()) }
        guard let schema, OwnedParts.isGranular(old, schema), OwnedParts.isGranular(new, schema) else {
            return (.set, FieldComparison())
        }
        return (.kept, FieldComparison(from: old, to: new, schema))
    }
}
