import JSON

/// How a value falls into parts that can have different owners.
enum OwnedParts {
    /// A part: a member of an object, or an item of a list.
    struct Part {
        /// The step to it.
        let element: PathElement
        /// What it is; all of them as an array where several items of a list are not told apart.
        var value: JSONValue
        /// What it may be; `nil` for what is not taken apart any further.
        var schema: Schema?
    }

    /// Whether values of a schema are taken apart at all.
    static func isGranular(_ schema: Schema?) -> Bool {
        guard let schema, !schema.isAtomic else { return false }
        switch schema.shape {
        case .object, .map: return true
        case .list(_, let rules): return rules.keys != nil
        case .string, .integer, .boolean, .intOrString, .quantity, .any: return false
        }
    }

    /// Whether a value is taken apart: one of another kind than its schema says is one piece.
    static func isGranular(_ value: JSONValue, _ schema: Schema?) -> Bool {
        guard let schema, isGranular(schema) else { return false }
        if case .list = schema.shape { return value.items != nil }
        return value.isObject
    }

    /// The parts of a value that is taken apart, each once, in order.
    static func parts(of value: JSONValue?, _ schema: Schema) -> [Part] {
        guard let value else { return [] }
        guard case .list(let item, let rules) = schema.shape else {
            return value.distinctMembers.map { member in
                let field = schema.field(member.name)
                return Part(
                    element: field?.element ?? PathElement(.field(member.name)), value: member.value,
                    schema: field?.schema ?? schema.member(member.name))
            }
        }
        var result: [Part] = []
        var places: [PathElement: Int] = [:]
        for value in value.items ?? [] {
            let element = PathElement(of: value, keys: rules.keys ?? []) ?? PathElement(.value(value))
            if let place = places[element] {
                let same = result[place].schema == nil ? result[place].value.items ?? [] : [result[place].value]
                result[place] = Part(element: element, value: .array(same + [value]), schema: nil)
            } else {
                places[element] = result.count
                result.append(Part(element: element, value: value, schema: item))
            }
        }
        return result
    }

    /// The same, sorted by their steps.
    static func sortedParts(of value: JSONValue, _ schema: Schema) -> [Part] {
        parts(of: value, schema).sorted { $0.element < $1.element }
    }

    /// The first step of two lists that are sorted.
    static func first(_ one: ArraySlice<Part>, _ other: ArraySlice<Part>) -> PathElement? {
        guard let mine = one.first?.element else { return other.first?.element }
        guard let theirs = other.first?.element else { return mine }
        return theirs < mine ? theirs : mine
    }

    /// All that is in a part, also what has others in it.
    static func all(of part: Part) -> FieldSet {
        guard let schema = part.schema, isGranular(part.value, schema) else { return .empty }
        return FieldSet(
            parts(of: part.value, schema).map { .init(element: $0.element, isMember: true, children: all(of: $0)) })
    }

    /// The fields of a value that an applied configuration has; items have to be told apart.
    static func fields(
        of value: JSONValue, _ schema: Schema, at path: String = ""
    ) throws(APIFailure) -> FieldSet {
        try check(value, schema, path)
        var nodes: [FieldSet.Node] = []
        for part in parts(of: value, schema) {
            guard let inner = part.schema, isGranular(part.value, inner) else {
                nodes.append(.init(element: part.element, isMember: true, children: .empty))
                continue
            }
            let children = try fields(of: part.value, inner, at: path + part.element.description)
            var isMember = children.isEmpty
            if case .object = schema.shape {} else { isMember = true }
            nodes.append(.init(element: part.element, isMember: isMember, children: children))
        }
        return FieldSet(nodes)
    }

    /// Whether each item of a list is told apart from the others.
    private static func check(_ value: JSONValue, _ schema: Schema, _ path: String) throws(APIFailure) {
        guard case .list(_, let rules) = schema.shape else { return }
        var seen: Set<PathElement> = []
        for (index, item) in (value.items ?? []).enumerated() {
            guard let element = PathElement(of: item, keys: rules.keys ?? []) else {
                throw APIFailure(
                    .badRequest,
                    "failed to create typed patch object: \(path): element \(index): associative list with keys has "
                        + "an element that omits a key field of \((rules.keys ?? []).joined(separator: ", "))")
            }
            guard seen.insert(element).inserted else {
                throw APIFailure(
                    .badRequest,
                    "failed to create typed patch object: \(path): duplicate entries for key \(element)")
            }
        }
    }
}
