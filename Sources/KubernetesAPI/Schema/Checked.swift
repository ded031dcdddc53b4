public import JSON

/// An object as its schema knows it, and what else was in it.
public struct Checked: Hashable, Sendable {
    /// What an object has that is not kept.
    public enum Finding: Hashable, Sendable {
        /// A field that the schema does not know.
        case unknown(String)
        /// A field that is there more than once; the last one counts.
        case duplicate(String)
    }

    /// The object without unknown fields, with each field once, and without fields that are null.
    public let value: JSONValue
    /// What is not kept, in the order of the object, each once.
    public let findings: [Finding]
    /// The first value of a wrong type: where it is, what is wanted and what was found; `nil` where there is none.
    public let mistyped: String?
}

extension Checked {
    /// The paths of fields that the schema does not know.
    public var unknown: [String] {
        findings.compactMap { if case .unknown(let path) = $0 { path } else { nil } }
    }

    /// The paths of fields that are there more than once.
    public var duplicates: [String] {
        findings.compactMap { if case .duplicate(let path) = $0 { path } else { nil } }
    }

    /// What a request is refused with that allows no findings; `nil` where there are none.
    public var strictWords: String? {
        guard !findings.isEmpty else { return nil }
        return "strict decoding error: " + findings.map(\.description).joined(separator: ", ")
    }
}

extension Checked.Finding: CustomStringConvertible {
    /// What a warning says: `unknown field "spec.x"`.
    public var description: String {
        switch self {
        case .unknown(let path): "unknown field \(APIFailure.quoted(path))"
        case .duplicate(let path): "duplicate field \(APIFailure.quoted(path))"
        }
    }
}

extension Schema {
    /// The object as this schema knows it.
    public func checked(_ object: JSONValue) -> Checked {
        var checker = FieldChecker()
        let value = checker.checked(object, self)
        return Checked(value: value, findings: checker.findings, mistyped: checker.mistyped)
    }
}
