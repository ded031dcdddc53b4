// The numbers of pods, their containers and volumes.
extension MessageNumbers {
    static let pod = """
        Affinity nodeAffinity=1! podAffinity=2! podAntiAffinity=3!
        ContainerExtendedResourceRequest containerName=1! resourceName=2! requestName=3!
        ContainerState waiting=1! running=2! terminated=3!
        ContainerStateRunning startedAt=1
        ContainerStateTerminated exitCode=1! signal=2 reason=3 message=4 startedAt=5 finishedAt=6 containerID=7
        ContainerStateWaiting reason=1 message=2
        ContainerStatus name=1! state=2 lastState=3 ready=4! restartCount=5! image=6! imageID=7! containerID=8
            started=9! allocatedResources=10 resources=11! volumeMounts=12 user=13! allocatedResourcesStatus=14
            stopSignal=15!
        ContainerUser linux=1!
        HostAlias ip=1! hostnames=2
        HostIP ip=1!
        LinuxContainerUser uid=1! gid=2! supplementalGroups=3
        NodeAffinity requiredDuringSchedulingIgnoredDuringExecution=1!
            preferredDuringSchedulingIgnoredDuringExecution=2
        NodeSelector nodeSelectorTerms=1
        NodeSelectorRequirement key=1! operator=2! values=3
        NodeSelectorTerm matchExpressions=1 matchFields=2
        Pod metadata=1 spec=2 status=3
        PodAffinity requiredDuringSchedulingIgnoredDuringExecution=1
            preferredDuringSchedulingIgnoredDuringExecution=2
        PodAffinityTerm labelSelector=1! namespaces=2 topologyKey=3! namespaceSelector=4! matchLabelKeys=5
            mismatchLabelKeys=6
        PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution=1
            preferredDuringSchedulingIgnoredDuringExecution=2
        PodCondition type=1! observedGeneration=7 status=2! lastProbeTime=3 lastTransitionTime=4 reason=5 message=6
        PodDNSConfig nameservers=1 searches=2 options=3
        PodDNSConfigOption name=1 value=2!
        PodExtendedResourceClaimStatus requestMappings=1 resourceClaimName=2!
        PodIP ip=1!
        PodOS name=1!
        PodReadinessGate conditionType=1!
        PodResourceClaim name=1! resourceClaimName=3! resourceClaimTemplateName=4!
        PodResourceClaimStatus name=1! resourceClaimName=2!
        PodSchedulingGate name=1!
        PodSchedulingGroup podGroupName=1!
        PodSecurityContext seLinuxOptions=1! windowsOptions=8! runAsUser=2! runAsGroup=6! runAsNonRoot=3!
            supplementalGroups=4 supplementalGroupsPolicy=12! fsGroup=5! sysctls=7 fsGroupChangePolicy=9!
            seccompProfile=10! appArmorProfile=11! seLinuxChangePolicy=13!
        PodSpec volumes=1 initContainers=20 containers=2 ephemeralContainers=34 restartPolicy=3
            terminationGracePeriodSeconds=4! activeDeadlineSeconds=5! dnsPolicy=6 nodeSelector=7
            serviceAccountName=8 serviceAccount=9 automountServiceAccountToken=21! nodeName=10 hostNetwork=11
            hostPID=12 hostIPC=13 shareProcessNamespace=27! securityContext=14! imagePullSecrets=15 hostname=16
            subdomain=17 affinity=18! schedulerName=19 tolerations=22 hostAliases=23 priorityClassName=24
            priority=25! dnsConfig=26! readinessGates=28 runtimeClassName=29! enableServiceLinks=30!
            preemptionPolicy=31! overhead=32 topologySpreadConstraints=33 setHostnameAsFQDN=35! os=36! hostUsers=37!
            schedulingGates=38 resourceClaims=39 resources=40! hostnameOverride=41! schedulingGroup=43!
            evictionResponders=44
        PodStatus observedGeneration=17 phase=1 conditions=2 message=3 reason=4 nominatedNodeName=11 hostIP=5
            hostIPs=16 podIP=6 podIPs=12 startTime=7! initContainerStatuses=10 containerStatuses=8 qosClass=9
            ephemeralContainerStatuses=13 resize=14 resourceClaimStatuses=15 extendedResourceClaimStatus=18!
            allocatedResources=19 resources=20! nodeAllocatableResourceClaimStatuses=21 volumeHealth=22
        PreferredSchedulingTerm weight=1! preference=2!
        ResourceHealth resourceID=1! health=2 message=6!
        ResourceStatus name=1! resources=2
        Sysctl name=1! value=2!
        Toleration key=1 operator=2 value=3 effect=4 tolerationSeconds=5!
        TopologySpreadConstraint maxSkew=1! topologyKey=2! whenUnsatisfiable=3! labelSelector=4! minDomains=5!
            nodeAffinityPolicy=6! nodeTaintsPolicy=7! matchLabelKeys=8
        VolumeMountStatus name=1! mountPath=2! readOnly=3 recursiveReadOnly=4! volumeStatus=5!
        WeightedPodAffinityTerm weight=1! podAffinityTerm=2!
        """

