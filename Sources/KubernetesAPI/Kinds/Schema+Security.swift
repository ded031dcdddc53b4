// As whom containers run, and with what rights.
extension Schema {
    static let podSecurityContext = core(
        "PodSecurityContext", "As whom the containers of a pod run, and with what rights.",
        identity + [
            Field("supplementalGroups", list(.int64), "More groups."),
            Field("supplementalGroupsPolicy", .text, "Merge or Strict."),
            Field("fsGroup", .int64, "The group that owns the volumes."),
            Field("fsGroupChangePolicy", .text, "OnRootMismatch or Always."),
            Field("sysctls", list(sysctl), "Settings of the kernel."),
            Field("seLinuxChangePolicy", .text, "Recursive or MountOption."),
        ])

    static let securityContext = core(
        "SecurityContext", "As whom a container runs, and with what rights.",
        identity + [
            Field("capabilities", capabilities, "Capabilities beyond the usual, or less."),
            Field("privileged", .flag, "Whether it may do all that root of the node may."),
            Field("readOnlyRootFilesystem", .flag, "Whether its root directory cannot be written to."),
            Field("allowPrivilegeEscalation", .flag, "Whether it may get more rights than it starts with."),
            Field("procMount", .text, "Default or Unmasked."),
        ])

    private static let identity = [
        Field("seLinuxOptions", seLinuxOptions, "The SELinux context."),
        Field("windowsOptions", windowsOptions, "Settings for Windows."),
        Field("runAsUser", .int64, "The number of the user."),
        Field("runAsGroup", .int64, "The number of the group."),
        Field("runAsNonRoot", .flag, "Whether it must not run as root."),
        Field("seccompProfile", profile("SeccompProfile"), "The calls of the kernel that are allowed."),
        Field("appArmorProfile", profile("AppArmorProfile"), "The profile of AppArmor."),
    ]

    private static let capabilities = core(
        "Capabilities", "Capabilities beyond the usual, or less.",
        [
            Field("add", .texts, "Those it has beyond the usual."),
            Field("drop", .texts, "Those it does not have."),
        ])

    private static let seLinuxOptions = core(
        "SELinuxOptions", "An SELinux context.",
        [
            Field("user", .text, "The user."),
            Field("role", .text, "The role."),
            Field("type", .text, "The type."),
            Field("level", .text, "The level."),
        ])

    private static let windowsOptions = core(
        "WindowsSecurityContextOptions", "Settings for Windows.",
        [
            Field("gmsaCredentialSpecName", .text, "The name of the credential."),
            Field("gmsaCredentialSpec", .text, "The credential."),
            Field("runAsUserName", .text, "The name of the user."),
            Field("hostProcess", .flag, "Whether it runs as a process of the node."),
        ])

    private static func profile(_ name: String) -> Schema {
        core(
            name, "A profile that bounds what a container may do.",
            [
                Field("type", .text, "Localhost, RuntimeDefault or Unconfined.", isRequired: true),
                Field("localhostProfile", .text, "The profile of the node that is used."),
            ])
    }

    private static let sysctl = core(
        "Sysctl", "A setting of the kernel.",
        [
            Field("name", .text, "Its name.", isRequired: true),
            Field("value", .text, "Its value.", isRequired: true),
        ])
}
