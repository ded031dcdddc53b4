/// A value of a column.
public enum SQLiteValue: Hashable, Sendable {
    /// `NULL`.
    case null
    /// A whole number.
    case integer(Int64)
    /// Text.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// The number of a whole number; `nil` of anything else.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The characters of a text; `nil` of anything else.
    public var text: String? { if case .text(let value) = self { value } else { nil } }

    /// The bytes of a blob; `nil` of anything else.
    public var blob: [UInt8]? { if case .blob(let value) = self { value } else { nil } }
}
