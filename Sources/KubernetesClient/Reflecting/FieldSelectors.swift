internal import KubernetesModel

/// Which objects are asked for: those that nobody needs stay where they are, as far as the server can tell them apart.
struct FieldSelectors: Sendable {
    /// From the narrowest to the widest; the first is in use.
    private var choices: [String]

    /// Those of a resource: of pods only what policies speak of, unless all are wanted; of nodes the one of this name.
    init(_ resource: Resource, node: String?, wantsAllPods: Bool) {
        let unfinished = "status.phase!=Succeeded,status.phase!=Failed"
        choices =
            switch resource {
            case .namespaces, .networkPolicies, .services: [""]
            // Servers before 1.28 do not know spec.hostNetwork.
            case .pods: wantsAllPods ? [""] : [unfinished + ",spec.hostNetwork=false", unfinished, ""]
            case .nodes: [node.map { "metadata.name=\($0)" } ?? ""]
            }
    }

    /// The one in use.
    var current: String { choices[0] }

    /// Takes the next wider one, where the server does not know a field of this one; `false` where there is none.
    mutating func widen() -> Bool {
        guard choices.count > 1 else { return false }
        choices.removeFirst()
        return true
    }
}
