import JSON

/// Whether two values mean the same to the API.
enum JSONEquality {
    /// Whether they do: the order of members says nothing, nor does a list that is empty instead of missing.
    static func same(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        left == right || plain(left ?? .null) == plain(right ?? .null)
    }

    /// The form that all values with one meaning share.
    private static func plain(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            var byName: [String: JSONValue] = [:]
            for member in members { byName[member.name] = plain(member.value) }
            return .object(
                byName.filter { $0.value != .null }.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
        case .array(let items): return items.isEmpty ? .null : .array(items.map(plain))
        case .null, .bool, .number, .decimal, .string: return value
        }
    }
}
