extension Schema {
    static let pod = core(
        "Pod", "Containers that run together on a node.",
        .object([
            Field("spec", podSpec, "What is to run, and how."),
            Field("status", podStatus, "What runs."),
        ]))

    static let podSpec = core(
        "PodSpec", "What a pod is to run, and how.", podContents + podScheduling + podNetwork + podRights)

    private static let podContents = [
        Field("volumes", list(volume, .merged(by: "name")), "Volumes that containers can mount."),
        Field("initContainers", list(container, .merged(by: "name")), "Containers that run before the others."),
        Field("containers", list(container, .merged(by: "name")), "The containers.", isRequired: true),
        Field("ephemeralContainers", list(ephemeralContainer, .merged(by: "name")), "Containers added to debug it."),
        Field("restartPolicy", .text, "Always, OnFailure or Never."),
        Field("terminationGracePeriodSeconds", .int64, "How long it may take to end."),
        Field("activeDeadlineSeconds", .int64, "How long it may run."),
        Field("resources", resourceRequirements, "What all containers together need and may use."),
        Field("overhead", .quantities, "What running it takes beyond its containers."),
        Field("runtimeClassName", .text, "The RuntimeClass that runs it."),
        Field("os", podOS, "The system it is made for."),
        Field("resourceClaims", list(podResourceClaim, .merged(by: "name")), "Devices and the like it has to have."),
        Field(
            "evictionResponders",
            list(opaque("EvictionResponder", "One that is asked before a pod is evicted."), .merged(by: "name")),
            "Who is asked before it is evicted."),
    ]

    private static let podScheduling = [
        Field("nodeSelector", map(.text, isAtomic: true), "The labels of nodes it can run on."),
        Field("nodeName", .text, "The node it runs on."),
        Field("affinity", affinity, "Which nodes and which other pods it wants near."),
        Field("schedulerName", .text, "Who chooses its node."),
        Field("tolerations", list(toleration), "The taints it tolerates."),
        Field("priorityClassName", .text, "The PriorityClass that says its priority."),
        Field("priority", .int32, "Its priority."),
        Field("preemptionPolicy", .text, "Never, or PreemptLowerPriority."),
        Field("readinessGates", list(podReadinessGate), "Conditions that have to be true before it is ready."),
        Field(
            "topologySpreadConstraints",
            list(
                topologySpreadConstraint,
                .merged(by: "topologyKey", "whenUnsatisfiable", patchKey: "topologyKey")),
            "How pods like it are spread over nodes."),
        Field(
            "schedulingGates", list(podSchedulingGate, .merged(by: "name")), "What has to go before it is scheduled."),
        Field("schedulingGroup", podSchedulingGroup, "The pods it is scheduled with."),
    ]

    private static let podNetwork = [
        Field("dnsPolicy", .text, "ClusterFirst, ClusterFirstWithHostNet, Default or None."),
        Field("dnsConfig", podDNSConfig, "Settings of the resolver, ahead of what the policy says."),
        Field("hostNetwork", .flag, "Whether it has the network of its node in place of its own."),
        Field("hostAliases", list(hostAlias, .merged(by: "ip")), "Lines for /etc/hosts."),
        Field("hostname", .text, "The name of its host; its own name if left out."),
        Field("hostnameOverride", .text, "The name of its host, whatever else is said."),
        Field("subdomain", .text, "The domain of its host below that of the namespace."),
        Field("setHostnameAsFQDN", .flag, "Whether the name of its host has the domain."),
        Field("enableServiceLinks", .flag, "Whether the environment tells of services."),
    ]

    private static let podRights = [
        Field("serviceAccountName", .text, "The ServiceAccount it runs as."),
        Field("serviceAccount", .text, "The old name of serviceAccountName."),
        Field("automountServiceAccountToken", .flag, "Whether it gets the token of its ServiceAccount."),
        Field("hostPID", .flag, "Whether it sees the processes of its node."),
        Field("hostIPC", .flag, "Whether it shares the memory of processes of its node."),
        Field("hostUsers", .flag, "Whether it has the users of its node."),
        Field("shareProcessNamespace", .flag, "Whether its containers see the processes of each other."),
        Field("securityContext", podSecurityContext, "As whom its containers run, and with what rights."),
        Field("imagePullSecrets", list(localObjectReference, .merged(by: "name")), "Secrets for registries of images."),
    ]
}

extension Schema {
    static let podOS = core(
        "PodOS", "The system a pod is made for.", [Field("name", .text, "linux or windows.", isRequired: true)])

    static let podResourceClaim = core(
        "PodResourceClaim", "Devices and the like that a pod has to have.",
        [
            Field("name", .text, "Its name within the pod.", isRequired: true),
            Field("resourceClaimName", .text, "A ResourceClaim of the namespace."),
            Field("resourceClaimTemplateName", .text, "The template a ResourceClaim is made from."),
        ])

    static let toleration = core(
        "Toleration", "Taints that a pod tolerates.",
        [
            Field("key", .text, "The name of the taint; any if left out."),
            Field("operator", .text, "Equal or Exists."),
            Field("value", .text, "The value of the taint."),
            Field("effect", .text, "The effect of the taint; any if left out."),
            Field("tolerationSeconds", .int64, "How long a taint that evicts is tolerated."),
        ])

    static let podReadinessGate = core(
        "PodReadinessGate", "A condition that has to be true before a pod is ready.",
        [Field("conditionType", .text, "The type of the condition.", isRequired: true)])

    static let podSchedulingGate = core(
        "PodSchedulingGate", "What has to go before a pod is scheduled.",
        [Field("name", .text, "Its name.", isRequired: true)])

    static let podSchedulingGroup = core(
        "PodSchedulingGroup", "The pods a pod is scheduled with.",
        [Field("podGroupName", .text, "The name of the group.")])

    static let topologySpreadConstraint = core(
        "TopologySpreadConstraint", "How pods are spread over nodes.",
        [
            Field("maxSkew", .int32, "How many pods more one domain may have than another.", isRequired: true),
            Field("topologyKey", .text, "The label of nodes that names the domain.", isRequired: true),
            Field("whenUnsatisfiable", .text, "DoNotSchedule or ScheduleAnyway.", isRequired: true),
            Field("labelSelector", labelSelector, "The pods that count."),
            Field("minDomains", .int32, "How many domains there have to be."),
            Field("nodeAffinityPolicy", .text, "Honor or Ignore the wishes of the pod for nodes."),
            Field("nodeTaintsPolicy", .text, "Honor or Ignore the taints of nodes."),
            Field("matchLabelKeys", .texts, "Labels whose values pods that count have in common with the pod."),
        ])

    static let podDNSConfig = core(
        "PodDNSConfig", "Settings of a resolver.",
        [
            Field("nameservers", .texts, "Addresses of servers."),
            Field("searches", .texts, "Domains that names are looked up in."),
            Field("options", list(podDNSConfigOption), "Options."),
        ])

    static let podDNSConfigOption = core(
        "PodDNSConfigOption", "An option of a resolver.",
        [Field("name", .text, "Its name."), Field("value", .text, "Its value.")])

    static let hostAlias = core(
        "HostAlias", "A line for /etc/hosts.",
        [
            Field("ip", .text, "The address.", isRequired: true),
            Field("hostnames", .texts, "The names."),
        ])
}
