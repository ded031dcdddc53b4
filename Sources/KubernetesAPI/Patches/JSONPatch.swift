public import JSON

/// A list of changes that are done one after another, or not at all: RFC 6902.
public struct JSONPatch: Sendable {
    /// More operations are refused, as an API server does.
    public static let operationsMax = 10_000
    /// What all copies of a patch may add up to: few operations could fill any memory otherwise.
    public static let copiedBytesMax = 3 << 20

    private enum Operation {
        case edit(PlaceEdit, JSONPointer)
        case move(from: JSONPointer, to: JSONPointer)
        case copy(from: JSONPointer, to: JSONPointer)
        case test(JSONPointer, JSONValue)
    }

    private let operations: [Operation]

    /// Reads a patch.
    public init(_ value: JSONValue) throws(APIFailure) {
        guard let items = value.items else {
            throw APIFailure(.badRequest, "error decoding patch: a JSON patch is an array of operations")
        }
        guard items.count <= Self.operationsMax else {
            throw APIFailure(
                .tooLarge,
                "Request entity too large: The allowed maximum operations in a JSON patch is \(Self.operationsMax), "
                    + "got \(items.count)")
        }
        operations = try items.map { item throws(APIFailure) in try Self.operation(item) }
    }

    /// The object after all operations.
    public func applied(to object: JSONValue) throws(APIFailure) -> JSONValue {
        var object = object
        var copiedBytes = 0
        for operation in operations {
            guard Self.run(operation, on: &object, &copiedBytes) else { throw Self.rejection }
        }
        return object
    }

    /// What an API server says of every patch that cannot be done, whatever the cause.
    private static let rejection = APIFailure(
        .invalid, "the server rejected our request due to an error in our request", details: .object([]))

    private static func operation(_ item: JSONValue) throws(APIFailure) -> Operation {
        guard item.isObject else { throw APIFailure(.badRequest, "error decoding patch: an operation is an object") }
        guard let path = item["path"]?.string.flatMap(JSONPointer.init) else { throw rejection }
        switch item["op"]?.string {
        case "add": return .edit(.add(try value(item)), path)
        case "remove": return .edit(.remove, path)
        case "replace": return .edit(.replace(try value(item)), path)
        case "test": return .test(path, try value(item))
        case "move": return .move(from: try from(item), to: path)
        case "copy": return .copy(from: try from(item), to: path)
        default: throw rejection
        }
    }

    private static func value(_ item: JSONValue) throws(APIFailure) -> JSONValue {
        guard let value = item["value"] else { throw rejection }
        return value
    }

    private static func from(_ item: JSONValue) throws(APIFailure) -> JSONPointer {
        guard let from = item["from"]?.string.flatMap(JSONPointer.init) else { throw rejection }
        return from
    }

    private static func run(_ operation: Operation, on object: inout JSONValue, _ copiedBytes: inout Int) -> Bool {
        switch operation {
        case .test(let pointer, let value): return object.value(at: pointer)?.isSame(as: value) ?? false
        case .edit(.remove, let pointer): return object.edit(.remove, at: pointer.tokens[...])
        case .edit(.add(let value), let pointer):
            return fits(value.measure.depth, pointer) && object.edit(.add(value), at: pointer.tokens[...])
        case .edit(.replace(let value), let pointer):
            return fits(value.measure.depth, pointer) && object.edit(.replace(value), at: pointer.tokens[...])
        case .copy(let from, let to):
            guard let value = object.value(at: from), isAllowed(value, to, &copiedBytes) else { return false }
            return object.edit(.add(value), at: to.tokens[...])
        case .move(let from, let to):
            guard !from.contains(to), let value = object.value(at: from) else { return false }
            if from == to { return true }
            // Upwards nothing gets deeper; downwards it is measured, and that work is bounded with the copies.
            guard to.tokens.count <= from.tokens.count || isAllowed(value, to, &copiedBytes) else { return false }
            return object.edit(.remove, at: from.tokens[...]) && object.edit(.add(value), at: to.tokens[...])
        }
    }

    private static func isAllowed(_ value: JSONValue, _ pointer: JSONPointer, _ copiedBytes: inout Int) -> Bool {
        let measure = value.measure
        copiedBytes += measure.bytes
        return copiedBytes <= copiedBytesMax && fits(measure.depth, pointer)
    }

    /// Whether the result is still one that can be read: what is deeper would end the process that walks over it.
    private static func fits(_ depth: Int, _ pointer: JSONPointer) -> Bool {
        pointer.tokens.count + depth <= JSONReader.depthMax
    }
}
