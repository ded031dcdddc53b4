// The environment of containers.
extension Schema {
    static let envVar = core(
        "EnvVar", "A name in the environment and its value.",
        [
            Field("name", .text, "The name.", isRequired: true),
            Field("value", .text, "The value."),
            Field("valueFrom", envVarSource, "Where the value comes from."),
        ])

    private static let envVarSource = core(
        "EnvVarSource", "Where a value comes from.",
        [
            Field("fieldRef", objectFieldSelector, "A field of the pod."),
            Field("resourceFieldRef", resourceFieldSelector, "A resource of a container."),
            Field("configMapKeyRef", keySelector("ConfigMapKeySelector"), "A key of a ConfigMap."),
            Field("secretKeyRef", keySelector("SecretKeySelector"), "A key of a Secret."),
            Field("fileKeyRef", fileKeySelector, "A key of a file."),
        ])

    static let objectFieldSelector = core(
        "ObjectFieldSelector", "A field of the pod.", isAtomic: true,
        [
            Field("apiVersion", .text, "The version in which the field is named."),
            Field("fieldPath", .text, "The field.", isRequired: true),
        ])

    static let resourceFieldSelector = core(
        "ResourceFieldSelector", "A resource of a container.", isAtomic: true,
        [
            Field("containerName", .text, "The container."),
            Field("resource", .text, "The resource, such as limits.cpu.", isRequired: true),
            Field("divisor", .quantity, "The unit it is told in."),
        ])

    private static func keySelector(_ name: String) -> Schema {
        core(
            name, "A key of an object of the namespace.", isAtomic: true,
            [
                Field("name", .text, "The name of the object."),
                Field("key", .text, "The key.", isRequired: true),
                Field("optional", .flag, "Whether it may be missing."),
            ])
    }

    private static let fileKeySelector = core(
        "FileKeySelector", "A key of a file.", isAtomic: true,
        [
            Field("volumeName", .text, "The volume with the file.", isRequired: true),
            Field("path", .text, "The file.", isRequired: true),
            Field("key", .text, "The key.", isRequired: true),
            Field("optional", .flag, "Whether it may be missing."),
        ])

    static let envFromSource = core(
        "EnvFromSource", "An object whose keys become names in the environment.",
        [
            Field("prefix", .text, "What the names begin with."),
            Field("configMapRef", envSource("ConfigMapEnvSource"), "A ConfigMap."),
            Field("secretRef", envSource("SecretEnvSource"), "A Secret."),
        ])

    private static func envSource(_ name: String) -> Schema {
        core(
            name, "An object of the namespace whose keys become names in the environment.",
            [
                Field("name", .text, "The name of the object."),
                Field("optional", .flag, "Whether it may be missing."),
            ])
    }
}
