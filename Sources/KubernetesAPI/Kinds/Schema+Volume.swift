extension Schema {
    static let volume = core(
        "Volume", "A volume of a pod: its name and one source.",
        [Field("name", .text, "Its name within the pod.", isRequired: true)] + volumeSources
            + otherVolumeSources.map { name, definition in
                Field(name, opaque(definition, "A source of volumes that is kept as it is."), "Such a source.")
            })

    private static let volumeSources = [
        Field("emptyDir", emptyDirVolumeSource, "A directory that lives as long as the pod."),
        Field("hostPath", hostPathVolumeSource, "A directory or file of the node."),
        Field("configMap", configMapVolumeSource, "The keys of a ConfigMap as files."),
        Field("secret", secretVolumeSource, "The keys of a Secret as files."),
        Field("downwardAPI", downwardAPIVolumeSource, "Fields of the pod as files."),
        Field("projected", projectedVolumeSource, "Several of these in one directory."),
        Field("persistentVolumeClaim", persistentVolumeClaimVolumeSource, "A claim of the namespace."),
        Field("nfs", nfsVolumeSource, "A directory of an NFS server."),
        Field("csi", csiVolumeSource, "A volume of a driver."),
        Field("image", imageVolumeSource, "The files of an image."),
    ]

    /// Sources that hosts without a cluster have no use for.
    private static let otherVolumeSources: KeyValuePairs = [
        "awsElasticBlockStore": "AWSElasticBlockStoreVolumeSource", "azureDisk": "AzureDiskVolumeSource",
        "azureFile": "AzureFileVolumeSource", "cephfs": "CephFSVolumeSource", "cinder": "CinderVolumeSource",
        "ephemeral": "EphemeralVolumeSource", "fc": "FCVolumeSource", "flexVolume": "FlexVolumeSource",
        "flocker": "FlockerVolumeSource", "gcePersistentDisk": "GCEPersistentDiskVolumeSource",
        "gitRepo": "GitRepoVolumeSource", "glusterfs": "GlusterfsVolumeSource", "iscsi": "ISCSIVolumeSource",
        "photonPersistentDisk": "PhotonPersistentDiskVolumeSource", "portworxVolume": "PortworxVolumeSource",
        "quobyte": "QuobyteVolumeSource", "rbd": "RBDVolumeSource", "scaleIO": "ScaleIOVolumeSource",
        "storageos": "StorageOSVolumeSource", "vsphereVolume": "VsphereVirtualDiskVolumeSource",
    ]

    private static let emptyDirVolumeSource = core(
        "EmptyDirVolumeSource", "A directory that lives as long as the pod.",
        [
            Field("medium", .text, "Memory to have it in memory."),
            Field("sizeLimit", .quantity, "How large it may become."),
            Field("mode", .int32, "The mode of the directory."),
        ])

    private static let hostPathVolumeSource = core(
        "HostPathVolumeSource", "A directory or file of the node.",
        [
            Field("path", .text, "Its path.", isRequired: true),
            Field("type", .text, "What it has to be, such as Directory."),
        ])

    private static let fileModes = [
        Field("defaultMode", .int32, "The mode of files that say none."),
        Field("defaultUser", .int64, "The owner of files that say none."),
    ]

    private static let optional = Field("optional", .flag, "Whether it may be missing.")

    private static let keys = Field("items", list(keyToPath), "The keys that become files; all if there is none.")

    private static let configMapVolumeSource = core(
        "ConfigMapVolumeSource", "The keys of a ConfigMap as files.",
        [Field("name", .text, "The name of the ConfigMap."), keys, optional] + fileModes)

    private static let secretVolumeSource = core(
        "SecretVolumeSource", "The keys of a Secret as files.",
        [Field("secretName", .text, "The name of the Secret."), keys, optional] + fileModes)

    private static let keyToPath = core(
        "KeyToPath", "A key and the file it becomes.",
        [
            Field("key", .text, "The key.", isRequired: true),
            Field("path", .text, "The path of the file.", isRequired: true),
            Field("mode", .int32, "The mode of the file."),
            Field("user", .int64, "The owner of the file."),
        ])

    private static let downwardAPIVolumeSource = core(
        "DownwardAPIVolumeSource", "Fields of the pod as files.",
        [Field("items", list(downwardAPIVolumeFile), "The files.")] + fileModes)

    private static let downwardAPIVolumeFile = core(
        "DownwardAPIVolumeFile", "A field of the pod and the file it becomes.",
        [
            Field("path", .text, "The path of the file.", isRequired: true),
            Field("fieldRef", objectFieldSelector, "A field of the pod."),
            Field("resourceFieldRef", resourceFieldSelector, "A resource of a container."),
            Field("mode", .int32, "The mode of the file."),
            Field("user", .int64, "The owner of the file."),
        ])

    private static let persistentVolumeClaimVolumeSource = core(
        "PersistentVolumeClaimVolumeSource", "A claim of the namespace.",
        [
            Field("claimName", .text, "The name of the claim.", isRequired: true),
            Field("readOnly", .flag, "Whether nothing can be written to it."),
        ])

    private static let nfsVolumeSource = core(
        "NFSVolumeSource", "A directory of an NFS server.",
        [
            Field("server", .text, "The server.", isRequired: true),
            Field("path", .text, "The directory.", isRequired: true),
            Field("readOnly", .flag, "Whether nothing can be written to it."),
        ])

    private static let csiVolumeSource = core(
        "CSIVolumeSource", "A volume of a driver.",
        [
            Field("driver", .text, "The name of the driver.", isRequired: true),
            Field("readOnly", .flag, "Whether nothing can be written to it."),
            Field("fsType", .text, "The kind of the file system."),
            Field("volumeAttributes", .textMap, "What the driver has to know."),
            Field("nodePublishSecretRef", localObjectReference, "The Secret the driver needs."),
        ])

    private static let imageVolumeSource = core(
        "ImageVolumeSource", "The files of an image.",
        [
            Field("reference", .text, "The image."),
            Field("pullPolicy", .text, "Always, IfNotPresent or Never."),
        ])
}

