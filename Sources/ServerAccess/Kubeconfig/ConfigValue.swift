internal import JSON

/// A value of a kubeconfig, as far as one is looked at.
enum ConfigValue: Sendable {
    /// `null`, or nothing at all: there is no difference.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, which no field is.
    case number
    /// A string.
    case string(String)
    /// An array.
    case array([ConfigValue])
    /// An object; of members with one name the last counts.
    case object([Member])

    /// A member of an object.
    struct Member: Sendable {
        let name: String
        let value: ConfigValue
    }

    /// The value of a member; `null` where there is none.
    subscript(name: String) -> ConfigValue {
        guard case .object(let members) = self else { return .null }
        return members.last { $0.name == name }?.value ?? .null
    }

    /// What it is, as in a sentence.
    var kindInWords: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSONReader {
    /// Reads the next value.
    mutating func configValue() throws(JSONError) -> ConfigValue {
        switch try peek() {
        case .null:
            try skip()
            return .null
        case .number:
            try skip()
            return .number
        case .bool: return .bool(try bool())
        case .string: return .string(try string())
        case .array:
            var items: [ConfigValue] = []
            try beginArray()
            while try nextItem() { items.append(try configValue()) }
            return .array(items)
        case .object:
            var members: [ConfigValue.Member] = []
            try beginObject()
            while let name = try nextKey() { members.append(.init(name: name, value: try configValue())) }
            return .object(members)
        }
    }
}
