/// Something to say about what was read: where, what, and how to mend it.
public struct Remark: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable {
        /// Only to be known, such as a kind that is passed over.
        case note
        /// It was read, and says something else than it seems to.
        case warning
        /// It could not be read, or an API server would refuse it.
        case error
    }

    /// How bad it is.
    public let severity: Severity
    /// Where it stands, if anywhere.
    public let place: SourcePlace?
    /// Which object it is about, such as `NetworkPolicy shop/web`; empty where none.
    public let object: String
    /// What is wrong, and what would be right.
    public let reason: String

    /// Something to say at a place.
    public init(_ severity: Severity, at place: SourcePlace? = nil, object: String = "", _ reason: String) {
        self.severity = severity
        self.place = place
        self.object = object
        self.reason = reason
    }
}

extension Remark: CustomStringConvertible {
    /// `policies.yaml:12: error: NetworkPolicy shop/web: spec.ingress: …`.
    public var description: String {
        let parts = [place?.description, severity.rawValue, object.isEmpty ? nil : object, reason]
        return parts.compactMap { $0 }.joined(separator: ": ")
    }
}

/// A line of a file.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// The line, from 1, where it is known.
    public let line: Int?

    /// A line of a file, or all of it.
    public init(_ file: String, line: Int? = nil) {
        self.file = file
        self.line = line
    }

    /// `policies.yaml:12`.
    public var description: String { line.map { "\(file):\($0)" } ?? file }
}