    static let containers = """
        AppArmorProfile type=1! localhostProfile=2!
        Capabilities add=1 drop=2
        ConfigMapEnvSource @LocalObjectReference=1 optional=2!
        ConfigMapKeySelector @LocalObjectReference=1 key=2! optional=3!
        Container name=1! image=2 command=3 args=4 workingDir=5 ports=6 envFrom=19 env=7 resources=8 resizePolicy=23
            restartPolicy=24! restartPolicyRules=25 volumeMounts=9 volumeDevices=21 livenessProbe=10!
            readinessProbe=11! startupProbe=22! lifecycle=12! terminationMessagePath=13 terminationMessagePolicy=20
            imagePullPolicy=14 securityContext=15! stdin=16 stdinOnce=17 tty=18
        ContainerPort name=1 hostPort=2 containerPort=3! protocol=4 hostIP=5
        ContainerResizePolicy resourceName=1! restartPolicy=2!
        ContainerRestartRule action=1 exitCodes=2!
        ContainerRestartRuleOnExitCodes operator=1 values=2
        EnvFromSource prefix=1 configMapRef=2! secretRef=3!
        EnvVar name=1! value=2 valueFrom=3!
        EnvVarSource fieldRef=1! resourceFieldRef=2! configMapKeyRef=3! secretKeyRef=4! fileKeyRef=5!
        EphemeralContainer @EphemeralContainerCommon=1 targetContainerName=2
        EphemeralContainerCommon name=1! image=2 command=3 args=4 workingDir=5 ports=6 envFrom=19 env=7 resources=8
            resizePolicy=23 restartPolicy=24! restartPolicyRules=25 volumeMounts=9 volumeDevices=21
            livenessProbe=10! readinessProbe=11! startupProbe=22! lifecycle=12! terminationMessagePath=13
            terminationMessagePolicy=20 imagePullPolicy=14 securityContext=15! stdin=16 stdinOnce=17 tty=18
        ExecAction command=1
        FileKeySelector volumeName=1! path=2! key=3! optional=4!
        GRPCAction port=1! service=2! mode=3!
        HTTPGetAction path=1 port=2! host=3 scheme=4 httpHeaders=5 protocol=6!
        HTTPHeader name=1! value=2!
        Lifecycle postStart=1! preStop=2! stopSignal=3!
        LifecycleHandler exec=1! httpGet=2! tcpSocket=3! sleep=4!
        Probe @ProbeHandler=1 initialDelaySeconds=2 timeoutSeconds=3 periodSeconds=4 successThreshold=5
            failureThreshold=6 terminationGracePeriodSeconds=7!
        ProbeHandler exec=1! httpGet=2! tcpSocket=3! grpc=4!
        ResourceClaim name=1! request=2
        ResourceRequirements limits=1 requests=2 claims=3
        SELinuxOptions user=1 role=2 type=3 level=4
        SeccompProfile type=1! localhostProfile=2!
        SecretEnvSource @LocalObjectReference=1 optional=2!
        SecretKeySelector @LocalObjectReference=1 key=2! optional=3!
        SecurityContext capabilities=1! privileged=2! seLinuxOptions=3! windowsOptions=10! runAsUser=4!
            runAsGroup=8! runAsNonRoot=5! readOnlyRootFilesystem=6! allowPrivilegeEscalation=7! procMount=9!
            seccompProfile=11! appArmorProfile=12!
        SleepAction seconds=1!
        TCPSocketAction port=1! host=2
        VolumeDevice name=1! devicePath=2!
        VolumeMount name=1! readOnly=2 recursiveReadOnly=7! mountPath=3! subPath=4 mountPropagation=5! subPathExpr=6
            bindMountOptions=8
        WindowsSecurityContextOptions gmsaCredentialSpecName=1! gmsaCredentialSpec=2! runAsUserName=3!
            hostProcess=4!
        """

    static let volumes = """
        CSIVolumeSource driver=1! readOnly=2! fsType=3! volumeAttributes=4 nodePublishSecretRef=5!
        ClusterTrustBundleProjection name=1! signerName=2! labelSelector=3! optional=5! path=4! user=6!
        ConfigMapProjection @LocalObjectReference=1 items=2 optional=4!
        ConfigMapVolumeSource @LocalObjectReference=1 items=2 defaultMode=3! optional=4! defaultUser=5!
        DownwardAPIProjection items=1
        DownwardAPIVolumeFile path=1! fieldRef=2! resourceFieldRef=3! mode=4! user=5!
        DownwardAPIVolumeSource items=1 defaultMode=2! defaultUser=3!
        EmptyDirVolumeSource medium=1 sizeLimit=2! mode=3!
        HostPathVolumeSource path=1! type=2!
        ImageVolumeSource reference=1 pullPolicy=2
        KeyToPath key=1! path=2! mode=3! user=4!
        NFSVolumeSource server=1! path=2! readOnly=3
        ObjectFieldSelector apiVersion=1 fieldPath=2!
        PersistentVolumeClaimVolumeSource claimName=1! readOnly=2
        ProjectedVolumeSource sources=1 defaultMode=2! defaultUser=3!
        ResourceFieldSelector containerName=1 resource=2! divisor=3
        SecretProjection @LocalObjectReference=1 items=2 optional=4!
        SecretVolumeSource secretName=1 items=2 defaultMode=3! optional=4! defaultUser=5!
        ServiceAccountTokenProjection audience=1 expirationSeconds=2! path=3! user=4!
        Volume name=1! @VolumeSource=2
        VolumeProjection secret=1! downwardAPI=2! configMap=3! serviceAccountToken=4! clusterTrustBundle=5!
            podCertificate=6!
        VolumeSource hostPath=1! emptyDir=2! gcePersistentDisk=3! awsElasticBlockStore=4! gitRepo=5! secret=6!
            nfs=7! iscsi=8! glusterfs=9! persistentVolumeClaim=10! rbd=11! flexVolume=12! cinder=13! cephfs=14!
            flocker=15! downwardAPI=16! fc=17! azureFile=18! configMap=19! vsphereVolume=20! quobyte=21!
            azureDisk=22! photonPersistentDisk=23! projected=26! portworxVolume=24! scaleIO=25! storageos=27!
            csi=28! ephemeral=29! image=30!
        """
}
