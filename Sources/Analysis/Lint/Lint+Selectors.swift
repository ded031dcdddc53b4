import KubernetesModel
import PolicyEngine

extension Lint {
    /// What is to be said of whom a policy selects and names.
    func selectorFindings(_ policy: NetworkPolicy, _ selected: [Int]) -> [Finding] {
        let own = unknownNamespace(policy) + subjectFindings(policy, selected)
        let peers = policy.placedRules.flatMap(\.peers)
        return own + exclusions(policy.podSelector, podLabels, policy.key, "spec.podSelector")
            + peers.flatMap { peerFindings($0.peer, policy.key, $0.path) }
    }

    private func unknownNamespace(_ policy: NetworkPolicy) -> [Finding] {
        let name = policy.key.namespace
        guard scene.isWhole || !scene.namespaces.described.isEmpty, !scene.namespaces.described.contains(name),
            !scene.namespaces.isBuiltIn(name), !scene.hasPods(in: name)
        else { return [] }
        let near = namespaceLabels.value(near: name, of: Namespace.nameLabel).map { ", but there is \($0)" } ?? ""
        return [
            Finding(
                .namespaceUnknown, .warning, policy.key, at: "metadata.namespace",
                "there is no namespace \(name)\(near)",
                mend: "correct the name, or make the namespace")
        ]
    }

    private func subjectFindings(_ policy: NetworkPolicy, _ selected: [Int]) -> [Finding] {
        let (key, path) = (policy.key, "spec.podSelector")
        if policy.podSelector.isImpossible { return [impossible(key, path)] }
        guard scene.hasPods, policy.podSelector != .everything else { return [] }
        if selected.isEmpty { return [selectsNobody(policy, path)] }
        guard selected.allSatisfy({ scene.kinds[$0].isHostNetwork }) else { return [] }
        return [
            Finding(
                .selectsNoPod, .warning, key, at: path,
                "selects only pods that use the network of their node, of which "
                    + "policies do not speak: \(scene.names(selected))",
                mend: "protect the node itself, or remove the policy")
        ]
    }

    private func selectsNobody(_ policy: NetworkPolicy, _ path: String) -> Finding {
        let elsewhere = scene.matches(policy.podSelector)
        let isKnown = scene.isWhole || scene.hasPods(in: policy.key.namespace)
        let what = "selects no pod of namespace \(policy.key.namespace)"
        let reason = podLabels.reason(policy.podSelector).map { ": \($0)" } ?? ""
        let mend =
            elsewhere.isEmpty
            ? "correct the labels" : "correct the labels, or put the policy where \(scene.names(elsewhere)) is"
        return Finding(
            .selectsNoPod, isKnown ? .warning : .note, policy.key, at: path, what + reason, mend: mend)
    }

    private func impossible(_ policy: ObjectKey, _ path: String) -> Finding {
        Finding(
            .impossibleSelector, .warning, policy, at: path, "asks for two things of one label that cannot both be",
            mend: "remove one of them, or write the values in one list")
    }

    private func peerFindings(_ peer: PolicyPeer, _ policy: ObjectKey, _ path: String) -> [Finding] {
        guard case .pods(let pods, let selector) = peer else { return [] }
        let (podPath, namespacePath) = (path + ".podSelector", path + ".namespaceSelector")
        var findings = exclusions(pods, podLabels, policy, podPath)
        if let selector {
            findings += exclusions(selector, namespaceLabels, policy, namespacePath)
            if selector.isImpossible { return findings + [impossible(policy, namespacePath)] }
            if let finding = matchesNoNamespace(selector, policy, namespacePath) { return findings + [finding] }
        }
        if pods.isImpossible { return findings + [impossible(policy, podPath)] }
        return findings + matchesNoPod(peer, pods, selector, policy, path)
    }

    private func matchesNoNamespace(_ selector: LabelSelector, _ policy: ObjectKey, _ path: String) -> Finding? {
        guard scene.namespaces.matching(selector).isEmpty else { return nil }
        // Manifests of one application do not describe the namespaces of others.
        guard scene.isWhole || !scene.namespaces.described.isEmpty else { return nil }
        let isByName = selector.requirements.contains { $0.key == Namespace.nameLabel }
        let reason = namespaceLabels.reason(selector).map { ": \($0)" } ?? ""
        return Finding(
            .peerMatchesNoNamespace, scene.isWhole || !isByName ? .warning : .note, policy, at: path,
            "matches no namespace\(reason)",
            mend: isByName ? "correct the name" : "label the namespace, or select it by \(Namespace.nameLabel)")
    }

    private func matchesNoPod(
        _ peer: PolicyPeer, _ pods: LabelSelector, _ namespaces: LabelSelector?, _ policy: ObjectKey, _ path: String
    ) -> [Finding] {
        let scope = namespaces.map { scene.namespaces.matching($0) } ?? [policy.namespace]
        guard scene.isWhole || scope.contains(where: { scene.hasPods(in: $0) }) else { return [] }
        if pods == .everything, namespaces == nil { return [] }
        if scene.hasPolicedPod(peer, of: policy) { return [] }
        let severity: Finding.Severity = pods == .everything ? .note : .warning
        if scene.contains(peer, of: policy, where: { _ in true }) {
            return [
                Finding(
                    .peerMatchesNoPod, severity, policy, at: path,
                    "matches only pods that use the network of their node, "
                        + "of which policies do not speak", mend: "write an ipBlock of the nodes' addresses")
            ]
        }
        let elsewhere = scene.matches(pods)
        let reason = podLabels.reason(pods).map { ": \($0)" } ?? ""
        let mend =
            elsewhere.isEmpty || pods == .everything
            ? "correct the labels"
            : (namespaces == nil ? "add a" : "correct the") + " namespaceSelector to mean \(scene.names(elsewhere))"
        let place = namespaces == nil ? "of namespace \(policy.namespace)" : "in the namespaces that match"
        return [Finding(.peerMatchesNoPod, severity, policy, at: path, "matches no pod \(place)\(reason)", mend: mend)]
    }

    /// Requirements that hold of every object, since none has a label of the key, where another key is likely meant.
    private func exclusions(
        _ selector: LabelSelector, _ labels: LabelHints, _ policy: ObjectKey, _ path: String
    ) -> [Finding] {
        selector.requirements.compactMap { requirement in
            switch requirement.condition {
            case .in, .exists: return nil
            case .notIn, .doesNotExist: break
            }
            guard !labels.has(requirement.key), let near = labels.key(near: requirement.key) else { return nil }
            return Finding(
                .idleExclusion, .warning, policy, at: path,
                "leaves nobody out by the label \(requirement.key): no "
                    + "\(labels.objects) has it, but there is \(near)", mend: "write \(near)")
        }
    }
}
