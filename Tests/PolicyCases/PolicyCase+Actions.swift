import KubernetesModel

extension PolicyCase {
    /// What comes, changes and goes again.
    static var actions: [PolicyCase] { policyActions + namespaceActions + podActions }

    private static var policyActions: [PolicyCase] {
        let key = NetworkPolicy.ofXA().key
        return [
            action(
                "a policy is made and deleted",
                ([.policy(key, .ofXA(ingress: []))], .closedToXA),
                ([.policy(key, nil)], .everything)),
            action(
                "a policy is made and changed",
                ([.policy(key, .ofXA(ingress: []))], .closedToXA),
                ([.policy(key, .ofXA(ingress: [PolicyRule()]))], .everything),
                ([.policy(key, .ofXA(ingress: [PolicyRule([namespaceY])]))], .toXAFromY)),
        ]
    }

    private static var namespaceActions: [PolicyCase] {
        let fromY = NetworkPolicy.ofXA(ingress: [PolicyRule([namespaceY])])
        let fromNew = NetworkPolicy.ofXA(
            ingress: [PolicyRule([.pods(.everything, namespaces: LabelSelector(matching: ["new": "yes"]))])])
        let podsOfY = CaseWorld.pods[3...5]
        return [
            action(
                "a namespace is deleted and made",
                (
                    [.policy(fromY.key, fromY)] + podsOfY.map { .pod($0, nil) } + [.namespace("y", nil)],
                    "...---... X..---... X..---... --------- --------- --------- X..---... X..---... X..---..."
                ),
                (podsOfY.map { .pod($0, CaseWorld.pod($0)) }, .closedToXA),
                ([.namespace("y", CaseWorld.namespace("y"))], .toXAFromY)),
            action(
                "a namespace gets a label and loses it",
                ([.policy(fromNew.key, fromNew)], .closedToXA),
                ([.namespace("y", CaseWorld.namespace("y", labels: ["ns": "y", "new": "yes"]))], .toXAFromY),
                ([.namespace("y", CaseWorld.namespace("y"))], .closedToXA)),
        ]
    }

    private static var podActions: [PolicyCase] {
        let fromB = NetworkPolicy.ofXA(ingress: [PolicyRule([.pods(.pod("b"), namespaces: .everything)])])
        let fromNew = NetworkPolicy.ofXA(
            ingress: [PolicyRule([.pods(LabelSelector(matching: ["new": "yes"]), namespaces: .everything)])])
        let (xa, yb) = (ObjectKey("x", "a"), ObjectKey("y", "b"))
        return [
            action(
                "a pod is deleted and made",
                (
                    [.policy(fromB.key, fromB), .pod(yb, nil)],
                    "....-.... ....-.... X...-.... X...-.... --------- X...-.... X...-.... ....-.... X...-...."
                ),
                (
                    [.pod(yb, CaseWorld.pod(yb))],
                    "......... ......... X........ X........ ......... X........ X........ ......... X........"
                )),
            action(
                "pods get labels and lose them",
                ([.policy(fromNew.key, fromNew)], .closedToXA),
                ([.pod(yb, CaseWorld.pod(yb, labels: ["pod": "b", "new": "yes"]))], .toXAFromYB),
                ([.pod(yb, CaseWorld.pod(yb))], .closedToXA),
                ([.pod(xa, CaseWorld.pod(xa, labels: ["pod": "other"]))], .everything)),
        ]
    }

    private static let namespaceY = PolicyPeer.pods(.everything, namespaces: .namespace("y"))

    private static func action(_ name: String, _ steps: ([ClusterEvent], Grid)...) -> PolicyCase {
        PolicyCase(
            name: name, family: .action, steps: steps.map { Step(changes: $0.0, expected: Table($0.1)) })
    }
}
