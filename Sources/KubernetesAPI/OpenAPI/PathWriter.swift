internal import JSON

/// Writes paths as one of the two editions of OpenAPI wants them.
struct PathWriter {
    let edition: DefinitionWriter.Edition

    /// A path with its operations.
    func path(_ path: APIPath) -> JSONValue {
        let operations = path.operations.map { JSONValue.Member($0.method, operation($0)) }
        let names = path.names.map { name in
            parameter(name, in: "path", type: "string", "The \(name) of the object.", isRequired: true)
        }
        return .object(operations + [.init("parameters", .array(names + [query(.pretty)]))])
    }

    private func operation(_ operation: APIOperation) -> JSONValue {
        let isSecond = edition == .v2
        let types = operation.bodyTypes.map { JSONValue.string($0) }
        let queries = operation.parameters.map(query)
        let body = isSecond ? operation.body.map { [bodyParameter($0, operation)] } ?? [] : []
        return .members([
            "description": .string(operation.words), "operationId": .string(operation.id),
            "consumes": isSecond ? operation.body.map { _ in .array(types) } : nil,
            "produces": isSecond ? ["application/json"] : nil, "parameters": .array(body + queries),
            "requestBody": isSecond ? nil : operation.body.map { requestBody($0, operation) },
            "responses": .object(
                operation.codes.map { .init(String($0), answer(operation.answer, code: $0)) } + [Self.stranger]),
            "schemes": isSecond ? ["https"] : nil, "tags": [.string(tag(operation.kind))],
            "x-kubernetes-action": .string(operation.action),
            "x-kubernetes-group-version-kind": operation.kind.groupVersionKind,
        ])
    }

    private func query(_ query: APIParameter) -> JSONValue {
        parameter(query.name, in: "query", type: query.type, query.words, isRequired: false)
    }

    private func parameter(
        _ name: String, in place: String, type: String, _ words: String, isRequired: Bool
    ) -> JSONValue {
        let type = JSONValue.members(["type": .string(type), "uniqueItems": .bool(true)])
        let head = JSONValue.members([
            "name": .string(name), "in": .string(place), "description": .string(words),
            "required": isRequired ? .bool(true) : nil,
        ])
        return edition == .v2 ? .object(head.members + type.members) : head.adding(["schema": type])
    }

    private func bodyParameter(_ body: Schema, _ operation: APIOperation) -> JSONValue {
        .members([
            "name": "body", "in": "body", "required": isNeeded(operation) ? .bool(true) : nil,
            "schema": DefinitionWriter(edition: edition).use(of: body),
        ])
    }

    private func requestBody(_ body: Schema, _ operation: APIOperation) -> JSONValue {
        let content = JSONValue.members(["schema": DefinitionWriter(edition: edition).use(of: body)])
        return .members([
            "content": .object(operation.bodyTypes.map { .init($0, content) }),
            "required": isNeeded(operation) ? .bool(true) : nil,
        ])
    }

    private func isNeeded(_ operation: APIOperation) -> Bool { operation.method != "delete" }

    private func answer(_ schema: Schema, code: Int) -> JSONValue {
        let use = JSONValue.members(["schema": DefinitionWriter(edition: edition).use(of: schema)])
        let head = JSONValue.members(["description": .string(words(of: code))])
        if edition == .v2 { return .object(head.members + use.members) }
        return head.adding(["content": .members(["application/json": use])])
    }

    /// What those get who are not known.
    private static let stranger = JSONValue.Member("401", .members(["description": "Unauthorized"]))

    private func words(of code: Int) -> String {
        switch code {
        case 200: "OK"
        case 201: "Created"
        default: "Accepted"
        }
    }

    private func tag(_ kind: ResourceKind) -> String {
        let home = kind.group.isEmpty ? "core" : String(kind.group.prefix { $0 != "." })
        return "\(home)_\(kind.version)"
    }
}
