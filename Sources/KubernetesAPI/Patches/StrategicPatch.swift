public import JSON

/// Strategic merge patches: merge patches that know which lists are merged, and by what.
///
/// Directives: `$patch` (`delete`, `replace`, `merge`) of an object or item, `$retainKeys` (the members that stay),
/// `$deleteFromPrimitiveList/NAME` (plain values to take out) and `$setElementOrder/NAME` (how the list is ordered
/// afterwards). None of them gets into the result.
public enum StrategicPatch {
    /// The object with what a patch says of it.
    public static func applied(
        _ patch: JSONValue, to object: JSONValue, schema: Schema
    ) throws(APIFailure) -> JSONValue {
        guard patch.isObject else { throw failure("invalid JSON document") }
        return try merged(patch, into: object.isObject ? object : .object([]), schema)
    }

    /// A patch of which a part is not written as it has to be.
    static func failure(_ words: String) -> APIFailure { APIFailure(.badRequest, words) }

    /// A value with a patch for it, both of any kind.
    static func value(_ patch: JSONValue, into old: JSONValue?, _ schema: Schema?) throws(APIFailure) -> JSONValue {
        switch patch {
        case .object: try merged(patch, into: old?.isObject == true ? old ?? .null : .object([]), schema)
        case .array: try list(ListPatch(items: patch.items), into: old, schema) ?? patch
        case .null, .bool, .number, .decimal, .string: patch
        }
    }

    private static func merged(
        _ patch: JSONValue, into object: JSONValue, _ schema: Schema?
    ) throws(APIFailure) -> JSONValue {
        switch patch[Directive.patch] {
        case nil, "merge"?: break
        case "delete"?: return .object([])
        case "replace"?:
            var patch = patch
            patch[Directive.patch] = nil
            return patch
        case let other?: throw failure("unknown patch type: \(other.text) in map: \(patch.text)")
        }
        var result = MemberTable(try retained(of: object, patch))
        let lists = try lists(of: patch)
        let names = Set(lists.map(\.name))
        for member in MemberTable(patch).members where !member.name.hasPrefix("$") && !names.contains(member.name) {
            let old = result[member.name]
            let value = member.value
            result[member.name] = value == .null ? nil : try Self.value(value, into: old, schema?.member(member.name))
        }
        for (name, list) in lists {
            result[name] = try StrategicPatch.list(list, into: result[name], schema?.member(name))
        }
        return result.object
    }

    /// The members of an object that a patch lets it keep.
    private static func retained(of object: JSONValue, _ patch: JSONValue) throws(APIFailure) -> JSONValue {
        guard let kept = patch[Directive.retainKeys] else { return object }
        guard let items = kept.items, items.allSatisfy({ $0.string != nil }) else {
            throw failure("Invalid patch format of retainKeys")
        }
        let names = Set(items.compactMap(\.string))
        for member in patch.members where !member.name.hasPrefix("$") {
            guard member.value == .null || names.contains(member.name) else {
                throw APIFailure(.invalid, "Patch content doesn't match retainKeys list")
            }
        }
        return .object(object.members.filter { names.contains($0.name) })
    }

    /// What a patch says of each list that it has directives for.
    private static func lists(of patch: JSONValue) throws(APIFailure) -> [(name: String, patch: ListPatch)] {
        var names: Set<String> = []
        for member in patch.members where member.name.hasPrefix("$") {
            if let name = Directive.list(of: member.name) {
                names.insert(name)
            } else if member.name != Directive.retainKeys && member.name != Directive.patch {
                throw failure("unknown directive: \(member.name)")
            }
        }
        return try names.sorted().map { name throws(APIFailure) in
            let items = patch[name]
            if let items, items != .null, items.items == nil {
                throw failure("Invalid patch format of setElementOrder list")
            }
            return (
                name,
                ListPatch(
                    items: items?.items, isCleared: items == .null,
                    deleted: try Directive.items(patch[Directive.deleteFromPrimitiveList + name], "primitive list"),
                    order: try Directive.items(patch[Directive.setElementOrder + name], "setElementOrder list"))
            )
        }
    }

    /// Names of members that say what to do.
    enum Directive {
        static let patch = "$patch"
        static let retainKeys = "$retainKeys"
        static let deleteFromPrimitiveList = "$deleteFromPrimitiveList/"
        static let setElementOrder = "$setElementOrder/"

        /// The list that a directive is about; `nil` where it is about none.
        static func list(of name: String) -> String? {
            for prefix in [deleteFromPrimitiveList, setElementOrder] where name.hasPrefix(prefix) {
                return String(name.dropFirst(prefix.count))
            }
            return nil
        }

        /// The items of a directive that is a list.
        static func items(_ value: JSONValue?, _ words: String) throws(APIFailure) -> [JSONValue]? {
            guard let value else { return nil }
            guard let items = value.items else { throw failure("Invalid patch format of \(words)") }
            return items
        }
    }
}
