internal import JSON
internal import KubernetesAPI

/// In which form an answer is wanted, of those that a client accepts.
enum AnswerForm: Hashable, Sendable {
    /// The object as it is.
    case object
    /// Rows for people: `as=Table`.
    case table
    /// Its metadata alone: `as=PartialObjectMetadata`.
    case metadata

    /// The first form of a header that this server has. One that wants protobuf alone gets JSON, as is allowed.
    init(accepting header: String?) throws(APIFailure) {
        guard let header, !header.isEmpty else {
            self = .object
            return
        }
        for type in header.split(separator: ",") {
            if let form = Self.form(String(type)) {
                self = form
                return
            }
        }
        throw APIFailure(
            .notAcceptable,
            "only the following media types are accepted: application/json, "
                + "application/json;as=Table;v=v1;g=meta.k8s.io"
        )
    }

    private static func form(_ type: String) -> AnswerForm? {
        let parts = type.split(separator: ";").map { $0.filter { $0 != " " } }
        guard let name = parts.first?.lowercased(), names.contains(name) else { return nil }
        switch parts.first(where: { $0.hasPrefix("as=") })?.dropFirst(3) {
        case nil: return .object
        case "Table": return parts.contains("v=v1beta1") ? nil : .table
        case "PartialObjectMetadata", "PartialObjectMetadataList": return .metadata
        default: return nil
        }
    }

    private static let names = [
        "application/json", "application/*", "*/*", "application/vnd.kubernetes.protobuf", "application/yaml",
        "application/vnd.kubernetes.protobuf;stream=watch", "text/html", "text/plain",
    ]
}
