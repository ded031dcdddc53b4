/// The stages of policies that a packet passes, in order. Only the middle one has rules yet.
enum Stage: CaseIterable {
    /// Cluster policies that namespaces cannot overrule.
    case admin
    /// NetworkPolicies.
    case networkPolicy
    /// Cluster policies for pods that no NetworkPolicy isolates.
    case baseline
}
