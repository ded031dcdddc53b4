import KubernetesModel

/// Looks for what is wrong with policies, or likely to be, given all that is known of the cluster.
///
///     Inventory ──► LintScene ──► one check after the other ──► findings, in order
///                   alike pods     Lint+….swift
///                   are one
public struct Lint {
    let scene: LintScene
    /// The kinds that each policy selects, by the policy's place in the scene.
    let selected: [[Int]]
    let podLabels: LabelHints
    let namespaceLabels: LabelHints
    let servicePorts: ServicePorts
    let knownAddresses: KnownAddresses
    let dns: DNSAccess
    let widerPolicies: WiderPolicies

    /// All that there is to say about the policies of an inventory, each finding once and in order.
    public static func findings(in inventory: Inventory) -> [Finding] {
        let lint = Lint(LintScene(inventory))
        let single = lint.scene.policies.indices.flatMap { lint.findings(ofPolicyAt: $0) }
        return Set(single + lint.dnsFindings + lint.shadowFindings).sorted()
    }

    private init(_ scene: LintScene) {
        self.scene = scene
        selected = scene.policies.map { scene.selected(by: $0) }
        podLabels = LabelHints(scene.kinds.map(\.labels), of: "pod")
        namespaceLabels = LabelHints(scene.namespaces.surelyThere, of: "namespace")
        servicePorts = ServicePorts(scene)
        knownAddresses = KnownAddresses(scene.inventory)
        dns = DNSAccess(scene, servicePorts)
        widerPolicies = WiderPolicies(scene.policies)
    }

    /// What each check says of one policy by itself. Of one that cannot be read only that is said: nobody knows what
    /// else it was to mean.
    private func findings(ofPolicyAt index: Int) -> [Finding] {
        let policy = scene.policies[index]
        let written = writtenFindings(policy)
        if policy.defects.hasError { return written }
        // A peer that was torn in two seldom matches anything: that it was torn says enough.
        let torn = Set(written.filter { $0.check == .splitPeer }.map(\.path))
        let selectors = selectorFindings(policy, selected[index]).filter {
            $0.check != .peerMatchesNoPod || !torn.contains($0.path)
        }
        return written + opennessFindings(policy) + selectors + portFindings(policy, selected[index])
            + blockFindings(policy, selected[index])
    }
}

/// One rule of a policy, and where it stands.
struct PlacedRule {
    let policy: ObjectKey
    let direction: Direction
    let rule: PolicyRule
    /// `spec.ingress[0]`.
    let path: String

    /// `from` or `to`.
    var peersName: String { direction == .ingress ? "from" : "to" }

    /// The peers, each with where it stands.
    var peers: [(peer: PolicyPeer, path: String)] {
        rule.peers.enumerated().map { ($1, "\(path).\(peersName)[\($0)]") }
    }

    /// The ports, each with where it stands.
    var ports: [(port: PolicyPort, path: String)] { rule.ports.enumerated().map { ($1, "\(path).ports[\($0)]") } }
}

extension NetworkPolicy {
    /// Its rules of both directions, each with where it stands.
    var placedRules: [PlacedRule] {
        Direction.allCases.flatMap { direction in
            (rules(direction) ?? []).enumerated().map { index, rule in
                PlacedRule(
                    policy: key, direction: direction, rule: rule, path: "spec.\(direction.rawValue)[\(index)]")
            }
        }
    }
}
