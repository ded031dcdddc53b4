import JSON
import KubernetesAPI

/// Holds answers against the document that the server itself gives at `/openapi/v2`.
struct ResponseChecker {
    /// All operations of the document.
    let operations: [Operation]
    private let definitions: [String: JSONValue]

    /// A checker by a document of the second edition.
    init(_ document: JSONValue) {
        operations = Self.operations(of: document["paths"] ?? .null)
        definitions = Dictionary(
            (document["definitions"]?.members ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// An operation that a request asks for, as the document has it.
    struct Operation {
        let template: String
        let method: String
        let value: JSONValue
        let parameters: Set<String>
        fileprivate let segments: [Substring]
    }

    /// The operation that a request asks for; `nil` where there is none.
    func operation(_ method: String, _ path: String) -> Operation? {
        let method = method == "WATCH" ? "get" : method.lowercased()
        let segments = path.split(separator: "/")
        return operations.first { $0.method == method && Self.leads($0.segments, to: segments) }
    }

    /// What is wrong with an answer that is an object: with the status, or with the object of the operation's kind.
    func faults(_ method: String, _ path: String, status: Int, _ answer: JSONValue) -> [String] {
        guard status < 300 else { return faults(of: answer, by: Self.definition(Schema.status), at: "") }
        guard let operation = operation(method, path) else { return ["no operation is told of"] }
        guard let schema = operation.value[path: "responses", "\(status)", "schema"] else {
            return ["\(status) is no answer of \(operation.method) \(operation.template)"]
        }
        // What waits for its finalizers is told as it is, as real servers do, whatever the document says.
        let isWaiting = method == "DELETE" && answer["kind"] != "Status"
        let waiting = self.operation("GET", path)?.value[path: "responses", "200", "schema"]
        return faults(of: answer, by: isWaiting ? waiting ?? .null : schema, at: "")
    }

    /// What is wrong with the objects of a watch's events: by what a list at that path would have.
    func faults(ofEvents events: [JSONValue], _ path: String) -> [String] {
        let path = path.replacing("/v1/watch/", with: "/v1/")
        let answer = operation("GET", path)?.value[path: "responses", "200", "schema"] ?? .null
        let name = answer["$ref"]?.string?.split(separator: "/").last.map(String.init) ?? ""
        let items = definitions[name]?[path: "properties", "items", "items"]
        return events.flatMap { event in
            // A bookmark has a version and nothing else.
            event["type"] == "BOOKMARK" ? [] : faults(of: event["object"] ?? .null, by: items ?? answer, at: "event")
        }
    }

    /// What is wrong with a value by a schema; nothing where it is as that has it.
    func faults(of value: JSONValue, by schema: JSONValue, at place: String) -> [String] {
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            guard let definition = definitions[String(name)] else { return ["\(place): no definition \(name)"] }
            return faults(of: value, by: definition, at: place)
        }
        switch schema["type"]?.string {
        case "object": return objectFaults(value, schema, place)
        case "array":
            guard let items = value.items else { return ["\(place): no array"] }
            return items.enumerated().flatMap { faults(of: $1, by: schema["items"] ?? .null, at: "\(place)[\($0)]") }
        case "string": return stringFaults(value, schema["format"]?.string, place)
        case "integer":
            guard let number = value.number else { return ["\(place): no whole number"] }
            let fits = schema["format"] != "int32" || Int32(exactly: number) != nil
            return fits ? [] : ["\(place): more than 32 bits"]
        case "boolean": return value.bool == nil ? ["\(place): neither true nor false"] : []
        case let type: return ["\(place): the schema has type \(type ?? "none")"]
        }
    }

    private func objectFaults(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        guard value.isObject else { return ["\(place): no object"] }
        let missing = (schema["required"]?.items ?? []).compactMap(\.string).filter { value[$0] == nil }
        let faults = missing.map { "\(place).\($0): missing" }
        if let values = schema["additionalProperties"] {
            return faults + value.members.flatMap { self.faults(of: $0.value, by: values, at: "\(place).\($0.name)") }
        }
        guard let properties = schema["properties"] else { return faults }
        return faults
            + value.members.flatMap { member in
                guard let property = properties[member.name] else { return ["\(place).\(member.name): unknown"] }
                return self.faults(of: member.value, by: property, at: "\(place).\(member.name)")
            }
    }

    private func stringFaults(_ value: JSONValue, _ format: String?, _ place: String) -> [String] {
        if format == "int-or-string", value.number != nil { return [] }
        guard let string = value.string else { return ["\(place): no string"] }
        let time = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/#
        guard format != "date-time" || string.wholeMatch(of: time) != nil else { return ["\(place): no time"] }
        return []
    }

    private static func operations(of paths: JSONValue) -> [Operation] {
        paths.members.flatMap { path in
            let shared = queryNames(of: path.value)
            return path.value.members.filter { $0.name != "parameters" }.map { member in
                Operation(
                    template: path.name, method: member.name, value: member.value,
                    parameters: shared.union(queryNames(of: member.value)), segments: path.name.split(separator: "/"))
            }
        }
    }

    private static func definition(_ schema: Schema) -> JSONValue {
        .members(["$ref": .string("#/definitions/\(schema.definition ?? "")")])
    }

    private static func queryNames(of value: JSONValue) -> Set<String> {
        Set((value["parameters"]?.items ?? []).filter { $0["in"] == "query" }.compactMap { $0["name"]?.string })
    }

    private static func leads(_ template: [Substring], to path: [Substring]) -> Bool {
        template.count == path.count && zip(template, path).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
}
