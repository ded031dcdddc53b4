public import JSON

/// What the server tells of its kinds, so that clients can check and explain objects before they send them.
///
/// The documents are made from the same schemas that requests are checked with, so they never say anything else.
public enum OpenAPI {
    /// The document at `/openapi/v2`, in JSON; `version` is that of the server, such as `v1.36.0`.
    public static func v2(version: String) -> JSONValue {
        .members([
            "swagger": "2.0", "info": .members(["title": "Kubernetes", "version": .string(version)]),
            "paths": .object(paths(of: ResourceKind.all) { PathWriter(edition: .v2).path($0) }),
            "definitions": DefinitionWriter(edition: .v2).definitions(of: roots(of: ResourceKind.all)),
        ])
    }

    /// The type of an answer as protocol buffers. Clients ask with an `@` in it, which readers of types do not take:
    /// kubectl 1.20 refuses an answer with it.
    public static let protobufType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

    /// The document at `/openapi/v2` as protocol buffers.
    public static func v2Protobuf(version: String) -> [UInt8] { GnosticWriter.document(v2(version: version)) }

    /// The list at `/openapi/v3` of documents there are.
    public static func v3Index() -> JSONValue {
        .members([
            "paths": .object(
                documents.map { name, document in
                    // The mark changes when the document does, so that clients may keep what they have.
                    let address = "/openapi/v3/\(name)?hash=\(fingerprint(document.text))"
                    return .init(name, .members(["serverRelativeURL": .string(address)]))
                })
        ])
    }

    /// The document at `/openapi/v3/api/v1` and `/openapi/v3/apis/` with a group and version; `nil` where there is
    /// no such group.
    public static func v3(group: String, version: String) -> JSONValue? {
        let name = group.isEmpty ? "api/\(version)" : "apis/\(group)/\(version)"
        return documents.first { $0.name == name }?.document
    }

    private static let documents: [(name: String, document: JSONValue)] = {
        let roots = Set(ResourceKind.all.map(\.root)).sorted()
        return roots.map { root in
            let kinds = ResourceKind.all.filter { $0.root == root }
            return (String(root.dropFirst()), v3Document(of: kinds))
        }
    }()

    private static func v3Document(of kinds: [ResourceKind]) -> JSONValue {
        .members([
            "openapi": "3.0.0", "info": .members(["title": "Kubernetes", "version": "unversioned"]),
            "paths": .object(paths(of: kinds) { PathWriter(edition: .v3).path($0) }),
            "components": .members(["schemas": DefinitionWriter(edition: .v3).definitions(of: roots(of: kinds))]),
        ])
    }

    private static func paths(
        of kinds: [ResourceKind], _ written: (APIPath) -> JSONValue
    ) -> [JSONValue.Member] {
        kinds.flatMap(\.paths).sorted { $0.path < $1.path }.map { .init($0.path, written($0)) }
    }

    private static func roots(of kinds: [ResourceKind]) -> [Schema] {
        kinds.flatMap { [$0.schema, $0.listSchema] } + [.deleteOptions, .status, .patch]
    }

    /// FNV-1a: no secret hangs on it.
    private static func fingerprint(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
        return String(hash, radix: 16, uppercase: true)
    }
}
