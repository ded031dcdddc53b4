extension JSONValue {
    /// The value that a text holds, and nothing else. Of members with the same name each is kept, in order.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var reader = JSONReader(bytes)
        self = try reader.value()
        try reader.finish()
    }
}

extension JSONReader {
    /// Reads the next value, whatever it is.
    public mutating func value() throws(JSONError) -> JSONValue {
        switch try peek() {
        case .object:
            var members: [JSONValue.Member] = []
            members.reserveCapacity(4)
            try beginObject()
            while let name = try nextKey() { members.append(.init(name, try value())) }
            return .object(members)
        case .array:
            var items: [JSONValue] = []
            try beginArray()
            while try nextItem() { items.append(try value()) }
            return .array(items)
        case .string: return .string(try string())
        case .number: return try number()
        case .bool: return .bool(try bool())
        case .null:
            try skip()
            return .null
        }
    }
}
