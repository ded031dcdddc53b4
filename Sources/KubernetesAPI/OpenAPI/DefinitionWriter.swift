internal import JSON

/// Writes schemas as one of the two editions of OpenAPI wants them.
struct DefinitionWriter {
    /// The editions, which differ in how things refer to each other.
    enum Edition {
        case v2
        case v3
    }

    let edition: Edition

    /// All definitions that some schemas are made of, by name, sorted.
    func definitions(of roots: [Schema]) -> JSONValue {
        var found: [String: Schema] = [:]
        for root in roots { collect(root, into: &found) }
        let sorted = found.sorted { $0.key < $1.key }
        return .object(sorted.map { name, schema in .init(name, definition(schema)) })
    }

    /// What stands where a schema is used: a reference, if it has a definition.
    func use(of schema: Schema) -> JSONValue { reference(to: schema) ?? body(of: schema) }

    private func collect(_ schema: Schema, into found: inout [String: Schema]) {
        if let name = schema.definition {
            guard found[name] == nil else { return }
            found[name] = schema
        }
        for part in schema.parts { collect(part, into: &found) }
    }

    private func definition(_ schema: Schema) -> JSONValue {
        var result = JSONValue.members(["description": schema.words.isEmpty ? nil : .string(schema.words)])
        for member in body(of: schema).members { result[member.name] = member.value }
        let kinds = schema.kindsServed
        if !kinds.isEmpty { result["x-kubernetes-group-version-kind"] = .array(kinds) }
        return result
    }

    private func reference(to schema: Schema) -> JSONValue? {
        schema.definition.map { name in
            let place = edition == .v2 ? "definitions" : "components/schemas"
            return .members(["$ref": .string("#/\(place)/\(name)")])
        }
    }

    private func field(_ field: Schema.Field) -> JSONValue {
        let words = JSONValue.members(["description": .string(field.words)])
        guard let reference = reference(to: field.schema) else {
            return .object(words.members + body(of: field.schema).members)
        }
        // The third edition forbids anything beside a reference.
        return edition == .v2 ? .object(words.members + reference.members) : words.adding(["allOf": [reference]])
    }

    private func body(of schema: Schema) -> JSONValue {
        let body: JSONValue =
            switch schema.shape {
            case .object(let fields): object(fields)
            case .map(let values): .members(["type": "object", "additionalProperties": use(of: values)])
            case .list(let items, let rules): list(items, rules)
            case .string(let format): .members(["type": "string", "format": format.map { .string($0) }])
            case .integer(let bits): .members(["type": "integer", "format": .string("int\(bits)")])
            case .boolean: .members(["type": "boolean"])
            case .intOrString: either("integer", "string", format: "int-or-string")
            case .quantity: either("string", "number")
            case .any: .members(["type": "object"])
            }
        return schema.isAtomic ? body.adding(["x-kubernetes-map-type": "atomic"]) : body
    }

    private func object(_ fields: [Schema.Field]) -> JSONValue {
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        return .members([
            "type": "object", "required": required.isEmpty ? nil : .array(required),
            "properties": .object(fields.map { .init($0.name, field($0)) }),
        ])
    }

    private func list(_ items: Schema, _ rules: Schema.ListRules) -> JSONValue {
        let keys = rules.keys.map { $0.map { JSONValue.string($0) } }
        let mergeKey = rules.mergeKey.flatMap { $0.isEmpty ? nil : JSONValue.string($0) }
        return .members([
            "type": "array", "items": use(of: items),
            "x-kubernetes-list-map-keys": keys.flatMap { $0.isEmpty ? nil : .array($0) },
            "x-kubernetes-list-type": keys.map { $0.isEmpty ? "set" : "map" } ?? "atomic",
            "x-kubernetes-patch-merge-key": mergeKey,
            "x-kubernetes-patch-strategy": rules.mergeKey == nil ? nil : "merge",
        ])
    }

    /// A value of either type; the second edition can say only that it may be a string.
    private func either(_ first: String, _ second: String, format: String? = nil) -> JSONValue {
        let types = [first, second].map { JSONValue.members(["type": .string($0)]) }
        return .members([
            "type": edition == .v2 ? "string" : nil, "oneOf": edition == .v3 ? .array(types) : nil,
            "format": format.map { .string($0) },
        ])
    }
}

extension Schema {
    fileprivate var parts: [Schema] {
        switch shape {
        case .object(let fields): fields.map(\.schema)
        case .map(let values): [values]
        case .list(let items, _): [items]
        case .string, .integer, .boolean, .intOrString, .quantity, .any: []
        }
    }

    /// The kinds whose objects this is, so that clients find it by their names.
    fileprivate var kindsServed: [JSONValue] {
        let versions = ResourceKind.all.map { ($0.group, $0.version) }
        switch definition {
        case Schema.status.definition: return [Self.served("", "Status", "v1")]
        case Schema.deleteOptions.definition:
            var seen: [JSONValue] = []
            for (group, version) in versions where !seen.contains(Self.served(group, "DeleteOptions", version)) {
                seen.append(Self.served(group, "DeleteOptions", version))
            }
            return seen
        default:
            return ResourceKind.all.flatMap { kind -> [JSONValue] in
                if definition == kind.schema.definition { return [kind.groupVersionKind] }
                guard definition == kind.schema.definition.map({ "\($0)List" }) else { return [] }
                return [Self.served(kind.group, kind.listKind, kind.version)]
            }
        }
    }

    private static func served(_ group: String, _ kind: String, _ version: String) -> JSONValue {
        .members(["group": .string(group), "kind": .string(kind), "version": .string(version)])
    }
}
