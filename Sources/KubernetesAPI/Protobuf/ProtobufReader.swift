internal import JSON
internal import Protobuf

/// Reads messages as the JSON that they mean, by their schemas and the numbers of their fields.
struct ProtobufReader {
    private let bytes: ProtobufBytes

    /// What is written for one field of an object.
    private struct Written {
        let field: MessageNumbers.Field
        var values: [ProtobufEntry.Value]
    }

    /// Reads within these bytes.
    init(_ bytes: [UInt8]) { self.bytes = ProtobufBytes(bytes) }

    /// The members of an object, in the order of its schema.
    func members(_ range: Range<Int>, _ schema: Schema) throws(APIFailure) -> [JSONValue.Member] {
        guard case .object(let fields) = schema.shape, let definition = schema.definition else {
            throw ProtobufBytes.unsupported(Self.title(schema))
        }
        var written: [String: Written] = [:]
        try collect(range, definition, schema, into: &written)
        var members: [JSONValue.Member] = []
        for field in fields {
            guard let found = written[field.name], let value = try value(found, field.schema) else { continue }
            members.append(.init(field.name, value))
        }
        return members
    }

    /// Sorts what is written by fields of the schema; what an inlined message holds belongs to the object around it.
    private func collect(
        _ range: Range<Int>, _ definition: String, _ schema: Schema, into written: inout [String: Written]
    ) throws(APIFailure) {
        guard let numbers = MessageNumbers.of(definition) else { throw ProtobufBytes.unsupported(Self.title(schema)) }
        for entry in try bytes.entries(range) {
            guard let field = numbers.field(entry.number) else {
                throw ProtobufBytes.unknown(entry.number, of: Self.title(schema))
            }
            if field.isInlined {
                let inner = Self.sibling(of: definition, field.name)
                try collect(try bytes.content(entry.value), inner, schema, into: &written)
            } else if schema.member(field.name) != nil {
                written[field.name, default: Written(field: field, values: [])].values.append(entry.value)
            } else if field.keepsZero || !Self.isZero(entry.value) {
                throw ProtobufBytes.unsupported("\(field.name) of \(Self.title(schema))")
            }
        }
    }

    /// The value of a field; `nil` where JSON leaves out what protobuf writes.
    private func value(_ written: Written, _ schema: Schema) throws(APIFailure) -> JSONValue? {
        switch schema.shape {
        case .list(let items, _): return .array(try list(written.values, items))
        case .map(let values): return .object(try map(written.values, values))
        case .object, .string, .integer, .boolean, .intOrString, .quantity, .any:
            guard written.values.count == 1 else {
                throw ProtobufBytes.broken("\(written.field.name) stands there twice")
            }
            let value = try single(written.values[0], schema)
            return written.field.keepsZero || !Self.isZero(value) ? value : nil
        }
    }

    private func list(_ values: [ProtobufEntry.Value], _ items: Schema) throws(APIFailure) -> [JSONValue] {
        var list: [JSONValue] = []
        for value in values {
            // Numbers may stand side by side in one field.
            if case .integer = items.shape, case .bytes(let range) = value {
                for number in try bytes.numbers(range) { list.append(try single(number, items)) }
            } else {
                list.append(try single(value, items))
            }
        }
        return list
    }

    private func map(_ values: [ProtobufEntry.Value], _ schema: Schema) throws(APIFailure) -> [JSONValue.Member] {
        var (members, names) = ([JSONValue.Member](), Set<String>())
        for value in values {
            let (name, content) = try bytes.pair(try bytes.content(value))
            guard names.insert(name).inserted else {
                throw ProtobufBytes.broken("\(APIFailure.quoted(name)) stands twice in a map")
            }
            members.append(.init(name, try single(.bytes(content), schema)))
        }
        return members
    }

    private func single(_ value: ProtobufEntry.Value, _ schema: Schema) throws(APIFailure) -> JSONValue {
        switch schema.shape {
        case .object: .object(try members(try bytes.content(value), schema))
        case .string(format: "date-time"): try bytes.time(try bytes.content(value)).map(JSONValue.string) ?? .null
        case .string: .string(try bytes.text(try bytes.content(value)))
        case .integer(let bits): .number(try bytes.number(value, bits: bits))
        case .boolean: .bool(try bytes.number(value, bits: 64) != 0)
        case .intOrString: try bytes.numberOrName(try bytes.content(value))
        case .quantity: try bytes.quantity(try bytes.content(value))
        case .any where schema === Schema.fieldsV1: try bytes.json(try bytes.content(value))
        case .any, .list, .map: throw ProtobufBytes.unsupported(Self.title(schema))
        }
    }

    /// Whether Go leaves a value out of JSON where it may: an empty object is written, as structs are.
    private static func isZero(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false), .number(0), .string(""): true
        case .bool, .number, .decimal, .string, .array, .object: false
        }
    }

    private static func isZero(_ value: ProtobufEntry.Value) -> Bool {
        switch value {
        case .number(let number): number == 0
        case .bytes(let range): range.isEmpty
        case .fixed: false
        }
    }

    /// A definition of the same package.
    private static func sibling(of definition: String, _ name: String) -> String {
        String(definition.dropLast(title(definition).count)) + name
    }

    private static func title(_ schema: Schema) -> String { schema.definition.map(title) ?? "a value" }

    private static func title(_ definition: String) -> String {
        definition.split(separator: ".").last.map(String.init) ?? definition
    }
}
