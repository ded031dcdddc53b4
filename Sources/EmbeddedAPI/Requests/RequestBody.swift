internal import HTTPServer
internal import JSON
internal import KubernetesAPI
internal import YAML

/// What the body of a request says.
enum RequestBody {
    /// The ways to say what of an object changes.
    enum PatchType: String, CaseIterable, Sendable {
        /// RFC 6902.
        case json = "application/json-patch+json"
        /// RFC 7386.
        case merge = "application/merge-patch+json"
        /// A merge patch that knows lists.
        case strategic = "application/strategic-merge-patch+json"
        /// Server-side apply.
        case apply = "application/apply-patch+yaml"
    }

    /// The type of a patch.
    static func patchType(_ request: ServerRequest) throws(APIFailure) -> PatchType {
        let name = mediaType(request)
        if let type = PatchType(rawValue: name) { return type }
        throw unsupported(name, PatchType.allCases.map(\.rawValue))
    }

    /// The object in a body, of JSON, YAML or protobuf.
    static func object(_ request: ServerRequest) throws(APIFailure) -> JSONValue {
        switch mediaType(request) {
        case "", "application/json", "text/json": try json(request.body)
        case "application/yaml", "application/apply-patch+yaml", "text/yaml": try yaml(request.body)
        case "application/vnd.kubernetes.protobuf": try ProtobufBody.object(request.body)
        case let name:
            throw unsupported(name, ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"])
        }
    }

    /// The value in a body of JSON.
    static func json(_ body: [UInt8]) throws(APIFailure) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: body)
        } catch {
            throw APIFailure(.badRequest, "the body is no JSON: \(error)")
        }
    }

    private static func yaml(_ body: [UInt8]) throws(APIFailure) -> JSONValue {
        // JSON that is called YAML, as kubectl sends it, needs no other reader.
        if body.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return try json(body) }
        var documents = YAMLDocuments(body).makeIterator()
        guard let document = documents.next() else { throw APIFailure(.badRequest, "the body is empty") }
        guard documents.next() == nil else {
            throw APIFailure(.badRequest, "the body has several documents; send one at a time")
        }
        switch document.content {
        case .success(let bytes): return try json(bytes)
        case .failure(let error): throw APIFailure(.badRequest, "the body is no YAML: \(error)")
        }
    }

    private static func mediaType(_ request: ServerRequest) -> String {
        let header = request.header("content-type") ?? ""
        return header.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }

    private static func unsupported(_ name: String, _ supported: [String]) -> APIFailure {
        APIFailure(
            .unsupportedMediaType,
            "the body of the request was in an unknown format - accepted media types include: "
                + supported.joined(separator: ", ") + " (it is of type \(JSONValue.string(name).text))")
    }
}
