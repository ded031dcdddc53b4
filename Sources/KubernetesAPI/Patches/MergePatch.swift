public import JSON

/// JSON merge patches: RFC 7386.
public enum MergePatch {
    /// The object with the members of a patch: objects are merged, `null` takes a member out, and all else replaces
    /// what was there.
    public static func applied(_ patch: JSONValue, to object: JSONValue) -> JSONValue {
        guard patch.isObject else { return patch }
        var result = MemberTable(object)
        for member in MemberTable(patch).members {
            let value = member.value
            result[member.name] = value == .null ? nil : applied(value, to: result[member.name] ?? .null)
        }
        return result.object
    }
}
