import JSON

/// How an applied configuration gets into an object, and what was applied before gets out of it.
enum AppliedMerge {
    /// A value with all that a configuration says of it.
    static func merged(_ config: JSONValue, into live: JSONValue?, _ schema: Schema?) -> JSONValue {
        guard let schema, OwnedParts.isGranular(config, schema) else { return config }
        let live = live.flatMap { OwnedParts.isGranular($0, schema) ? $0 : nil }
        if case .list(let item, _) = schema.shape { return .array(mergedItems(config, live, schema, item)) }
        var result = MemberTable(live ?? .object([]))
        for member in MemberTable(config).members {
            result[member.name] = merged(member.value, into: result[member.name], schema.member(member.name))
        }
        return result.object
    }

    /// The items of both lists: in the order of the configuration, the others as near to where they were as that
    /// allows.
    private static func mergedItems(
        _ config: JSONValue, _ live: JSONValue?, _ schema: Schema, _ item: Schema
    ) -> [JSONValue] {
        let wanted = OwnedParts.parts(of: config, schema)
        let wantedElements = Set(wanted.map(\.element))
        var old = OwnedParts.parts(of: live, schema)[...]
        let oldValues = Dictionary(old.map { ($0.element, $0) }) { first, _ in first }
        var shared = wanted.map(\.element).filter { oldValues[$0] != nil }[...]
        var result: [JSONValue] = []
        for part in wanted {
            while let first = old.first, first.element != shared.first {
                if !wantedElements.contains(first.element) { result += values(of: first) }
                old = old.dropFirst()
            }
            if shared.first == part.element {
                shared = shared.dropFirst()
                old = old.dropFirst()
            }
            let mine = oldValues[part.element].flatMap { $0.schema == nil ? nil : $0.value }
            result.append(merged(part.value, into: mine, item))
        }
        return result + old.filter { !wantedElements.contains($0.element) }.flatMap(values)
    }

    /// The items that a part stands for.
    private static func values(of part: OwnedParts.Part) -> [JSONValue] {
        part.schema == nil ? part.value.items ?? [] : [part.value]
    }

    /// A value without the fields that were applied before, but with those that somebody holds on to; `nil` where
    /// nothing of it is left.
    static func pruned(_ value: JSONValue, _ schema: Schema, gone: FieldSet, kept: FieldSet) -> JSONValue? {
        let parts = OwnedParts.parts(of: value, schema)
        let rest = parts.compactMap { part in
            gone[part.element].map { pruned(part, gone: $0, kept: kept[part.element]) } ?? part
        }
        guard !rest.isEmpty || parts.isEmpty else { return nil }
        if case .list = schema.shape { return .array(rest.flatMap(values)) }
        return .object(
            rest.compactMap { part in
                if case .field(let name) = part.element.kind { .init(name, part.value) } else { nil }
            })
    }

    /// The same of a part, which was applied before or has such parts.
    private static func pruned(
        _ part: OwnedParts.Part, gone: FieldSet.Node, kept: FieldSet.Node?
    ) -> OwnedParts.Part? {
        if kept == nil && gone.isMember { return nil }
        guard let schema = part.schema, OwnedParts.isGranular(part.value, schema) else { return part }
        var inside = gone.children
        if case .key(let members) = part.element.kind {
            // An item that stays can still be told apart.
            let keys = members.map { member in
                FieldSet.Node(element: PathElement(.field(member.name)), isMember: true, children: .empty)
            }
            inside = inside.subtractingAll(FieldSet(keys))
        }
        let rest = pruned(part.value, schema, gone: inside, kept: kept?.children ?? .empty)
        guard rest != nil || kept?.isMember == true else { return nil }
        return OwnedParts.Part(
            element: part.element, value: rest ?? (part.value.isObject ? .object([]) : .array([])), schema: schema)
    }
}
