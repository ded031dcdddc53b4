public import KubernetesModel

/// Changes to the cluster of `CaseWorld`, and who reaches whom after each: what every implementation must say.
///
/// The cases follow the generator of Cyclonus in kind and number. What they expect is written down, not computed: it
/// comes from the API's text, so that it can be held against the judge, the compiler and the kernel alike.
public struct PolicyCase: Sendable {
    /// What a case is about.
    public enum Family: Hashable, Sendable, CaseIterable {
        /// Which pods a policy selects.
        case target
        /// No rules, and the rule that allows everything.
        case rules
        /// Each kind of peer, and each pair of them.
        case peers
        /// Ports, their protocols, names and ranges.
        case portProtocol
        /// Objects that come, change and go.
        case action
        /// One policy allows what another does not.
        case conflict
        /// The label that says a namespace's name.
        case namespace
        /// What the end-to-end tests of Kubernetes ask.
        case upstream
        /// The example of the documentation.
        case example
    }

    /// What happens, and what is expected then.
    public struct Step: Sendable {
        /// What happens, in this order.
        public let changes: [ClusterEvent]
        /// What is expected once all of it has happened.
        public let expected: Table
    }

    /// What it is, in words; no two cases have the same.
    public let name: String
    /// What it is about.
    public let family: Family
    /// What happens, one after the other.
    public let steps: [Step]

    /// All cases.
    public static var all: [PolicyCase] {
        targets + rules + peers + ports + actions + conflicts + namespaceNames + upstream + [example]
    }
}

extension PolicyCase: CustomStringConvertible {
    /// `peers: ingress of namespace y`.
    public var description: String { "\(family): \(name)" }
}

extension PolicyCase {
    /// A case in which policies are made.
    init(_ family: Family, _ name: String, _ policies: [NetworkPolicy], _ expected: Table) {
        let changes = policies.map { ClusterEvent.policy($0.key, $0) }
        self.init(name: name, family: family, steps: [Step(changes: changes, expected: expected)])
    }

    /// A case in which policies are made, with the same expectation for every probe.
    init(_ family: Family, _ name: String, _ policies: [NetworkPolicy], _ expected: Grid) {
        self.init(family, name, policies, Table(expected))
    }
}

extension NetworkPolicy {
    /// A policy of namespace x that selects its pod a.
    static func ofXA(
        _ name: String = "policy", ingress: [PolicyRule]? = nil, egress: [PolicyRule]? = nil
    ) -> NetworkPolicy {
        NetworkPolicy(ObjectKey("x", name), podSelector: .pod("a"), ingress: ingress, egress: egress)
    }

    /// A policy of namespace x that selects its pod a, with rules in one direction.
    static func ofXA(_ name: String, _ direction: Direction, _ rules: [PolicyRule]) -> NetworkPolicy {
        switch direction {
        case .ingress: .ofXA(name, ingress: rules)
        case .egress: .ofXA(name, egress: rules)
        }
    }
}

extension LabelSelector {
    /// The pods of this name.
    static func pod(_ name: String) -> LabelSelector { LabelSelector(matching: ["pod": name]) }

    /// The namespace of this name.
    static func namespace(_ name: String) -> LabelSelector { LabelSelector(matching: ["ns": name]) }
}
