internal import HTTPServer
internal import JSON
internal import KubernetesAPI

/// What the query of a request asks for, read once and narrowed.
struct RequestOptions: Sendable {
    /// What is done with fields that are unknown or come twice.
    enum FieldValidation: String, Sendable, CaseIterable {
        /// They are dropped in silence.
        case ignore = "Ignore"
        /// They are dropped, and a warning says so.
        case warn = "Warn"
        /// The request is refused.
        case strict = "Strict"
    }

    /// Which states a list may show.
    enum VersionMatch: String, Sendable, CaseIterable {
        /// Just the one that is named.
        case exact = "Exact"
        /// That one or a later one.
        case notOlderThan = "NotOlderThan"
    }

    var isPretty = false
    var labels: LabelRequirements?
    var fields: FieldRequirements?
    var limit: Int?
    var continuation: String?
    var resourceVersion = ""
    var versionMatch: VersionMatch?
    var timeoutSeconds: Int?
    var isWatch = false
    var allowsBookmarks = false
    var sendsInitialEvents: Bool?
    var isDryRun = false
    var manager: String?
    var fieldValidation = FieldValidation.warn
    var isForced: Bool?
    var deletion = DeletionOptions()
    var includedObject = "Metadata"

    /// Nothing in particular.
    init() {}

    /// Reads a query; what this server does not know is refused, not passed over.
    init(_ query: [(name: String, value: String)], kind: ResourceKind) throws(APIFailure) {
        for (name, value) in query { try read(name, value, kind) }
    }

    private mutating func read(_ name: String, _ value: String, _ kind: ResourceKind) throws(APIFailure) {
        switch name {
        case "pretty": isPretty = value != "false" && value != "0"
        case "labelSelector": labels = value.isEmpty ? nil : try LabelRequirements(parsing: value)
        case "fieldSelector": fields = value.isEmpty ? nil : try Self.fields(value, kind)
        case "limit": limit = try Self.number(name, value)
        case "continue": continuation = value.isEmpty ? nil : value
        case "resourceVersion": resourceVersion = value
        case "resourceVersionMatch": versionMatch = value.isEmpty ? nil : try Self.oneOf(name, value)
        case "timeoutSeconds": timeoutSeconds = try Self.number(name, value)
        case "timeout": break  // How long a client waits; nothing here takes that long.
        case "watch": isWatch = try Self.flag(name, value)
        case "allowWatchBookmarks": allowsBookmarks = try Self.flag(name, value)
        case "sendInitialEvents": sendsInitialEvents = try Self.flag(name, value)
        case "dryRun": isDryRun = try Self.dryRun([value])
        case "fieldManager": manager = try Self.manager(value)
        case "fieldValidation": fieldValidation = value.isEmpty ? .warn : try Self.oneOf(name, value)
        case "force": isForced = try Self.flag(name, value)
        case "includeObject": includedObject = value
        case "gracePeriodSeconds", "propagationPolicy", "orphanDependents": try deletion.read(name, .string(value))
        default: throw APIFailure(.badRequest, "the query parameter \(JSONValue.string(name).text) is not supported")
        }
    }

    private static func fields(_ value: String, _ kind: ResourceKind) throws(APIFailure) -> FieldRequirements {
        try FieldRequirements(parsing: value, supported: SelectableFields.names(of: kind), kind: kind)
    }

    /// A whole number that is not negative.
    static func number(_ name: String, _ value: String) throws(APIFailure) -> Int {
        guard let number = Int(value), number >= 0, number <= Int(Int32.max) else { throw unreadable(name, value) }
        return number
    }

    /// Whether a parameter is true; one that is there without a value is.
    static func flag(_ name: String, _ value: String) throws(APIFailure) -> Bool {
        switch value {
        case "", "1", "true", "True", "t": true
        case "0", "false", "False", "f": false
        default: throw unreadable(name, value)
        }
    }

    /// Whether nothing is to be kept, by the ways to run dry that are named.
    static func dryRun(_ values: [String]) throws(APIFailure) -> Bool {
        for value in values where value != "All" && !value.isEmpty {
            throw APIFailure(.badRequest, "dryRun: Unsupported value: \(JSONValue.string(value).text): \"All\"")
        }
        return values.contains("All")
    }

    private static func manager(_ value: String) throws(APIFailure) -> String? {
        guard value.utf8.count <= 128 else {
            throw APIFailure(.badRequest, "fieldManager: Too long: may not be more than 128 bytes")
        }
        return value.isEmpty ? nil : value
    }

    private static func oneOf<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ value: String
    ) throws(APIFailure) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: value) else {
            let all = Choice.allCases.map { JSONValue.string($0.rawValue).text }.joined(separator: ", ")
            throw APIFailure(
                .badRequest, "\(name): Unsupported value: \(JSONValue.string(value).text): supported values: \(all)")
        }
        return choice
    }

    private static func unreadable(_ name: String, _ value: String) -> APIFailure {
        APIFailure(.badRequest, "\(name): Invalid value: \(JSONValue.string(value).text)")
    }
}
