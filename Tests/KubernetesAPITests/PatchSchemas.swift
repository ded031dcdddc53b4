import JSON

@testable import KubernetesAPI

/// Small schemas of the shapes that kinds have: what the patches are tested with.
enum PatchSchemas {
    private static let string = Schema(nil, "", .string())
    private static let integer = Schema(nil, "", .integer(bits: 32))

    private static func object(_ fields: KeyValuePairs<String, Schema>, isAtomic: Bool = false) -> Schema {
        Schema(nil, "", .object(fields.map { Schema.Field($0, $1, "") }), isAtomic: isAtomic)
    }

    private static let strings = Schema(nil, "", .map(string))
    private static let port = object(["name": string, "containerPort": integer, "protocol": string])
    private static let ports = Schema(
        nil, "", .list(port, .merged(by: "containerPort", "protocol", patchKey: "containerPort")))
    private static let container = object([
        "name": string, "image": string, "ports": ports, "args": Schema(nil, "", .list(string, .atomic)),
        "env": Schema(nil, "", .list(object(["name": string, "value": string]), .merged(by: "name"))),
    ])
    private static let condition = object(["type": string, "status": string, "reason": string])

    /// A pod and a policy in one.
    static let pod = object([
        "apiVersion": string, "kind": string,
        "metadata": object([
            "name": string, "labels": strings, "annotations": strings, "uid": string, "resourceVersion": string,
            "creationTimestamp": string, "finalizers": Schema(nil, "", .list(string, .merged())),
        ]),
        "spec": object([
            "containers": Schema(nil, "", .list(container, .merged(by: "name"))), "nodeName": string,
            "podSelector": object(["matchLabels": strings], isAtomic: true),
            "ingress": Schema(nil, "", .list(object(["from": Schema(nil, "", .any)]), .atomic)),
            "strategy": object(["type": string, "limit": integer]),
        ]),
        "status": object([
            "phase": string, "conditions": Schema(nil, "", .list(condition, .merged(by: "type"))),
        ]),
    ])
}

/// The value that a text holds.
func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

/// What a piece of work fails with; `nil` where it does not.
func failure(_ work: () throws(APIFailure) -> some Any) -> APIFailure? {
    do throws(APIFailure) {
        _ = try work()
        return nil
    } catch { return error }
}
