public import JSON

/// What is wrong with a field, in the words that users of kubectl know.
public struct FieldFault: Hashable, Sendable {
    /// The kinds of faults, as `reason` in a status names them.
    public enum Kind: String, Sendable {
        /// It has to be there.
        case required = "FieldValueRequired"
        /// It may not be as it is.
        case invalid = "FieldValueInvalid"
        /// It is none of the values there are.
        case notSupported = "FieldValueNotSupported"
        /// It is there already.
        case duplicate = "FieldValueDuplicate"
        /// It may not be there.
        case forbidden = "FieldValueForbidden"
        /// It has too many bytes.
        case tooLong = "FieldValueTooLong"
        /// It has too many items.
        case tooMany = "FieldValueTooMany"
        /// It is of another type.
        case typeInvalid = "FieldValueTypeInvalid"
    }

    /// The kind.
    public let kind: Kind
    /// Where: `spec.ingress[0].ports[0].endPort`.
    public let field: String
    /// What the field is; `nil` where that says nothing.
    public let value: JSONValue?
    /// Why, or what it may be.
    public let detail: String

    /// A fault.
    public init(_ kind: Kind, _ field: String, _ value: JSONValue? = nil, _ detail: String = "") {
        self.kind = kind
        self.field = field
        self.value = value
        self.detail = detail
    }
}

extension FieldFault: CustomStringConvertible {
    /// The field and what is wrong with it: `spec.x: Invalid value: 53: must be …`.
    public var description: String { "\(field): \(words)" }

    /// What is wrong, without the field.
    public var words: String {
        switch kind {
        case .required: joined("Required value")
        case .forbidden: joined("Forbidden")
        case .tooLong: joined("Too long")
        case .tooMany: joined("Too many")
        case .invalid, .typeInvalid: joined("Invalid value: \(shown)")
        case .notSupported: joined("Unsupported value: \(shown)")
        case .duplicate: joined("Duplicate value: \(shown)")
        }
    }

    private var shown: String { value?.text ?? "null" }

    private func joined(_ words: String) -> String { detail.isEmpty ? words : "\(words): \(detail)" }
}