// Several sources in one directory.
extension Schema {
    private static let projectedVolumeSource = core(
        "ProjectedVolumeSource", "Several sources in one directory.",
        [Field("sources", list(volumeProjection), "The sources.")] + fileModes)

    private static let volumeProjection = core(
        "VolumeProjection", "One of several sources.",
        [
            Field("secret", keysProjection("SecretProjection"), "The keys of a Secret."),
            Field("configMap", keysProjection("ConfigMapProjection"), "The keys of a ConfigMap."),
            Field("downwardAPI", downwardAPIProjection, "Fields of the pod."),
            Field("serviceAccountToken", serviceAccountTokenProjection, "A token of the ServiceAccount."),
            Field("clusterTrustBundle", clusterTrustBundleProjection, "Certificates to trust."),
            Field(
                "podCertificate", opaque("PodCertificateProjection", "A certificate for the pod."),
                "A certificate for the pod."),
        ])

    private static func keysProjection(_ name: String) -> Schema {
        core(
            name, "The keys of an object of the namespace as files.",
            [Field("name", .text, "The name of the object."), keys, optional])
    }

    private static let downwardAPIProjection = core(
        "DownwardAPIProjection", "Fields of the pod as files.",
        [Field("items", list(downwardAPIVolumeFile), "The files.")])

    private static let serviceAccountTokenProjection = core(
        "ServiceAccountTokenProjection", "A token of the ServiceAccount as a file.",
        [
            Field("audience", .text, "Whom the token is for."),
            Field("expirationSeconds", .int64, "How long it is good for."),
            Field("path", .text, "The path of the file.", isRequired: true),
            Field("user", .int64, "The owner of the file."),
        ])

    private static let clusterTrustBundleProjection = core(
        "ClusterTrustBundleProjection", "Certificates to trust as a file.",
        [
            Field("name", .text, "The bundle."),
            Field("signerName", .text, "Whose bundles are meant."),
            Field("labelSelector", labelSelector, "Which of them are meant."),
            Field("path", .text, "The path of the file.", isRequired: true),
            optional,
            Field("user", .int64, "The owner of the file."),
        ])
}
