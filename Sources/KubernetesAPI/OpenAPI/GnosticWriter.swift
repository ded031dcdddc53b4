internal import JSON

/// Writes a document of OpenAPI's second edition as the messages of gnostic's `OpenAPIv2.proto`, which kubectl reads up
/// to 1.26. What the documents of this server do not have is left out.
enum GnosticWriter {
    /// `Document`
    static func document(_ document: JSONValue) -> [UInt8] {
        var message = MessageWriter()
        message.text(1, document["swagger"])
        message.message(2, document["info"]) { info in
            var message = MessageWriter()
            message.text(1, info["title"])
            message.text(2, info["version"])
            return message
        }
        message.message(8, document["paths"]) { paths in named(2, paths, pathItem) }
        message.message(9, document["definitions"]) { definitions in named(1, definitions, schema) }
        return message.bytes
    }

    /// A message of names and values, such as `Definitions`.
    private static func named(
        _ field: UInt8, _ object: JSONValue, _ write: (JSONValue) -> MessageWriter
    ) -> MessageWriter {
        var message = MessageWriter()
        for member in object.members { message.named(field, member, write) }
        return message
    }

    /// `PathItem`
    private static func pathItem(_ item: JSONValue) -> MessageWriter {
        let fields: KeyValuePairs<String, UInt8> = ["get": 2, "put": 3, "post": 4, "delete": 5, "patch": 8]
        var message = MessageWriter()
        for (method, field) in fields { message.message(field, item[method], operation) }
        for parameter in item["parameters"]?.items ?? [] { message.message(9, parameter, parametersItem) }
        return message
    }

    /// `Operation`
    private static func operation(_ operation: JSONValue) -> MessageWriter {
        var message = MessageWriter()
        message.texts(1, operation["tags"])
        message.text(3, operation["description"])
        message.text(5, operation["operationId"])
        message.texts(6, operation["produces"])
        message.texts(7, operation["consumes"])
        for parameter in operation["parameters"]?.items ?? [] { message.message(8, parameter, parametersItem) }
        message.message(9, operation["responses"]) { responses in
            named(1, responses) { response in .wrapping(1, responseContents(response)) }
        }
        message.texts(10, operation["schemes"])
        message.extensions(13, operation)
        return message
    }

    /// `ParametersItem`
    private static func parametersItem(_ parameter: JSONValue) -> MessageWriter {
        .wrapping(1, parameter["in"] == "body" ? .wrapping(1, bodyParameter(parameter)) : otherParameter(parameter))
    }

    /// `BodyParameter`
    private static func bodyParameter(_ parameter: JSONValue) -> MessageWriter {
        var message = MessageWriter()
        message.text(2, parameter["name"])
        message.text(3, parameter["in"])
        message.flag(4, parameter["required"])
        message.message(5, parameter["schema"], schema)
        return message
    }

    /// The part of `Parameter` that is a `NonBodyParameter`: one of a query, or one of a path.
    private static func otherParameter(_ parameter: JSONValue) -> MessageWriter {
        let isQuery = parameter["in"] == "query"
        var message = MessageWriter()
        message.flag(1, parameter["required"])
        message.text(2, parameter["in"])
        message.text(3, parameter["description"])
        message.text(4, parameter["name"])
        message.text(isQuery ? 6 : 5, parameter["type"])
        message.flag(isQuery ? 20 : 19, parameter["uniqueItems"])
        return .wrapping(2, .wrapping(isQuery ? 3 : 4, message))
    }

    /// `Response`
    private static func responseContents(_ response: JSONValue) -> MessageWriter {
        var message = MessageWriter()
        message.text(1, response["description"])
        message.message(2, response["schema"]) { .wrapping(1, schema($0)) }
        return message
    }

    /// `Schema`
    private static func schema(_ value: JSONValue) -> MessageWriter {
        var message = MessageWriter()
        message.text(1, value["$ref"])
        message.text(2, value["format"])
        message.text(4, value["description"])
        message.texts(19, value["required"])
        message.message(21, value["additionalProperties"]) { .wrapping(1, schema($0)) }
        message.message(22, value["type"]) { type in
            var message = MessageWriter()
            message.text(1, type)
            return message
        }
        message.message(23, value["items"]) { .wrapping(1, schema($0)) }
        message.message(25, value["properties"]) { named(1, $0, schema) }
        message.extensions(31, value)
        return message
    }
}
