extension Schema {
    static let node = core(
        "Node", "A machine that pods run on.",
        .object([
            Field("spec", nodeSpec, "How it is to be used."),
            Field("status", nodeStatus, "How it is."),
        ]))

    static let nodeSpec = core(
        "NodeSpec", "How a node is to be used.",
        [
            Field("podCIDR", .text, "The range of addresses of its pods."),
            Field("podCIDRs", list(.text, .set), "The ranges of addresses of its pods, at most one of each family."),
            Field("providerID", .text, "What its provider calls it."),
            Field("unschedulable", .flag, "Whether it gets no new pods."),
            Field("taints", list(taint), "What pods have to tolerate to run on it."),
            Field("configSource", opaque("NodeConfigSource", "Where a node had its settings from."), "No longer used."),
            Field("externalID", .text, "No longer used."),
        ])

    static let taint = core(
        "Taint", "What pods have to tolerate to run on a node.",
        [
            Field("key", .text, "Its name.", isRequired: true),
            Field("value", .text, "Its value."),
            Field("effect", .text, "NoSchedule, PreferNoSchedule or NoExecute.", isRequired: true),
            Field("timeAdded", .time, "When it was added."),
        ])

    static let nodeStatus = core(
        "NodeStatus", "How a node is.",
        [
            Field("capacity", .quantities, "What it has."),
            Field("allocatable", .quantities, "What of it pods can have."),
            Field("phase", .text, "No longer set."),
            Field("conditions", list(nodeCondition, .merged(by: "type")), "What is known of its health."),
            Field("addresses", list(nodeAddress, .merged(by: "type")), "Its addresses and names."),
            Field("daemonEndpoints", nodeDaemonEndpoints, "Where its daemons listen."),
            Field("nodeInfo", nodeSystemInfo, "What runs on it."),
            Field("images", list(containerImage), "Images that it holds."),
            Field("volumesInUse", .texts, "Volumes that are in use."),
            Field("volumesAttached", list(attachedVolume), "Volumes that are attached."),
            Field("config", opaque("NodeConfigStatus", "The settings a node uses."), "No longer used."),
            Field("runtimeHandlers", list(nodeRuntimeHandler), "Ways it can run containers."),
            Field("features", nodeFeatures, "What its container runtime can do."),
            Field("declaredFeatures", .texts, "Names of what its kubelet can do."),
        ])

    static let nodeCondition = core(
        "NodeCondition", "One thing that is known of a node.",
        [
            Field("type", .text, "What it is about, such as Ready.", isRequired: true),
            Field("status", .text, "True, False or Unknown.", isRequired: true),
            Field("lastHeartbeatTime", .time, "When it was last told."),
            Field("lastTransitionTime", .time, "When the status last became another."),
            Field("reason", .text, "Why, as one word."),
            Field("message", .text, "Why, for people."),
        ])

    static let nodeAddress = core(
        "NodeAddress", "An address or name of a node.",
        [
            Field("type", .text, "Hostname, InternalIP, ExternalIP, InternalDNS or ExternalDNS.", isRequired: true),
            Field("address", .text, "The address or name.", isRequired: true),
        ])

    static let nodeDaemonEndpoints = core(
        "NodeDaemonEndpoints", "Where the daemons of a node listen.",
        [Field("kubeletEndpoint", daemonEndpoint, "Where the kubelet listens.")])

    static let daemonEndpoint = core(
        "DaemonEndpoint", "Where a daemon listens.",
        [Field("Port", .int32, "The number of its port.", isRequired: true)])

    static let nodeSystemInfo = core(
        "NodeSystemInfo", "What runs on a node.",
        [
            Field("machineID", .text, "The ID of the machine.", isRequired: true),
            Field("systemUUID", .text, "The UUID of the machine.", isRequired: true),
            Field("bootID", .text, "The ID of the boot.", isRequired: true),
            Field("kernelVersion", .text, "The version of the kernel.", isRequired: true),
            Field("osImage", .text, "The name of the system.", isRequired: true),
            Field("containerRuntimeVersion", .text, "The container runtime and its version.", isRequired: true),
            Field("kubeletVersion", .text, "The version of the kubelet.", isRequired: true),
            Field("kubeProxyVersion", .text, "No longer set.", isRequired: true),
            Field("operatingSystem", .text, "The kind of the system, such as linux.", isRequired: true),
            Field("architecture", .text, "The kind of the processor, such as amd64.", isRequired: true),
            Field("swap", nodeSwapStatus, "Its swap space."),
        ])

    static let nodeSwapStatus = core(
        "NodeSwapStatus", "The swap space of a node.", [Field("capacity", .int64, "Its size in bytes.")])

    static let containerImage = core(
        "ContainerImage", "An image that a node holds.",
        [
            Field("names", .texts, "Its names."),
            Field("sizeBytes", .int64, "Its size."),
        ])

    static let attachedVolume = core(
        "AttachedVolume", "A volume that is attached to a node.",
        [
            Field("name", .text, "Its name.", isRequired: true),
            Field("devicePath", .text, "Its device.", isRequired: true),
        ])

    static let nodeRuntimeHandler = core(
        "NodeRuntimeHandler", "A way a node can run containers.",
        [
            Field("name", .text, "Its name; empty for the default."),
            Field("features", nodeRuntimeHandlerFeatures, "What it can do."),
        ])

    static let nodeRuntimeHandlerFeatures = core(
        "NodeRuntimeHandlerFeatures", "What a way to run containers can do.",
        [
            Field("recursiveReadOnlyMounts", .flag, "Whether mounts can be read-only all the way down."),
            Field("userNamespaces", .flag, "Whether pods can have users of their own."),
        ])

    static let nodeFeatures = core(
        "NodeFeatures", "What the container runtime of a node can do.",
        [Field("supplementalGroupsPolicy", .flag, "Whether pods can say which groups they get.")])
}
