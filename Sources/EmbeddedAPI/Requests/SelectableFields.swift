internal import JSON
internal import KubernetesAPI

/// The fields that lists may be cut by.
enum SelectableFields {
    /// Their names, of a kind.
    static func names(of kind: ResourceKind) -> [String] {
        let always = ["metadata.name"] + (kind.isNamespaced ? ["metadata.namespace"] : [])
        switch kind.kind {
        case "Pod": return always + ["spec.nodeName", "status.phase", "spec.hostNetwork"]
        case "Namespace": return always + ["status.phase"]
        case "Node": return always + ["spec.unschedulable"]
        default: return always
        }
    }

    /// What an object says in them; names and namespaces are known without it.
    static func values(of object: JSONValue, _ kind: ResourceKind) -> [(String, String)] {
        switch kind.kind {
        case "Pod":
            [
                ("spec.nodeName", object[path: "spec", "nodeName"]?.string ?? ""),
                ("status.phase", object[path: "status", "phase"]?.string ?? ""),
                ("spec.hostNetwork", object[path: "spec", "hostNetwork"]?.bool == true ? "true" : "false"),
            ]
        case "Namespace": [("status.phase", object[path: "status", "phase"]?.string ?? "")]
        case "Node": [("spec.unschedulable", object[path: "spec", "unschedulable"]?.bool == true ? "true" : "false")]
        default: []
        }
    }
}
