import JSON

/// The fields that the API has of kinds which our own server does not know, as far as manifests here use them. What pods
/// are made of is left to that server.
enum KnownFields {
    private static let fields: [String: [String]] = [
        "DaemonSet": ["apiVersion", "kind", "metadata", "spec"],
        "DaemonSet.spec": ["selector", "updateStrategy", "minReadySeconds", "revisionHistoryLimit", "template"],
        "DaemonSet.spec.selector": ["matchLabels", "matchExpressions"],
        "DaemonSet.spec.updateStrategy": ["type", "rollingUpdate"],
        "DaemonSet.spec.updateStrategy.rollingUpdate": ["maxUnavailable", "maxSurge"],
        "ClusterRole": ["apiVersion", "kind", "metadata", "rules", "aggregationRule"],
        "ClusterRole.rules": ["apiGroups", "resources", "resourceNames", "nonResourceURLs", "verbs"],
        "ClusterRoleBinding": ["apiVersion", "kind", "metadata", "roleRef", "subjects"],
        "ClusterRoleBinding.roleRef": ["apiGroup", "kind", "name"],
        "ClusterRoleBinding.subjects": ["apiGroup", "kind", "name", "namespace"],
        "ServiceAccount": [
            "apiVersion", "kind", "metadata", "automountServiceAccountToken", "imagePullSecrets", "secrets",
        ],
        "ConfigMap": ["apiVersion", "kind", "metadata", "data", "binaryData", "immutable"],
        "metadata": ["name", "namespace", "labels", "annotations"],
    ]
    /// The version that each kind has.
    private static let versions = [
        "DaemonSet": "apps/v1", "ClusterRole": "rbac.authorization.k8s.io/v1",
        "ClusterRoleBinding": "rbac.authorization.k8s.io/v1", "ServiceAccount": "v1", "ConfigMap": "v1",
    ]

    /// The paths of what the API does not have, with another version among them.
    static func faults(_ object: JSONValue) -> [String] {
        let kind = object["kind"]?.string ?? ""
        let version = versions[kind] == object["apiVersion"]?.string ? [] : ["\(kind).apiVersion"]
        return version + faults(object, at: kind) + faults(object["metadata"] ?? .null, at: "metadata")
    }

    private static func faults(_ value: JSONValue, at path: String) -> [String] {
        if let items = value.items { return items.flatMap { faults($0, at: path) } }
        guard let known = fields[path] else { return [] }
        return value.members.flatMap { member -> [String] in
            let place = "\(path).\(member.name)"
            return (known.contains(member.name) ? [] : [place]) + faults(member.value, at: place)
        }
    }
}
