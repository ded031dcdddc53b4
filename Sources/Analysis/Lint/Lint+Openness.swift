import KubernetesModel

extension Lint {
    /// What a policy denies or allows altogether.
    func opennessFindings(_ policy: NetworkPolicy) -> [Finding] {
        Direction.allCases.flatMap { direction -> [Finding] in
            guard let rules = policy.rules(direction) else { return [] }
            if rules.isEmpty { return [blocked(policy.key, direction)] }
            guard let open = rules.firstIndex(of: PolicyRule()) else { return [] }
            let path = "spec.\(direction.rawValue)[\(open)]"
            return [rules.count == 1 ? allowed(policy.key, direction, path) : openRule(policy.key, direction, path)]
        }
    }

    private func blocked(_ policy: ObjectKey, _ direction: Direction) -> Finding {
        switch direction {
        case .ingress:
            Finding(
                .allIngressBlocked, .note, policy, at: "spec",
                "allows nothing to come in to the pods it selects, but "
                    + "from their own node")
        case .egress:
            Finding(
                .allEgressBlocked, .note, policy, at: "spec",
                "allows the pods it selects to send nothing, not even to DNS or to their own node")
        }
    }

    private func allowed(_ policy: ObjectKey, _ direction: Direction, _ path: String) -> Finding {
        switch direction {
        case .ingress:
            Finding(.allIngressAllowed, .note, policy, at: path, "allows everything to come in to the pods it selects")
        case .egress:
            Finding(.allEgressAllowed, .note, policy, at: path, "allows the pods it selects to send everything")
        }
    }

    private func openRule(_ policy: ObjectKey, _ direction: Direction, _ path: String) -> Finding {
        Finding(
            .openRule, .warning, policy, at: path,
            "is empty and allows everything, so the other \(direction.rawValue) rules mean nothing",
            mend: "remove it, or the others")
    }
}
