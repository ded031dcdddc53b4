internal import JSON
internal import KubernetesAPI

/// Writes objects in the form that was asked for. Objects as they are go out byte for byte as they are kept.
struct Rendering: Sendable {
    let kind: ResourceKind
    let form: AnswerForm
    let isPretty: Bool
    /// How much of an object stands beside its row.
    let includedObject: String
    /// Seconds since 1970, for ages.
    let now: @Sendable () -> Int64
    /// What other watches send.
    let events: SharedEvents

    /// One object.
    func one(_ stored: StoredObject) -> [UInt8] {
        if form == .object, !isPretty { return stored.body }
        return bytes(of: value(of: stored))
    }

    /// One object that is at hand, with its text where that is known.
    func bytes(of object: JSONValue, text: [UInt8]? = nil) -> [UInt8] {
        switch form {
        case .object:
            if let text, !isPretty { return text + [UInt8(ascii: "\n")] }
            return written(object)
        case .metadata: return written(Self.metadata(object))
        case .table: return written(table([object], head: Self.head(of: object), withColumns: true))
        }
    }

    /// The parts of a list, with its metadata.
    func list(_ objects: [StoredObject], _ head: JSONValue) -> [[UInt8]] {
        switch form {
        case .object:
            if isPretty {
                return [
                    written(Self.listOf(objects.map { value(of: $0) }, head, kind.listKind, kind.apiVersion))
                ]
            }
            return parts(objects, head)
        case .metadata:
            return [
                written(
                    Self.listOf(
                        objects.map { Self.metadata(value(of: $0)) }, head, "PartialObjectMetadataList",
                        "meta.k8s.io/v1"))
            ]
        case .table: return [written(table(objects.map { value(of: $0) }, head: head, withColumns: true))]
        }
    }

    /// An event that other watches may send as well.
    func event(_ type: String, _ object: StoredObject, isFirst: Bool) -> [UInt8] {
        guard form == .object else { return event(type, object.body, isFirst: isFirst) }
        return events.event(type, at: object.revision) { event(type, object.body, isFirst: isFirst) }
    }

    /// An event of a watch, and its line feed. Only the first of a watch says what its columns are.
    func event(_ type: String, _ body: [UInt8], isFirst: Bool) -> [UInt8] {
        let object: [UInt8] =
            switch form {
            case .object: body
            case .metadata: Self.metadata(value(ofBody: body)).utf8
            case .table: eventTable(value(ofBody: body), withColumns: isFirst).utf8
            }
        return Array("{\"type\":\"\(type)\",\"object\":".utf8) + object + Array("}\n".utf8)
    }

    /// The bookmark of a version.
    func bookmark(_ revision: Int64, endsInitialEvents: Bool) -> [UInt8] {
        var metadata = JSONValue.members(["resourceVersion": .string(String(revision)), "creationTimestamp": .null])
        if endsInitialEvents { metadata["annotations"] = .members(["k8s.io/initial-events-end": "true"]) }
        let object = JSONValue.members([
            "kind": .string(kind.kind), "apiVersion": .string(kind.apiVersion), "metadata": metadata,
        ])
        return event("BOOKMARK", object.utf8, isFirst: false)
    }

    private func eventTable(_ object: JSONValue, withColumns: Bool) -> JSONValue {
        table([object], head: Self.head(of: object), withColumns: withColumns)
    }

    private func table(_ objects: [JSONValue], head: JSONValue, withColumns: Bool) -> JSONValue {
        .members([
            "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": head,
            "columnDefinitions": withColumns ? .array(Tables.columns(kind: kind.kind)) : .null,
            "rows": .array(objects.map { row($0) }),
        ])
    }

    private func row(_ object: JSONValue) -> JSONValue {
        let shown: JSONValue? =
            switch includedObject {
            case "None": nil
            case "Object": object
            default: Self.metadata(object)
            }
        return .members(["cells": .array(Tables.cells(of: object, kind: kind.kind, now: now())), "object": shown])
    }

    /// The list of what is kept, neither read nor copied.
    private func parts(_ objects: [StoredObject], _ head: JSONValue) -> [[UInt8]] {
        let comma = [UInt8(ascii: ",")]
        var parts = [
            Array(
                ("{\"kind\":\"\(kind.listKind)\",\"apiVersion\":\"\(kind.apiVersion)\","
                    + "\"metadata\":\(head.text),\"items\":[").utf8)
        ]
        parts.reserveCapacity(2 * objects.count + 2)
        for (index, object) in objects.enumerated() {
            if index > 0 { parts.append(comma) }
            parts.append(object.body)
        }
        parts.append(Array("]}\n".utf8))
        return parts
    }

    private func written(_ value: JSONValue) -> [UInt8] {
        (isPretty ? Array(value.prettyText.utf8) : value.utf8) + [UInt8(ascii: "\n")]
    }

    private func value(of stored: StoredObject) -> JSONValue { value(ofBody: stored.body) }

    /// What is kept was written by this server, so that it can be read.
    private func value(ofBody body: [UInt8]) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: body)
        } catch {
            preconditionFailure("what is kept cannot be read: \(error)")
        }
    }

    private static func listOf(_ items: [JSONValue], _ head: JSONValue, _ kind: String, _ version: String) -> JSONValue
    {
        .members(["kind": .string(kind), "apiVersion": .string(version), "metadata": head, "items": .array(items)])
    }

    private static func metadata(_ object: JSONValue) -> JSONValue {
        .members([
            "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": object["metadata"],
        ])
    }

    private static func head(of object: JSONValue) -> JSONValue {
        .members(["resourceVersion": object[metadata: "resourceVersion"]])
    }
}
