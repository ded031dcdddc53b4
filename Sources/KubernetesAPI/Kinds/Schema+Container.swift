extension Schema {
    static let container = core("Container", "A container of a pod.", containerFields)

    static let ephemeralContainer = core(
        "EphemeralContainer", "A container that is added to a pod to debug it.",
        containerFields + [Field("targetContainerName", .text, "The container whose processes it sees.")])

    private static let containerFields = containerProgram + containerResources + containerLife

    private static let containerProgram = [
        Field("name", .text, "Its name within the pod.", isRequired: true),
        Field("image", .text, "Its image."),
        Field("command", .texts, "The program, in place of the entry point of the image."),
        Field("args", .texts, "The arguments of the program."),
        Field("workingDir", .text, "The directory the program starts in."),
        Field(
            "ports", list(containerPort, .merged(by: "containerPort", "protocol", patchKey: "containerPort")),
            "Ports that it listens at."),
        Field("envFrom", list(envFromSource), "Where more of the environment comes from."),
        Field("env", list(envVar, .merged(by: "name")), "Its environment."),
        Field("stdin", .flag, "Whether its input stays open."),
        Field("stdinOnce", .flag, "Whether its input is closed after the first use."),
        Field("tty", .flag, "Whether it has a terminal."),
    ]

    private static let containerResources = [
        Field("resources", resourceRequirements, "What it needs and may use."),
        Field("resizePolicy", list(containerResizePolicy), "Whether it restarts when its resources change."),
        Field("volumeMounts", list(volumeMount, .merged(by: "mountPath")), "Volumes and where it has them."),
        Field("volumeDevices", list(volumeDevice, .merged(by: "devicePath")), "Volumes that it has as devices."),
        Field("imagePullPolicy", .text, "Always, IfNotPresent or Never."),
        Field("securityContext", securityContext, "As whom it runs, and with what rights."),
    ]

    private static let containerLife = [
        Field("restartPolicy", .text, "Always for an init container that keeps running."),
        Field("restartPolicyRules", list(containerRestartRule), "What becomes of it when it ends."),
        Field("livenessProbe", probe, "Tells whether it has to be restarted."),
        Field("readinessProbe", probe, "Tells whether it can serve."),
        Field("startupProbe", probe, "Tells whether it has started."),
        Field("lifecycle", lifecycle, "What is done after its start and before its end."),
        Field("terminationMessagePath", .text, "The file with its last words."),
        Field("terminationMessagePolicy", .text, "File, or FallbackToLogsOnError."),
    ]
}

extension Schema {
    static let containerPort = core(
        "ContainerPort", "A port that a container listens at.",
        [
            Field("name", .text, "Its name."),
            Field("hostPort", .int32, "The port of the node that leads to it."),
            Field("containerPort", .int32, "Its number.", isRequired: true),
            Field("protocol", .text, "TCP, UDP or SCTP; TCP if left out."),
            Field("hostIP", .text, "The address of the node for the port there."),
        ])

    static let resourceRequirements = core(
        "ResourceRequirements", "What is needed and what may be used.",
        [
            Field("limits", .quantities, "What may be used."),
            Field("requests", .quantities, "What is needed."),
            Field("claims", list(resourceClaim, .owned(by: "name")), "Claims of the pod that it uses."),
        ])

    static let resourceClaim = core(
        "ResourceClaim", "A claim of the pod.",
        [
            Field("name", .text, "Its name.", isRequired: true),
            Field("request", .text, "The part of it that is used."),
        ])

    static let containerResizePolicy = core(
        "ContainerResizePolicy", "Whether a container restarts when a resource changes.",
        [
            Field("resourceName", .text, "The resource.", isRequired: true),
            Field("restartPolicy", .text, "NotRequired or RestartContainer.", isRequired: true),
        ])

    static let containerRestartRule = core(
        "ContainerRestartRule", "What becomes of a container that ends in some way.",
        [
            Field("action", .text, "What becomes of it, such as Restart."),
            Field("exitCodes", containerRestartRuleOnExitCodes, "How it has ended."),
        ])

    static let containerRestartRuleOnExitCodes = core(
        "ContainerRestartRuleOnExitCodes", "Codes that containers end with.",
        [
            Field("operator", .text, "In or NotIn."),
            Field("values", list(.int32, .owned()), "The codes."),
        ])

    static let volumeMount = core(
        "VolumeMount", "Where a container has a volume.",
        [
            Field("name", .text, "The name of the volume.", isRequired: true),
            Field("readOnly", .flag, "Whether nothing can be written to it."),
            Field("recursiveReadOnly", .text, "Disabled, IfPossible or Enabled."),
            Field("mountPath", .text, "The directory it is at.", isRequired: true),
            Field("subPath", .text, "The directory of the volume that is meant."),
            Field("mountPropagation", .text, "None, HostToContainer or Bidirectional."),
            Field("subPathExpr", .text, "The directory of the volume, with names of the environment in it."),
            Field("bindMountOptions", list(.text, .owned()), "Options of the mount."),
        ])

    static let volumeDevice = core(
        "VolumeDevice", "A volume that a container has as a device.",
        [
            Field("name", .text, "The name of the volume.", isRequired: true),
            Field("devicePath", .text, "The path of the device.", isRequired: true),
        ])
}
