/// Why bytes are no JSON, or hold another value than was asked for, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The text ends inside a value.
        case endedEarly
        /// Something else stands where a value belongs.
        case valueExpected
        /// Something else stands where the name of a member belongs.
        case nameExpected
        /// The name of a member has no colon behind it.
        case colonExpected
        /// A member is followed by neither a comma nor the end of its object.
        case commaOrBraceExpected
        /// An item is followed by neither a comma nor the end of its array.
        case commaOrBracketExpected
        /// A control character stands in a string as it is.
        case controlCharacter
        /// A backslash is followed by what cannot follow it.
        case badEscape
        /// `\u` writes one half of a character that needs two.
        case loneSurrogate
        /// A string holds bytes that are no UTF-8.
        case invalidUTF8
        /// A number is written in a way that JSON does not know.
        case badNumber
        /// A word that is none of `true`, `false` and `null`.
        case badLiteral
        /// More arrays and objects lie in one another than the reader goes into.
        case tooDeep
        /// Something follows the value.
        case trailingContent
        /// The value is well-formed and of another kind.
        case otherKind(wanted: JSONReader.Kind, found: JSONReader.Kind)
    }

    /// How many bytes stand before the place.
    public let offset: Int
    /// The line of the place, from 1.
    public let line: Int
    /// The character of the line at which the place begins, from 1.
    public let column: Int
    /// What is wrong there.
    public let reason: Reason

    /// What is wrong at a place of a text.
    init(_ reason: Reason, at offset: Int, of bytes: Span<UInt8>) {
        self.offset = offset
        self.reason = reason
        line = 1 + bytes.lineEnds(in: 0..<offset).feeds
        var column = 1
        var place = offset
        while place > 0, bytes[place - 1] != UInt8(ascii: "\n") {
            place -= 1
            // A byte that goes on with a character does not begin one.
            if bytes[place] & 0xc0 != 0x80 { column += 1 }
        }
        self.column = column
    }
}

extension JSONError: CustomStringConvertible {
    /// `line 3, column 14: …`, with what to do about it.
    public var description: String { "line \(line), column \(column): \(reason)" }
}

extension JSONError.Reason: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .endedEarly: "the text ends too early: it was cut, or a quote or a bracket is not closed"
        case .valueExpected: "a value belongs here: an object, an array, a string, a number, true, false or null"
        case .nameExpected: "a member's name in double quotes belongs here"
        case .colonExpected: "a colon belongs here, between a member's name and its value"
        case .commaOrBraceExpected: "a comma or } belongs here, behind a member of an object"
        case .commaOrBracketExpected: "a comma or ] belongs here, behind an item of an array"
        case .controlCharacter: "a control character stands in a string: write it as \\n, \\t or \\u0000"
        case .badEscape: "no such escape: a backslash goes before one of \"\\/bfnrt or before u and four digits"
        case .loneSurrogate: "half a surrogate pair: write both halves, or the character itself"
        case .invalidUTF8: "these bytes are no UTF-8: save the text as UTF-8"
        case .badNumber: "no such number: write digits without leading zeros, as in 0, -12 or 1.5e3"
        case .badLiteral: "no such word: only true, false and null stand without quotes"
        case .tooDeep: "more than \(JSONReader.depthMax) arrays and objects lie in one another"
        case .trailingContent: "something follows the value: a text holds one value"
        case .otherKind(let wanted, let found): "this is \(found), and \(wanted) is wanted"
        }
    }
}
