import JSON

/// What a decoder looks at of a document, read as a whole, so that nothing depends on the order of the members.
enum DocumentTree {
    /// `null`, or nothing at all: the API makes no difference.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case whole(Int64)
    /// A number with a fraction or an exponent, or one that is too large.
    case otherNumber
    /// A string.
    case string(String)
    /// An array.
    case array([DocumentTree])
    /// An object; of members with one name the last counts.
    case object([Member])
    /// A value that was checked and is read later, from here.
    indirect case unread(JSONReader)

    /// A member of an object.
    struct Member {
        let name: String
        let value: DocumentTree
    }

    /// The value of a member; `null` where there is none.
    subscript(name: String) -> DocumentTree {
        guard case .object(let members) = self else { return .null }
        return members.last { $0.name == name }?.value ?? .null
    }

    /// What it is, as in a sentence.
    var kindInWords: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .whole: "a number"
        case .otherNumber: "a number that is not whole, or too large"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        case .unread: "a value"
        }
    }
}

extension JSONReader {
    /// Reads the parts of the next value that `shape` names; what it does not name is checked and dropped.
    mutating func tree(_ shape: DocumentShape) throws(JSONError) -> DocumentTree {
        let kind = try peek()
        if kind != .null, case .later = shape {
            let here = self
            try skip()
            return .unread(here)
        }
        switch kind {
        case .null:
            try skip()
            return .null
        case .bool: return .bool(try bool())
        case .number: return try wholeNumber().map { .whole($0) } ?? .otherNumber
        case .string: return .string(try string())
        case .array: return .array(try items(shape))
        case .object: return .object(try members(shape))
        }
    }

    private mutating func items(_ shape: DocumentShape) throws(JSONError) -> [DocumentTree] {
        var items: [DocumentTree] = []
        try beginArray()
        while try nextItem() { items.append(try tree(shape)) }
        return items
    }

    private mutating func members(_ shape: DocumentShape) throws(JSONError) -> [DocumentTree.Member] {
        var members: [DocumentTree.Member] = []
        try beginObject()
        switch shape {
        case .all, .later:
            while let name = try nextKey() { members.append(.init(name: name, value: try tree(shape))) }
        case .members(let wanted):
            // Most objects have about as many of them as are asked for of most kinds.
            members.reserveCapacity(8)
            while let index = try nextMember(among: wanted.names) {
                members.append(.init(name: wanted.names.texts[index], value: try tree(wanted.shapes[index])))
            }
        }
        return members
    }
}
