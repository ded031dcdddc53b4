public import JSON

/// A JSON value that was read whole, to be looked into by name.
public indirect enum ServedValue: Equatable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number; 0 where it is not whole.
    case number(Int64)
    /// A string.
    case string(String)
    /// An array.
    case array([ServedValue])
    /// An object.
    case object([String: ServedValue])

    /// Reads a text that is one value.
    public init(_ text: String) throws(JSONError) { try self.init(Array(text.utf8)) }

    /// Reads bytes that are one value.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        var reader = JSONReader(bytes)
        self = try Self.read(&reader)
        try reader.finish()
    }

    /// A member of an object; `null` where there is none.
    public subscript(_ name: String) -> ServedValue {
        guard case .object(let members) = self else { return .null }
        return members[name] ?? .null
    }

    /// An item of an array; `null` where there is none.
    public subscript(_ index: Int) -> ServedValue {
        guard case .array(let items) = self, items.indices.contains(index) else { return .null }
        return items[index]
    }

    /// The string that it is.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The number that it is.
    public var number: Int? { if case .number(let value) = self { Int(value) } else { nil } }

    /// The boolean that it is.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The items of an array; none of anything else.
    public var items: [ServedValue] { if case .array(let items) = self { items } else { [] } }

    /// The members of an object; none of anything else.
    public var members: [String: ServedValue] { if case .object(let members) = self { members } else { [:] } }

    private static func read(_ reader: inout JSONReader) throws(JSONError) -> ServedValue {
        switch try reader.peek() {
        case .object: return .object(try readMembers(&reader))
        case .array: return .array(try readItems(&reader))
        case .string: return .string(try reader.string())
        case .number: return .number(try reader.wholeNumber() ?? 0)
        case .bool: return .bool(try reader.bool())
        case .null:
            try reader.skip()
            return .null
        }
    }

    private static func readMembers(_ reader: inout JSONReader) throws(JSONError) -> [String: ServedValue] {
        var members: [String: ServedValue] = [:]
        try reader.beginObject()
        while let name = try reader.nextKey() { members[name] = try read(&reader) }
        return members
    }

    private static func readItems(_ reader: inout JSONReader) throws(JSONError) -> [ServedValue] {
        var items: [ServedValue] = []
        try reader.beginArray()
        while try reader.nextItem() { items.append(try read(&reader)) }
        return items
    }
}
