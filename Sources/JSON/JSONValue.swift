/// A JSON value; an object keeps its members in the order given, so that output is stable.
public enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case number(Int64)
    /// A number that is not whole, or too large, as it is written.
    case decimal(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object([Member])

    /// One name and value of an object.
    public struct Member: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSONValue

        /// A value by its name.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// An object of these members, in this order; those that are `nil` are left out.
    public static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// An object with members behind its own, those that are `nil` left out; anything else as it is.
    public func adding(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        guard case .object(let own) = self, case .object(let more) = Self.members(members) else { return self }
        return .object(own + more)
    }

    /// The value as JSON in one line, with nothing in it that a terminal or a line reader would act on.
    public var text: String { String(decoding: utf8, as: UTF8.self) }

    /// That text in UTF-8, which costs less to make than a string.
    public var utf8: [UInt8] {
        var result: [UInt8] = []
        write(to: &result)
        return result
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .number(let value): output += String(value).utf8
        case .decimal(let text): output += text.utf8
        case .string(let value): Self.write(value, to: &output)
        case .array(let values): Self.write(values, between: ("[", "]"), to: &output) { $0.write(to: &$1) }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &output) { member, output in
                Self.write(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], between brackets: (Unicode.Scalar, Unicode.Scalar), to output: inout [UInt8],
        each: (Item, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: brackets.0))
        for (index, item) in items.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            each(item, &output)
        }
        output.append(UInt8(ascii: brackets.1))
    }

    private static func write(_ string: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        // A string that is not in one piece is written as if it had something to escape.
        let isWritten = string.utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.span.isPrintable else { return false }
            output.append(contentsOf: bytes)
            return true
        }
        if isWritten != true {
            for scalar in string.unicodeScalars { write(scalar, to: &output) }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func write(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        switch scalar {
        case "\"": output += "\\\"".utf8
        case "\\": output += "\\\\".utf8
        case "\n": output += "\\n".utf8
        case "\r": output += "\\r".utf8
        case "\t": output += "\\t".utf8
        default:
            if 0x20..<0x7f ~= scalar.value {
                output.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                output += (isActedOn(scalar) ? escape(scalar) : String(scalar)).utf8
            }
        }
    }

    /// Controls of both kinds, line separators, and marks that nobody sees, some of which turn text around.
    private static func isActedOn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .number(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
