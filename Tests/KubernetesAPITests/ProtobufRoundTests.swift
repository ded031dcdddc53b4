import JSON
import Testing
import WireSupport

@testable import KubernetesAPI

/// Every kind with every field that it has, written by the tables and read back: what the tables say of a number is
/// checked by hand-written bodies, and here that no type of field is read as another.
@Suite struct ProtobufRoundTests {
    @Test("every field of every kind comes back as it was written", arguments: ResourceKind.all.map(\.kind))
    func round(name: String) throws {
        let kind = try #require(ResourceKind.all.first { $0.kind == name })
        let sample = Self.sample(kind.schema) ?? .object([])
        let members = sample.members.filter { !["apiVersion", "kind"].contains($0.name) }
        let message = try Self.message(members, kind.schema)
        let body = ProtobufSamples.body(kind.apiVersion, kind.kind) { $0.raw(message) }
        let head = JSONValue.members(["apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind)])
        #expect(try ProtobufBody.object(body) == .object(head.members + members))
        for count in stride(from: body.count - message.count - 4, to: body.count - 4, by: max(1, body.count / 300)) {
            #expect(throws: APIFailure.self) { try ProtobufBody.object(Array(body[..<count])) }
        }
    }

    /// A value with all fields that can be written; `nil` for what is kept as it is.
    private static func sample(_ schema: Schema) -> JSONValue? {
        switch schema.shape {
        case .object(let fields):
            .object(fields.compactMap { field in sample(field.schema).map { .init(field.name, $0) } })
        case .list(let items, _): sample(items).map { .array([$0, $0]) }
        case .map(let values): sample(values).map { .object([.init("a", $0), .init("b", $0)]) }
        case .string(format: "date-time"): "2026-01-31T08:00:00Z"
        case .string: "text"
        case .integer: -7
        case .boolean: .bool(true)
        case .intOrString: "http"
        case .quantity: "64Mi"
        case .any: schema === Schema.fieldsV1 ? .object([.init("f:spec", .object([]))]) : nil
        }
    }

    /// The fields of a message, inlined ones in messages of their own.
    private static func message(_ members: [JSONValue.Member], _ schema: Schema) throws -> [UInt8] {
        let definition = try #require(schema.definition)
        return try message(members, schema, definition)
    }

    private static func message(_ members: [JSONValue.Member], _ schema: Schema, _ definition: String) throws -> [UInt8]
    {
        var writer = WireSupport.MessageWriter()
        for field in try #require(MessageNumbers.of(definition)).fields {
            if field.isInlined {
                let package = definition.split(separator: ".").dropLast().joined(separator: ".")
                writer.bytes(field.number, try message(members, schema, "\(package).\(field.name)"))
            } else if let member = members.first(where: { $0.name == field.name }),
                let inner = schema.member(field.name)
            {
                try write(member.value, field.number, inner, &writer)
            }
        }
        return writer.bytes
    }

    private static func write(
        _ value: JSONValue, _ number: UInt64, _ schema: Schema, _ writer: inout WireSupport.MessageWriter
    ) throws {
        switch schema.shape {
        case .object: writer.bytes(number, try message(value.members, schema))
        case .list(let items, _): for item in value.items ?? [] { try write(item, number, items, &writer) }
        case .map(let values):
            for member in value.members {
                var entry = WireSupport.MessageWriter()
                entry.text(1, member.name)
                try write(member.value, 2, values, &entry)
                writer.bytes(number, entry.bytes)
            }
        case .string(format: "date-time"): writer.message(number) { $0.number(1, 1_769_846_400) }
        case .string: writer.text(number, value.string ?? "")
        case .integer: writer.number(number, UInt64(bitPattern: value.number ?? 0))
        case .boolean: writer.number(number, 1)
        case .intOrString:
            writer.message(number) {
                $0.number(1, 1)
                $0.text(3, value.string ?? "")
            }
        case .quantity, .any: writer.message(number) { $0.text(1, value.string ?? value.text) }
        }
    }
}
