extension Schema {
    static let containerStatus = core(
        "ContainerStatus", "How a container is.",
        [
            Field("name", .text, "Its name.", isRequired: true),
            Field("state", containerState, "What it does."),
            Field("lastState", containerState, "What it did before the last restart."),
            Field("ready", .flag, "Whether it can serve.", isRequired: true),
            Field("restartCount", .int32, "How often it was restarted.", isRequired: true),
            Field("image", .text, "Its image.", isRequired: true),
            Field("imageID", .text, "The ID of its image.", isRequired: true),
            Field("containerID", .text, "Its ID."),
            Field("started", .flag, "Whether it has started."),
            Field("allocatedResources", .quantities, "What the node has set aside for it."),
            Field("resources", resourceRequirements, "What it has."),
            Field("volumeMounts", list(volumeMountStatus, .merged(by: "mountPath")), "How its mounts are."),
            Field("user", containerUser, "As whom it runs."),
            Field("allocatedResourcesStatus", list(resourceStatus, .merged(by: "name")), "How its devices are."),
            Field("stopSignal", .text, "The signal that ends it."),
        ])

    private static let containerState = core(
        "ContainerState", "What a container does: it waits, runs or has ended.",
        [
            Field("waiting", containerStateWaiting, "Why it waits."),
            Field("running", containerStateRunning, "Since when it runs."),
            Field("terminated", containerStateTerminated, "How it ended."),
        ])

    private static let containerStateWaiting = core(
        "ContainerStateWaiting", "Why a container waits.",
        [
            Field("reason", .text, "Why, as one word."),
            Field("message", .text, "Why, for people."),
        ])

    private static let containerStateRunning = core(
        "ContainerStateRunning", "Since when a container runs.", [Field("startedAt", .time, "When it started.")])

    private static let containerStateTerminated = core(
        "ContainerStateTerminated", "How a container ended.",
        [
            Field("exitCode", .int32, "The code it ended with.", isRequired: true),
            Field("signal", .int32, "The signal that ended it."),
            Field("reason", .text, "Why, as one word."),
            Field("message", .text, "Why, for people."),
            Field("startedAt", .time, "When it started."),
            Field("finishedAt", .time, "When it ended."),
            Field("containerID", .text, "Its ID."),
        ])

    private static let volumeMountStatus = core(
        "VolumeMountStatus", "How a mount of a container is.",
        [
            Field("name", .text, "The name of the volume.", isRequired: true),
            Field("mountPath", .text, "The directory it is at.", isRequired: true),
            Field("readOnly", .flag, "Whether nothing can be written to it."),
            Field("recursiveReadOnly", .text, "Disabled, IfPossible or Enabled."),
            Field("volumeStatus", opaque("VolumeStatus", "How a volume is."), "How the volume is."),
        ])

    private static let containerUser = core(
        "ContainerUser", "As whom a container runs.", [Field("linux", linuxContainerUser, "Its numbers on Linux.")])

    private static let linuxContainerUser = core(
        "LinuxContainerUser", "The numbers a container runs with on Linux.",
        [
            Field("uid", .int64, "The user.", isRequired: true),
            Field("gid", .int64, "The group.", isRequired: true),
            Field("supplementalGroups", list(.int64), "More groups."),
        ])

    private static let resourceStatus = core(
        "ResourceStatus", "How devices of a container are.",
        [
            Field("name", .text, "The resource.", isRequired: true),
            Field("resources", list(resourceHealth, .owned(by: "resourceID")), "How each of them is."),
        ])

    private static let resourceHealth = core(
        "ResourceHealth", "How a device is.",
        [
            Field("resourceID", .text, "Its ID.", isRequired: true),
            Field("health", .text, "Healthy, Unhealthy or Unknown."),
            Field("message", .text, "Why, for people."),
        ])
}
