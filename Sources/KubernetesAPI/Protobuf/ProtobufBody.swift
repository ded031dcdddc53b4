public import JSON

/// Bodies in the protobuf of Kubernetes (`application/vnd.kubernetes.protobuf`), which kubectl creates objects with.
public enum ProtobufBody {
    /// The object that a body holds, as it would stand in JSON.
    ///
    /// What would be lost is refused as a media type that is not supported, so that the client can send JSON.
    public static func object(_ body: [UInt8]) throws(APIFailure) -> JSONValue {
        let envelope = try ProtobufEnvelope(body)
        guard let schema = schema(envelope) else {
            let version = APIFailure.quoted(envelope.apiVersion)
            throw ProtobufBytes.unsupported("kind \(APIFailure.quoted(envelope.kind)) of version \(version)")
        }
        let members = try ProtobufReader(body).members(envelope.message, schema)
        return .object(
            [.init("apiVersion", .string(envelope.apiVersion)), .init("kind", .string(envelope.kind))] + members)
    }

    /// Every group has the kinds of requests, and names them by its own version.
    private static func schema(_ envelope: ProtobufEnvelope) -> Schema? {
        if envelope.kind == "DeleteOptions" { return .deleteOptions }
        return ResourceKind.all.first { $0.kind == envelope.kind && $0.apiVersion == envelope.apiVersion }?.schema
    }
}
