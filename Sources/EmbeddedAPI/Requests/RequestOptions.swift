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
    /// Values that are none of those there are; told when it is known what the options are for.
    var faults: [FieldFault] = []

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
        case "resourceVersionMatch": versionMatch = oneOf(name, value)
        case "timeoutSeconds": timeoutSeconds = try Self.number(name, value)
        case "timeout": break  // How long a client waits; nothing here takes that long.
        case "watch": isWatch = try Self.flag(name, value)
        case "allowWatchBookmarks": allowsBookmarks = try Self.flag(name, value)
        case "sendInitialEvents": sendsInitialEvents = try Self.flag(name, value)
        case "dryRun": isDryRun = Self.dryRun([value], &faults)
        case "fieldManager": manager = managerName(name, value)
        case "fieldValidation": fieldValidation = oneOf(name, value) ?? .warn
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
    static func dryRun(_ values: [String], _ faults: inout [FieldFault]) -> Bool {
        let named = values.filter { !$0.isEmpty }
        if named.contains(where: { $0 != "All" }) {
            let value = JSONValue.array(named.map { .string($0) })
            faults.append(FieldFault(.notSupported, "dryRun", value, "supported values: \"All\""))
        }
        return named.contains("All")
    }

    private mutating func managerName(_ name: String, _ value: String) -> String? {
        let isPrintable = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
        if value.utf8.count > 128 {
            faults.append(FieldFault(.tooLong, name, nil, "may not be more than 128 bytes"))
        } else if !isPrintable {
            faults.append(FieldFault(.invalid, name, .string(value), "should only contain printable characters"))
        }
        return value.isEmpty ? nil : value
    }

    private mutating func oneOf<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ value: String
    ) -> Choice? where Choice.RawValue == String {
        if let choice = Choice(rawValue: value) { return choice }
        guard !value.isEmpty else { return nil }
        let all = Choice.allCases.map { JSONValue.string($0.rawValue).text }.joined(separator: ", ")
        faults.append(FieldFault(.notSupported, name, .string(value), "supported values: \(all)"))
        return nil
    }

    private static func unreadable(_ name: String, _ value: String) -> APIFailure {
        APIFailure(.badRequest, "\(name): Invalid value: \(JSONValue.string(value).text)")
    }
}
