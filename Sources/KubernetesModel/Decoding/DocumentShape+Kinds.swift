import JSON

// The fields of each kind that is read, with their numbers in Kubernetes' `generated.proto`.
extension DocumentShape {
    /// What is looked at of all kinds together: the kind may stand behind everything else.
    static let anyKind = JSONShape(merging: [list, pod, namespace, node, writtenPolicy, service, workload].map(\.json))

    private static let list = DocumentShape([
        .apiVersion: (nil, .text), .kind: (nil, .text), .items: (nil, .later),
    ])
    /// A pod.
    static let pod = DocumentShape([
        .metadata: (1, .object(metadata)), .spec: (2, .object(podSpec)), .status: (3, .object(podStatus)),
    ])
    /// A namespace.
    static let namespace = DocumentShape([.metadata: (1, .object(metadata))])
    /// A node.
    static let node = DocumentShape([
        .metadata: (1, .object(metadata)), .spec: (2, .object(nodeSpec)), .status: (3, .object(nodeStatus)),
    ])
    /// A policy, with when it was written: what an API server sends is measured by that.
    static let policy = DocumentShape([.metadata: (1, .object(timedMetadata)), .spec: (2, .object(policySpec))])
    private static let writtenPolicy = DocumentShape([
        .metadata: (1, .object(metadata)), .spec: (2, .object(policySpec)),
    ])
    /// A Service.
    static let service = DocumentShape([.metadata: (1, .object(metadata)), .spec: (2, .object(serviceSpec))])
    private static let workload = DocumentShape([
        .metadata: (nil, .object(metadata)), .spec: (nil, .object(workloadSpec)),
    ])
}

extension DocumentShape {
    private static let metadata = DocumentShape([
        .name: (1, .text), .namespace: (3, .text), .resourceVersion: (6, .text), .creationTimestamp: (8, .time),
        .deletionTimestamp: (9, .time),
        .labels: (11, .map), .ownerReferences: (13, .array(.object(owner))),
    ])
    /// The same with the times of those who manage fields, and of what they manage nothing. Pods have more of that than
    /// of all else, and are not measured by it.
    private static let timedMetadata = DocumentShape([
        .name: (1, .text), .namespace: (3, .text), .resourceVersion: (6, .text), .creationTimestamp: (8, .time),
        .deletionTimestamp: (9, .time),
        .labels: (11, .map), .ownerReferences: (13, .array(.object(owner))),
        .managedFields: (17, .array(.object(DocumentShape([.time: (4, .time)])))),
    ])
    private static let owner = DocumentShape([.kind: (1, .text), .name: (3, .text), .controller: (6, .flag)])

    private static let podSpec = DocumentShape([
        .containers: (2, .array(.object(container))), .nodeName: (10, .text), .hostNetwork: (11, .flag),
        .initContainers: (20, .array(.object(container))),
    ])
    private static let container = DocumentShape([
        .ports: (6, .array(.object(containerPort))), .restartPolicy: (24, .text),
    ])
    private static let containerPort = DocumentShape([
        .name: (1, .text), .containerPort: (3, .number), .protocol: (4, .text),
    ])
    private static let podStatus = DocumentShape([
        .phase: (1, .text), .podIP: (6, .text), .podIPs: (12, .array(.object(podAddress))),
    ])
    private static let podAddress = DocumentShape([.ip: (1, .text)])

    private static let nodeSpec = DocumentShape([.podCIDR: (1, .text), .podCIDRs: (7, .array(.text))])
    private static let nodeStatus = DocumentShape([.addresses: (5, .array(.object(nodeAddress)))])
    private static let nodeAddress = DocumentShape([.type: (1, .text), .address: (2, .text)])
}

// What stands in policies by another name than these is warned of.
extension DocumentShape {
    private static let policySpec = DocumentShape([
        .podSelector: (1, .object(labelSelector)), .ingress: (2, .array(.object(rule(.from)))),
        .egress: (3, .array(.object(rule(.to)))), .policyTypes: (4, .array(.text)),
    ])
    private static let labelSelector = DocumentShape(
        [.matchLabels: (1, .map), .matchExpressions: (2, .array(.object(requirement)))], keepsOthers: true)
    private static let requirement = DocumentShape(
        [.key: (1, .text), .operator: (2, .text), .values: (3, .array(.text))], keepsOthers: true)
    private static let policyPort = DocumentShape(
        [.protocol: (1, .text), .port: (2, .numberOrText), .endPort: (3, .number)], keepsOthers: true)
    private static let peer = DocumentShape(
        [
            .podSelector: (1, .object(labelSelector)), .namespaceSelector: (2, .object(labelSelector)),
            .ipBlock: (3, .object(addressBlock)),
        ], keepsOthers: true)
    private static let addressBlock = DocumentShape(
        [.cidr: (1, .text), .except: (2, .array(.text))], keepsOthers: true)

    private static func rule(_ peers: FieldName) -> DocumentShape {
        DocumentShape(
            [.ports: (1, .array(.object(policyPort))), peers: (2, .array(.object(peer)))], keepsOthers: true)
    }
}

extension DocumentShape {
    private static let serviceSpec = DocumentShape([
        .ports: (1, .array(.object(servicePort))), .selector: (2, .map), .clusterIP: (3, .text),
        .clusterIPs: (18, .array(.text)),
    ])
    private static let servicePort = DocumentShape([
        .name: (1, .text), .protocol: (2, .text), .port: (3, .number), .targetPort: (4, .numberOrText),
    ])

    private static let workloadSpec = DocumentShape([
        .template: (nil, .object(template)),
        .jobTemplate: (nil, .object(DocumentShape([.spec: (nil, .object(jobSpec))]))),
    ])
    private static let jobSpec = DocumentShape([.template: (nil, .object(template))])
    /// What the pods of a workload are made by.
    private static let template = DocumentShape([
        .metadata: (nil, .object(metadata)), .spec: (nil, .object(podSpec)),
    ])
}

// What an API server says beside objects.
extension DocumentShape {
    /// The metadata of a list.
    static let listHead = DocumentShape([.resourceVersion: (2, .text), .continue: (3, .text)])
    /// An object that stands for how far a watch has come.
    static let bookmark = DocumentShape([
        .metadata: (1, .object(DocumentShape([.resourceVersion: (6, .text), .annotations: (12, .map)])))
    ])
    /// Why something was not done.
    static let serverStatus = DocumentShape([
        .message: (3, .text), .reason: (4, .text), .details: (5, .object(statusDetails)), .code: (6, .number),
    ])
    private static let statusDetails = DocumentShape([
        .causes: (4, .array(.object(DocumentShape([.reason: (1, .text)])))),
        .retryAfterSeconds: (5, .number),
    ])
}
