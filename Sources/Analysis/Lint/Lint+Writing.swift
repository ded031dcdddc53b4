import KubernetesModel

extension Lint {
    /// What is to be said of how a policy is written, whatever the cluster is.
    func writtenFindings(_ policy: NetworkPolicy) -> [Finding] {
        let repeated =
            scene.inventory.repeatedPolicies.contains(policy.key)
            ? [
                Finding(
                    .duplicateName, .warning, policy.key,
                    "a policy of this name is there more than once, and the "
                        + "last one counts", mend: "rename one, or remove it")
            ] : []
        return repeated + policy.defects.map { finding(of: $0, policy.key) }
            + policy.defaults.entries.map { finding(of: $0, policy) } + policy.placedRules.flatMap { splitPeers($0) }
    }

    private func finding(of defect: Defect, _ policy: ObjectKey) -> Finding {
        let (why, mend) = defect.parts
        switch defect.severity {
        case .error: return Finding(.unreadable, .error, policy, at: defect.path, why, mend: mend)
        case .warning where why.hasSuffix(" has host bits set"):
            let meaning = mend.split(separator: " ").last.map(String.init) ?? mend
            return Finding(.hostBits, .warning, policy, at: defect.path, why, mend: "write \(meaning)")
        case .warning: return Finding(.doubtfulField, .warning, policy, at: defect.path, why, mend: mend)
        }
    }

    private func finding(of entry: AppliedDefaults.Entry, _ policy: NetworkPolicy) -> Finding {
        let path = entry.path
        switch entry.kind {
        case .namespace:
            return Finding(
                .namespaceMissing, .note, policy.key, at: path,
                "has no namespace: whoever applies it decides, and here "
                    + "it counts as default", mend: "write metadata.namespace")
        case .policyTypes: return policyTypesMissing(policy, path)
        case .emptyEgress:
            return Finding(
                .egressWithoutType, .warning, policy.key, at: path,
                "is empty, and without policyTypes that denies "
                    + "nothing", mend: "add Egress to spec.policyTypes, or remove it")
        case .transport:
            return Finding(
                .protocolMissing, .note, policy.key, at: path, "has no protocol, which means TCP alone",
                mend: "write protocol")
        case .everyone:
            return Finding(
                .emptyPeers, .warning, policy.key, at: path, "is empty, which means everyone and not nobody",
                mend: "name peers, or remove the rule to allow nobody, or this field to allow everyone")
        }
    }

    /// Who writes egress rules alone seldom means that nothing may come in.
    private func policyTypesMissing(_ policy: NetworkPolicy, _ path: String) -> Finding {
        let types = policy.egress == nil ? "Ingress" : "Ingress and Egress"
        let isSurprising = policy.egress != nil && policy.ingress == []
        return Finding(
            .policyTypesMissing, isSurprising ? .warning : .note, policy.key, at: path,
            "has no policyTypes, which means \(types)" + (isSurprising ? ", so that nothing may come in" : ""),
            mend: "write policyTypes")
    }

    /// Two peers that stand side by side, one of pods and one of namespaces, where one of both is likely to be meant.
    private func splitPeers(_ rule: PlacedRule) -> [Finding] {
        zip(rule.peers, rule.peers.dropFirst()).compactMap { first, second in
            guard
                let pods = Self.areTorn(first.peer, second.peer)
                    ? second : Self.areTorn(second.peer, first.peer) ? first : nil,
                // Where the pods are of the policy's own namespace, two peers are what makes sense.
                !scene.hasPolicedPod(pods.peer, of: rule.policy)
            else { return nil }
            let namespace = rule.policy.namespace
            return Finding(
                .splitPeer, scene.hasPods(in: namespace) ? .warning : .note, rule.policy, at: pods.path,
                "means pods of \(namespace), beside all pods of the namespaces that the item next to it selects",
                mend: "write both selectors in one item, with one \"-\", if both must hold")
        }
    }

    /// Whether one peer names namespaces alone and the other some pods alone.
    private static func areTorn(_ one: PolicyPeer, _ other: PolicyPeer) -> Bool {
        guard case .pods(.everything, let namespaces?) = one, namespaces != .everything,
            case .pods(let pods, nil) = other
        else { return false }
        return pods != .everything
    }
}

extension Defect {
    /// What is wrong, and what would be right: the reason in two.
    fileprivate var parts: (why: String, mend: String) {
        guard let colon = reason.ranges(of: ": ").last else { return (reason, "") }
        return (String(reason[..<colon.lowerBound]), String(reason[colon.upperBound...]))
    }
}
