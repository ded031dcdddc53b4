public import JSON

/// Who owns which fields of an object: `metadata.managedFields`.
public struct ManagedFields: Hashable, Sendable {
    /// What an owner did.
    public enum Operation: String, Hashable, Sendable {
        /// Server-side apply: its fields are all that it wants.
        case apply = "Apply"
        /// Any other write.
        case update = "Update"
    }

    /// An owner and its fields.
    struct Entry: Hashable, Sendable {
        var manager: String
        var operation: Operation
        var apiVersion: String
        var time: String?
        var subresource = ""
        var fields: FieldSet

        /// Whether both are of one owner: of those that apply the version says nothing, so a later one replaces it.
        func isOwner(_ other: Entry) -> Bool {
            manager == other.manager && operation == other.operation && subresource == other.subresource
                && (operation == .apply || apiVersion == other.apiVersion)
        }
    }

    /// The owners.
    var entries: [Entry]

    /// Owners and their fields.
    init(entries: [Entry]) { self.entries = entries }

    /// What a value of `metadata.managedFields` says; nobody owns anything where there is none.
    public init(_ value: JSONValue?) throws(APIFailure) {
        entries = try (value?.items ?? []).map { item throws(APIFailure) in try Self.entry(item) }
    }

    /// The value, its entries as an API server sorts them; `nil` where nobody owns anything.
    public var value: JSONValue? {
        let kept = entries.filter { !$0.fields.isEmpty }
        return kept.isEmpty ? nil : .array(kept.sorted { Self.order($0) < Self.order($1) }.map(Self.value))
    }

    /// The managers and what they did, as the value has them.
    public var managers: [(name: String, operation: Operation)] { entries.map { ($0.manager, $0.operation) } }

    /// Sorts as an API server does: by operation, time, manager and what else there is.
    private static func order(_ entry: Entry) -> [String] {
        [entry.operation.rawValue, entry.time ?? "", entry.manager, entry.apiVersion, entry.subresource]
    }

    private static func entry(_ item: JSONValue) throws(APIFailure) -> Entry {
        guard let operation = item["operation"]?.string.flatMap(Operation.init) else {
            throw APIFailure(.badRequest, "metadata.managedFields: operation must be `Apply` or `Update`")
        }
        guard let apiVersion = item["apiVersion"]?.string, !apiVersion.isEmpty else {
            throw APIFailure(.badRequest, "metadata.managedFields: apiVersion must not be empty")
        }
        guard item["fieldsType"]?.string == "FieldsV1" else {
            throw APIFailure(.badRequest, "metadata.managedFields: fieldsType must be `FieldsV1`")
        }
        return Entry(
            manager: item["manager"]?.string ?? "", operation: operation, apiVersion: apiVersion,
            time: item["time"]?.string, subresource: item["subresource"]?.string ?? "",
            fields: try FieldSet(fieldsV1: item["fieldsV1"] ?? .object([])))
    }

    private static func value(_ entry: Entry) -> JSONValue {
        .members([
            "manager": .string(entry.manager), "operation": .string(entry.operation.rawValue),
            "apiVersion": .string(entry.apiVersion), "time": entry.time.map { .string($0) },
            "fieldsType": "FieldsV1", "fieldsV1": entry.fields.fieldsV1,
            "subresource": entry.subresource.isEmpty ? nil : .string(entry.subresource),
        ])
    }
}

extension [String] {
    /// Whether one list of words stands before another.
    fileprivate static func < (left: [String], right: [String]) -> Bool { left.lexicographicallyPrecedes(right) }
}
