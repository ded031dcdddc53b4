extension Schema {
    static let podStatus = core("PodStatus", "What of a pod runs.", podState + podAddresses + podContainers + podClaims)

    private static let podState = [
        Field("observedGeneration", .int64, "The generation of the pod it was told of."),
        Field("phase", .text, "Pending, Running, Succeeded, Failed or Unknown."),
        Field("conditions", list(podCondition, .merged(by: "type")), "What is known of the pod."),
        Field("message", .text, "Why it is so, for people."),
        Field("reason", .text, "Why it is so, as one word."),
        Field("startTime", .time, "When the node took it."),
        Field("qosClass", .text, "Guaranteed, Burstable or BestEffort."),
        Field("nominatedNodeName", .text, "The node that room is made on."),
        Field("resize", .text, "How far a change of resources is."),
    ]

    private static let podAddresses = [
        Field("hostIP", .text, "The address of the node."),
        Field("hostIPs", list(hostIP, .patched(by: "ip")), "The addresses of the node."),
        Field("podIP", .text, "The address of the pod."),
        Field("podIPs", list(podIP, .merged(by: "ip")), "The addresses of the pod, at most one of each family."),
    ]

    private static let podContainers = [
        Field("initContainerStatuses", list(containerStatus), "How the init containers are."),
        Field("containerStatuses", list(containerStatus), "How the containers are."),
        Field("ephemeralContainerStatuses", list(containerStatus), "How the ephemeral containers are."),
        Field("allocatedResources", .quantities, "What the node has set aside for it."),
        Field("resources", resourceRequirements, "What it has."),
    ]

    private static let podClaims = [
        Field("resourceClaimStatuses", list(podResourceClaimStatus, .merged(by: "name")), "How its claims are."),
        Field("extendedResourceClaimStatus", podExtendedResourceClaimStatus, "The claim made for extended resources."),
        Field(
            "nodeAllocatableResourceClaimStatuses",
            list(
                opaque("NodeAllocatableResourceClaimStatus", "What a claim takes of the node."),
                .merged(by: "resourceClaimName")), "What its claims take of the node."),
        Field(
            "volumeHealth", list(opaque("PodVolumeHealth", "How a volume is."), .owned(by: "name")),
            "How its volumes are."),
    ]

    static let podCondition = core(
        "PodCondition", "One thing that is known of a pod.",
        [
            Field("type", .text, "What it is about, such as Ready.", isRequired: true),
            Field("observedGeneration", .int64, "The generation of the pod it was told of."),
            Field("status", .text, "True, False or Unknown.", isRequired: true),
            Field("lastProbeTime", .time, "When it was last looked at."),
            Field("lastTransitionTime", .time, "When the status last became another."),
            Field("reason", .text, "Why, as one word."),
            Field("message", .text, "Why, for people."),
        ])

    static let hostIP = core(
        "HostIP", "An address of a node.", [Field("ip", .text, "The address.", isRequired: true)])

    static let podIP = core("PodIP", "An address of a pod.", [Field("ip", .text, "The address.", isRequired: true)])

    static let podResourceClaimStatus = core(
        "PodResourceClaimStatus", "How a claim of a pod is.",
        [
            Field("name", .text, "Its name within the pod.", isRequired: true),
            Field("resourceClaimName", .text, "The ResourceClaim that was made for it."),
        ])

    static let podExtendedResourceClaimStatus = core(
        "PodExtendedResourceClaimStatus", "The claim made for extended resources.",
        [
            Field("requestMappings", list(containerExtendedResourceRequest), "Which is for which.", isRequired: true),
            Field("resourceClaimName", .text, "The ResourceClaim.", isRequired: true),
        ])

    static let containerExtendedResourceRequest = core(
        "ContainerExtendedResourceRequest", "The part of a claim that is for a resource of a container.",
        [
            Field("containerName", .text, "The container.", isRequired: true),
            Field("resourceName", .text, "The resource.", isRequired: true),
            Field("requestName", .text, "The part of the claim.", isRequired: true),
        ])
}
