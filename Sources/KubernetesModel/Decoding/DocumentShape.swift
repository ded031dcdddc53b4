import JSON

/// Which parts of a document a decoder looks at: most of a pod is none of our concern and is never stored.
enum DocumentShape: Sendable {
    /// All of it.
    case all
    /// These members of an object, or of each object in an array.
    case members(Members)
    /// All of it, but not now.
    case later

    /// Names with the shape of the value of each.
    struct Members: Sendable {
        let names: JSONNames
        let shapes: [DocumentShape]
    }

    private static func members(_ members: KeyValuePairs<String, DocumentShape>) -> DocumentShape {
        .members(Members(names: JSONNames(members.map(\.key)), shapes: members.map(\.value)))
    }
}

extension DocumentShape {
    /// What is looked at of all kinds together: the kind may stand behind everything else.
    static let object = members([
        "apiVersion": .all, "kind": .all, "metadata": metadata, "spec": spec, "status": status,
        "items": .later,
    ])

    private static let metadata = members([
        "name": .all, "namespace": .all, "labels": .all, "creationTimestamp": .all,
        "deletionTimestamp": .all, "ownerReferences": owner,
    ])

    private static let owner = members(["kind": .all, "name": .all, "controller": .all])

    private static let spec = members([
        "nodeName": .all, "hostNetwork": .all, "containers": container, "initContainers": container,
        "podSelector": .all, "policyTypes": .all, "ingress": .all, "egress": .all,
        "podCIDR": .all, "podCIDRs": .all,
        "template": template, "jobTemplate": members(["spec": members(["template": template])]),
        "selector": .all, "clusterIP": .all, "clusterIPs": .all, "ports": .all,
    ])

    /// What the pods of a workload are made by.
    private static let template = members([
        "metadata": members(["labels": .all]),
        "spec": members(["hostNetwork": .all, "containers": container, "initContainers": container]),
    ])

    private static let container = members([
        "restartPolicy": .all,
        "ports": members(["name": .all, "containerPort": .all, "protocol": .all]),
    ])

    private static let status = members([
        "phase": .all, "podIP": .all, "podIPs": members(["ip": .all]),
        "addresses": members(["type": .all, "address": .all]),
    ])
}
