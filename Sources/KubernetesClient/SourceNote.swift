public import KubernetesModel

/// What happened to a source, in words for the log.
public struct SourceNote: Hashable, Sendable {
    /// What it was about.
    public let resource: Resource
    /// What happened.
    public let note: ReflectorNote
}

extension SourceNote: CustomStringConvertible {
    /// `pods: …`; where a permission is missing, with the rule that gives it.
    public var description: String {
        guard case .forbidden = note else { return "\(resource.rawValue): \(note)" }
        return "\(resource.rawValue): \(note)\nThis rule is missing, in a ClusterRole that is bound to us:\n\(rule)"
    }

    private var rule: String {
        """
          - apiGroups: ["\(resource.group)"]
            resources: ["\(resource.rawValue)"]
            verbs: ["list", "watch"]
        """
    }
}
