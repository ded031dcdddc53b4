import KubernetesModel

/// A change of policies that lets a connection pass at one end, and as little else as can be.
struct Remedy: Hashable {
    /// Where the change belongs.
    enum Place: Hashable {
        /// A peer more in a rule.
        case peer(of: ObjectKey, rule: Int)
        /// A rule more in a policy.
        case rule(of: ObjectKey)
        /// A policy more.
        case policy(ObjectKey)
    }

    /// The direction, seen from the pod at this end.
    let direction: Direction
    /// Where the change belongs.
    let place: Place
    /// What to put there.
    let yaml: YAMLText
    /// What else to know.
    let remarks: [String]

    /// The policy that is changed or made.
    var policy: ObjectKey {
        switch place {
        case .peer(let policy, _), .rule(let policy), .policy(let policy): policy
        }
    }

    /// The place in the policy: `spec.ingress[0].from`, `spec.ingress`; `nil` for a policy that is new.
    var path: String? {
        switch place {
        case .peer(_, let rule): "spec.\(direction)[\(rule)].\(direction == .ingress ? "from" : "to")"
        case .rule: "spec.\(direction)"
        case .policy: nil
        }
    }
}
