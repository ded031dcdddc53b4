/// Reads JSON piece by piece from bytes: exactly what RFC 8259 allows, to a depth of 512, and nothing more lenient.
///
/// Of members with the same name the reader gives each; that the last one counts is for who reads them. A copy of a
/// reader goes on where the original stands, so that a part can be skipped first and read later.
///
///     try reader.beginObject()
///     while let name = try reader.nextKey() {
///         if name == "kind" { kind = try reader.string() } else { try reader.skip() }
///     }
///     try reader.finish()
///
/// It holds the array and no pointer, so that every index is checked and a copy can be kept.
public struct JSONReader: Sendable {
    /// The kinds of values.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// Members in braces.
        case object
        /// Items in brackets.
        case array
        /// Characters in quotes.
        case string
        /// A number, whole or not.
        case number
        /// `true` or `false`.
        case bool
        /// `null`.
        case null
    }

    /// How many objects and arrays may lie in one another.
    public static let depthMax = 512

    var bytes: [UInt8]
    /// How many bytes were read.
    public internal(set) var offset = 0
    var depth = 0
    /// Whether an object or array was just begun, so that no comma stands before what follows.
    var isFirst = false

    /// A reader of these bytes, which hold one value.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What kind of value comes next, told by its first byte.
    public mutating func peek() throws(JSONError) -> Kind {
        offset = bytes.span.pastSpace(from: offset)
        return try bytes.span.kind(at: offset)
    }

    /// Goes into an object.
    public mutating func beginObject() throws(JSONError) { try begin(.object) }

    /// Goes into an array.
    public mutating func beginArray() throws(JSONError) { try begin(.array) }

    /// The name of the next member, whose value comes next; `nil` behind the last, where the object is left.
    public mutating func nextKey() throws(JSONError) -> String? {
        guard try goOn(to: UInt8(ascii: "}"), otherwise: .commaOrBraceExpected) else { return nil }
        let name = try bytes.span.scanString(at: try bytes.span.nameStart(at: offset))
        let start = offset + 1
        offset = try bytes.span.pastColon(from: name.end)
        return bytes.span.text(start..<name.end - 1, isPlain: name.isPlain)
    }

    /// Whether an item comes next; `false` behind the last, where the array is left.
    public mutating func nextItem() throws(JSONError) -> Bool {
        try goOn(to: UInt8(ascii: "]"), otherwise: .commaOrBracketExpected)
    }

    /// Reads a string.
    public mutating func string() throws(JSONError) -> String {
        try expect(.string)
        let scanned = try bytes.span.scanString(at: offset)
        let inner = offset + 1..<scanned.end - 1
        offset = scanned.end
        isFirst = false
        return bytes.span.text(inner, isPlain: scanned.isPlain)
    }

    /// Reads a number; `nil` where it has a fraction or an exponent, or does not fit.
    public mutating func wholeNumber() throws(JSONError) -> Int64? {
        try expect(.number)
        let start = offset
        offset = try bytes.span.pastNumber(from: start)
        isFirst = false
        return bytes.span.whole(start..<offset)
    }

    /// Reads a number of any kind; one that is not whole, or does not fit, as it is written.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = (try peek(), offset).1
        if let whole = try wholeNumber() { return .number(whole) }
        return .decimal(String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    /// Reads `true` or `false`.
    public mutating func bool() throws(JSONError) -> Bool {
        try expect(.bool)
        let value = bytes[offset] == UInt8(ascii: "t")
        try skip()
        return value
    }

    /// Passes over the next value and checks all of it.
    public mutating func skip() throws(JSONError) {
        offset = try bytes.span.pastValue(from: bytes.span.pastSpace(from: offset), depth: depth)
        isFirst = false
    }

    /// Reads the parts of the next value that a shape names; what it does not name is checked and dropped.
    public mutating func tree(_ shape: JSONShape) throws(JSONError) -> JSONTree {
        var nodes: [JSONTree.Node] = []
        // About as many as there are in a pod.
        nodes.reserveCapacity(64)
        offset = bytes.span.pastSpace(from: offset)
        offset = try bytes.span.scan(from: offset, depth: depth, .init(), shape.parts, 0, into: &nodes)
        isFirst = false
        return JSONTree(nodes, in: bytes)
    }

    /// Says that nothing more is wanted; throws where something follows.
    public mutating func finish() throws(JSONError) {
        offset = bytes.span.pastSpace(from: offset)
        guard offset == bytes.count else { throw bytes.span.fail(.trailingContent, at: offset) }
    }

    private mutating func begin(_ kind: Kind) throws(JSONError) {
        try expect(kind)
        guard depth < Self.depthMax else { throw bytes.span.fail(.tooDeep, at: offset) }
        depth += 1
        offset += 1
        isFirst = true
    }

    private mutating func expect(_ wanted: Kind) throws(JSONError) {
        let found = try peek()
        guard found == wanted else { throw bytes.span.fail(.otherKind(wanted: wanted, found: found), at: offset) }
    }

    /// Moves to what follows in an object or array; `false` at the bracket that closes it, which it passes.
    mutating func goOn(to close: UInt8, otherwise: JSONError.Reason) throws(JSONError) -> Bool {
        offset = bytes.span.pastSpace(from: offset)
        guard offset < bytes.count else { throw bytes.span.fail(.endedEarly, at: offset) }
        defer { isFirst = false }
        if bytes[offset] == close {
            depth -= 1
            offset += 1
            return false
        }
        if isFirst { return true }
        guard bytes[offset] == UInt8(ascii: ",") else { throw bytes.span.fail(otherwise, at: offset) }
        offset = bytes.span.pastSpace(from: offset + 1)
        return true
    }
}

extension JSONReader.Kind: CustomStringConvertible {
    /// The kind with its article, as in a sentence.
    public var description: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .bool: "true or false"
        case .null: "null"
        }
    }
}
