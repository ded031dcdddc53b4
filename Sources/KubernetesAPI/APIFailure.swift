public import JSON

/// Why a request is not done, as a `Status` says it.
public struct APIFailure: Error, Hashable, Sendable {
    /// The reasons that a status names.
    public enum Reason: String, Sendable {
        /// 400
        case badRequest = "BadRequest"
        /// 401
        case unauthorized = "Unauthorized"
        /// 403
        case forbidden = "Forbidden"
        /// 404
        case notFound = "NotFound"
        /// 405
        case methodNotAllowed = "MethodNotAllowed"
        /// 406
        case notAcceptable = "NotAcceptable"
        /// 409, of a name
        case alreadyExists = "AlreadyExists"
        /// 409, of a state
        case conflict = "Conflict"
        /// 410
        case gone = "Gone"
        /// 410, of a version
        case expired = "Expired"
        /// 413
        case tooLarge = "RequestEntityTooLarge"
        /// 415
        case unsupportedMediaType = "UnsupportedMediaType"
        /// 422
        case invalid = "Invalid"
        /// 429
        case tooManyRequests = "TooManyRequests"
        /// 500
        case internalError = "InternalError"
        /// 503
        case unavailable = "ServiceUnavailable"
        /// 504
        case timeout = "Timeout"

        /// The status of HTTP.
        public var code: Int {
            switch self {
            case .badRequest: 400
            case .unauthorized: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .notAcceptable: 406
            case .alreadyExists, .conflict: 409
            case .gone, .expired: 410
            case .tooLarge: 413
            case .unsupportedMediaType: 415
            case .invalid: 422
            case .tooManyRequests: 429
            case .internalError: 500
            case .unavailable: 503
            case .timeout: 504
            }
        }
    }

    /// Why, for programs.
    public let reason: Reason
    /// Why, for people.
    public let message: String
    /// What it is about: the value of `details`.
    public let details: JSONValue?

    /// A request that is not done.
    public init(_ reason: Reason, _ message: String, details: JSONValue? = nil) {
        self.reason = reason
        self.message = message
        self.details = details
    }

    /// The `Status` object that says this.
    public var status: JSONValue {
        .members([
            "kind": "Status", "apiVersion": "v1", "metadata": .object([]), "status": "Failure",
            "message": .string(message), "reason": .string(reason.rawValue), "details": details,
            "code": .number(Int64(reason.code)),
        ])
    }
}

extension APIFailure {
    /// There is no such object.
    public static func notFound(_ kind: ResourceKind, _ name: String) -> APIFailure {
        APIFailure(.notFound, "\(kind.qualifiedName) \(quoted(name)) not found", details: about(kind, name))
    }

    /// There is such an object.
    public static func alreadyExists(_ kind: ResourceKind, _ name: String) -> APIFailure {
        APIFailure(.alreadyExists, "\(kind.qualifiedName) \(quoted(name)) already exists", details: about(kind, name))
    }

    /// The object is not in the state that the request is about.
    public static func conflict(_ kind: ResourceKind, _ name: String, _ words: String) -> APIFailure {
        APIFailure(
            .conflict, "Operation cannot be fulfilled on \(kind.qualifiedName) \(quoted(name)): \(words)",
            details: about(kind, name))
    }

    /// Fields of an object are not as they may be.
    public static func invalid(_ kind: ResourceKind, _ name: String, _ faults: [FieldFault]) -> APIFailure {
        invalid(kind.kind, group: kind.group, name, faults)
    }

    /// Options of a request are not as they may be: those of a kind such as `ListOptions`.
    public static func invalid(options kind: String, _ faults: [FieldFault]) -> APIFailure {
        invalid(kind, group: "meta.k8s.io", "", faults)
    }

    private static func invalid(_ kind: String, group: String, _ name: String, _ faults: [FieldFault]) -> APIFailure {
        let all = faults.map(\.description)
        let words = all.count == 1 ? all[0] : "[\(all.joined(separator: ", "))]"
        let causes = faults.map { fault in
            JSONValue.members([
                "reason": .string(fault.kind.rawValue), "message": .string(fault.words), "field": .string(fault.field),
            ])
        }
        let title = group.isEmpty ? kind : "\(kind).\(group)"
        return APIFailure(
            .invalid, "\(title) \(quoted(name)) is invalid: \(words)",
            details: .members([
                "name": name.isEmpty ? nil : .string(name), "group": group.isEmpty ? nil : .string(group),
                "kind": .string(kind), "causes": .array(causes),
            ]))
    }

    /// A name in quotes.
    static func quoted(_ name: String) -> String { JSONValue.string(name).text }

    private static func about(_ kind: ResourceKind, _ name: String) -> JSONValue {
        .members([
            "name": .string(name), "group": kind.group.isEmpty ? nil : .string(kind.group),
            "kind": .string(kind.plural),
        ])
    }
}
