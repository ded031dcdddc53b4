import KubernetesModel

/// Finds the policies of a namespace that surely select all that another does, without looking at each.
struct WiderPolicies {
    /// A requirement that a wider policy has, as far as it can be looked up.
    private struct Need: Hashable {
        let namespace: String
        let key: String
        let value: String?
    }

    private var byNeed: [Need: [Int]] = [:]
    private var everything: [String: [Int]] = [:]
    private let policies: [NetworkPolicy]
    /// More than these are not compared: nothing false is said, only less.
    private static let countMax = 256

    /// The policies, each known by its place.
    init(_ policies: [NetworkPolicy]) {
        self.policies = policies
        for (index, policy) in policies.enumerated() {
            if let first = policy.podSelector.requirements.first {
                byNeed[Self.need(policy.key.namespace, first), default: []].append(index)
            } else {
                everything[policy.key.namespace, default: []].append(index)
            }
        }
    }

    /// The other policies that surely select at least the pods of this one, of those that are wanted, in order.
    func wider(than index: Int, where isWanted: (Int) -> Bool) -> [Int] {
        let policy = policies[index]
        let namespace = policy.key.namespace
        var lists = [everything[namespace] ?? []]
        var needs: Set<Need> = []
        for requirement in policy.podSelector.requirements {
            needs.insert(Self.need(namespace, requirement))
            needs.insert(Need(namespace: namespace, key: requirement.key, value: nil))
        }
        lists += needs.compactMap { byNeed[$0] }
        var found: [Int] = []
        for other in lists.joined() where other != index && isWanted(other) {
            if found.count == Self.countMax { break }
            if policy.podSelector.implies(policies[other].podSelector) { found.append(other) }
        }
        return found.sorted()
    }

    /// What has the same text in every policy that is at least as narrow.
    private static func need(_ namespace: String, _ requirement: LabelSelector.Requirement) -> Need {
        guard case .in(let values) = requirement.condition, values.count == 1 else {
            return Need(namespace: namespace, key: requirement.key, value: nil)
        }
        return Need(namespace: namespace, key: requirement.key, value: values[0])
    }
}
