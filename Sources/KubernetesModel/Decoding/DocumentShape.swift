/// Which parts of a document a decoder looks at: most of a pod is none of our concern and is never stored.
indirect enum DocumentShape {
    /// All of it.
    case all
    /// These members of an object, or of each object in an array.
    case members([(name: String, shape: DocumentShape)])
    /// All of it, but not now.
    case later

    /// The shape of a member; `nil` where nobody asks for it.
    subscript(name: String) -> DocumentShape? {
        switch self {
        case .all, .later: self
        case .members(let members): members.first { $0.name == name }?.shape
        }
    }
}

extension DocumentShape {
    /// What is looked at of all kinds together: the kind may stand behind everything else.
    static let object = DocumentShape.members([
        ("apiVersion", .all), ("kind", .all), ("metadata", metadata), ("spec", spec), ("status", status),
        ("items", .later),
    ])

    private static let metadata = DocumentShape.members([
        ("name", .all), ("namespace", .all), ("labels", .all), ("creationTimestamp", .all),
        ("deletionTimestamp", .all),
    ])

    private static let spec = DocumentShape.members([
        ("nodeName", .all), ("hostNetwork", .all), ("containers", container), ("initContainers", container),
        ("podSelector", .all), ("policyTypes", .all), ("ingress", .all), ("egress", .all),
        ("podCIDR", .all), ("podCIDRs", .all),
    ])

    private static let container = DocumentShape.members([
        ("restartPolicy", .all),
        ("ports", .members([("name", .all), ("containerPort", .all), ("protocol", .all)])),
    ])

    private static let status = DocumentShape.members([
        ("phase", .all), ("podIP", .all), ("podIPs", .members([("ip", .all)])),
        ("addresses", .members([("type", .all), ("address", .all)])),
    ])
}
