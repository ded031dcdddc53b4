/// What is wrong with an object, where, and how to mend it.
public struct Defect: Hashable, Sendable, CustomStringConvertible {
    /// How bad it is.
    public enum Severity: Hashable, Sendable {
        /// The API server accepts it too, but it says something else than it seems to.
        case warning
        /// The API server would refuse it.
        case error
    }

    /// How bad it is.
    public let severity: Severity
    /// Where, such as `spec.ingress[0].from[1].ipBlock.except[0]`.
    public let path: String
    /// What is wrong, and what would be right.
    public let reason: String

    /// Something wrong at a place.
    public init(_ severity: Severity, at path: String, _ reason: String) {
        self.severity = severity
        self.path = path
        self.reason = reason
    }

    /// `spec.ingress[0].ports[0].port: …`.
    public var description: String { "\(path): \(reason)" }
}

extension [Defect] {
    /// Whether the API server would refuse the object.
    public var hasError: Bool { contains { $0.severity == .error } }
}
