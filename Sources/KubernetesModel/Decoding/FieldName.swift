/// The names of the fields that a decoder looks at.
enum FieldName: UInt8, CaseIterable {
    // Zero is left out: it marks what has another name.
    case address = 1
    case addresses, annotations, apiVersion, causes, cidr, clusterIP, clusterIPs, code, containerPort, containers
    case `continue`, controller, creationTimestamp, deletionTimestamp, details, egress, endPort, except, from
    case hostNetwork, ingress, initContainers, ip, ipBlock, items, jobTemplate, key, kind, labels, managedFields
    case matchExpressions, matchLabels, message, metadata, name, namespace, namespaceSelector, nodeName, `operator`,
        ownerReferences
    case phase, podCIDR, podCIDRs, podIP, podIPs, podSelector, policyTypes, port, ports, `protocol`, reason
    case resourceVersion, restartPolicy, retryAfterSeconds, selector, spec, status, targetPort, template, time, to, type
    case values

    /// The name as it is written.
    var text: String { Self.texts[Int(rawValue)] }

    /// By their numbers; asking for the name of a case each time is slow.
    private static let texts = [""] + allCases.map { "\($0)" }
}
