extension Schema {
    static let networkPolicy = networking(
        "NetworkPolicy", "Says which traffic the pods it selects may have.",
        .object([
            Field("spec", networkPolicySpec, "The pods and what is allowed to them."),
            Field("status", networkPolicyStatus, "What the enforcer of the policy says of it."),
        ]))

    static let networkPolicySpec = networking(
        "NetworkPolicySpec", "The pods of a policy and what is allowed to them.",
        [
            Field(
                "podSelector", labelSelector, "The pods of the namespace that the policy is about; all if it is empty."
            ),
            Field(
                "ingress", list(networkPolicyIngressRule),
                "What may come in: what any rule allows. Nothing if there is no rule."),
            Field(
                "egress", list(networkPolicyEgressRule),
                "What may go out: what any rule allows. Nothing if there is no rule."),
            Field(
                "policyTypes", .texts,
                "Ingress, Egress or both; if left out, Ingress, and Egress where there are rules for it."),
        ])

    static let networkPolicyIngressRule = networking(
        "NetworkPolicyIngressRule", "Traffic that may come in: from one of the peers to one of the ports.",
        [
            Field("ports", list(networkPolicyPort), "The ports of the selected pods; all if there is none."),
            Field("from", list(networkPolicyPeer), "Where it may come from; anywhere if there is none."),
        ])

    static let networkPolicyEgressRule = networking(
        "NetworkPolicyEgressRule", "Traffic that may go out: to one of the ports of one of the peers.",
        [
            Field("ports", list(networkPolicyPort), "The ports of the peers; all if there is none."),
            Field("to", list(networkPolicyPeer), "Where it may go to; anywhere if there is none."),
        ])

    static let networkPolicyPort = networking(
        "NetworkPolicyPort", "A port, a range of ports, or all ports of a protocol.",
        [
            Field("protocol", .text, "TCP, UDP or SCTP; TCP if left out."),
            Field("port", .intOrString, "A number, or the name of a port of a pod; all ports if left out."),
            Field("endPort", .int32, "The last port of a range that begins with a numbered port."),
        ])

    static let networkPolicyPeer = networking(
        "NetworkPolicyPeer", "Pods by their labels, or addresses.",
        [
            Field(
                "podSelector", labelSelector,
                "Pods of the selected namespaces; of the policy's own if no namespaces are selected."),
            Field("namespaceSelector", labelSelector, "Namespaces whose pods are meant; all if it is empty."),
            Field("ipBlock", ipBlock, "Addresses; then neither selector may be there."),
        ])

    static let ipBlock = networking(
        "IPBlock", "A range of addresses, less some.",
        [
            Field("cidr", .text, "The range, such as 192.0.2.0/24 or 2001:db8::/64.", isRequired: true),
            Field("except", .texts, "Ranges within it that are not meant."),
        ])

    static let networkPolicyStatus = networking(
        "NetworkPolicyStatus", "What the enforcer of a policy says of it.",
        [Field("conditions", conditions, "What is known of how the policy is enforced.")])
}
