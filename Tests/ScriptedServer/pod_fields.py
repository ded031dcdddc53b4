"""Field numbers of Pod: its spec as a whole, and its status."""

import protobuf

protobuf.table("""
Pod
  1 metadata ObjectMeta!
  2 spec PodSpec!
  3 status PodStatus!

PodSpec
  1 volumes [Volume]
  2 containers [Container]
  3 restartPolicy string!
  4 terminationGracePeriodSeconds int
  5 activeDeadlineSeconds int
  6 dnsPolicy string!
  7 nodeSelector {string}
  8 serviceAccountName string!
  9 serviceAccount string!
  10 nodeName string!
  11 hostNetwork bool!
  12 hostPID bool!
  13 hostIPC bool!
  14 securityContext PodSecurityContext
  15 imagePullSecrets [LocalObjectReference]
  16 hostname string!
  17 subdomain string!
  18 affinity Affinity
  19 schedulerName string!
  20 initContainers [Container]
  21 automountServiceAccountToken bool
  22 tolerations [Toleration]
  23 hostAliases [HostAlias]
  24 priorityClassName string!
  25 priority int
  26 dnsConfig PodDNSConfig
  27 shareProcessNamespace bool
  28 readinessGates [PodReadinessGate]
  29 runtimeClassName string
  30 enableServiceLinks bool
  31 preemptionPolicy string
  32 overhead {quantity}
  33 topologySpreadConstraints [TopologySpreadConstraint]
  34 ephemeralContainers [EphemeralContainer]
  35 setHostnameAsFQDN bool
  36 os PodOS
  37 hostUsers bool
  38 schedulingGates [PodSchedulingGate]
  39 resourceClaims [PodResourceClaim]
  40 resources ResourceRequirements

LocalObjectReference
  1 name string!

PodSecurityContext
  1 seLinuxOptions SELinuxOptions
  2 runAsUser int
  3 runAsNonRoot bool
  4 supplementalGroups [int]
  5 fsGroup int
  6 runAsGroup int
  7 sysctls [Sysctl]
  8 windowsOptions WindowsSecurityContextOptions
  9 fsGroupChangePolicy string
  10 seccompProfile SeccompProfile
  11 appArmorProfile AppArmorProfile
  12 supplementalGroupsPolicy string
  13 seLinuxChangePolicy string

SELinuxOptions
  1 user string!
  2 role string!
  3 type string!
  4 level string!

WindowsSecurityContextOptions
  1 gmsaCredentialSpecName string
  2 gmsaCredentialSpec string
  3 runAsUserName string
  4 hostProcess bool

SeccompProfile
  1 type string!
  2 localhostProfile string

AppArmorProfile
  1 type string!
  2 localhostProfile string

Sysctl
  1 name string!
  2 value string!

Affinity
  1 nodeAffinity NodeAffinity
  2 podAffinity PodAffinity
  3 podAntiAffinity PodAffinity

NodeAffinity
  1 requiredDuringSchedulingIgnoredDuringExecution NodeSelector
  2 preferredDuringSchedulingIgnoredDuringExecution [PreferredSchedulingTerm]

NodeSelector
  1 nodeSelectorTerms [NodeSelectorTerm]

NodeSelectorTerm
  1 matchExpressions [NodeSelectorRequirement]
  2 matchFields [NodeSelectorRequirement]

NodeSelectorRequirement
  1 key string!
  2 operator string!
  3 values [string]

PreferredSchedulingTerm
  1 weight int!
  2 preference NodeSelectorTerm!

PodAffinity
  1 requiredDuringSchedulingIgnoredDuringExecution [PodAffinityTerm]
  2 preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]

PodAffinityTerm
  1 labelSelector LabelSelector
  2 namespaces [string]
  3 topologyKey string!
  4 namespaceSelector LabelSelector
  5 matchLabelKeys [string]
  6 mismatchLabelKeys [string]

WeightedPodAffinityTerm
  1 weight int!
  2 podAffinityTerm PodAffinityTerm!

Toleration
  1 key string!
  2 operator string!
  3 value string!
  4 effect string!
  5 tolerationSeconds int

HostAlias
  1 ip string!
  2 hostnames [string]

PodDNSConfig
  1 nameservers [string]
  2 searches [string]
  3 options [PodDNSConfigOption]

PodDNSConfigOption
  1 name string!
  2 value string

PodReadinessGate
  1 conditionType string!

TopologySpreadConstraint
  1 maxSkew int!
  2 topologyKey string!
  3 whenUnsatisfiable string!
  4 labelSelector LabelSelector
  5 minDomains int
  6 nodeAffinityPolicy string
  7 nodeTaintsPolicy string
  8 matchLabelKeys [string]

PodOS
  1 name string!

PodSchedulingGate
  1 name string!

PodResourceClaim
  1 name string!
  3 resourceClaimName string
  4 resourceClaimTemplateName string

PodStatus
  1 phase string!
  2 conditions [PodCondition]
  3 message string!
  4 reason string!
  5 hostIP string!
  6 podIP string!
  7 startTime time
  8 containerStatuses [ContainerStatus]
  9 qosClass string!
  10 initContainerStatuses [ContainerStatus]
  11 nominatedNodeName string!
  12 podIPs [PodIP]
  13 ephemeralContainerStatuses [ContainerStatus]
  14 resize string!
  15 resourceClaimStatuses [PodResourceClaimStatus]
  16 hostIPs [HostIP]
  17 observedGeneration int!

PodCondition
  1 type string!
  2 status string!
  3 lastProbeTime time!
  4 lastTransitionTime time!
  5 reason string!
  6 message string!
  7 observedGeneration int!

PodIP
  1 ip string!

HostIP
  1 ip string!

PodResourceClaimStatus
  1 name string!
  2 resourceClaimName string

ContainerStatus
  1 name string!
  2 state ContainerState!
  3 lastState ContainerState!
  4 ready bool!
  5 restartCount int!
  6 image string!
  7 imageID string!
  8 containerID string!
  9 started bool
  10 allocatedResources {quantity}
  11 resources ResourceRequirements
  12 volumeMounts [VolumeMountStatus]
  13 user ContainerUser

ContainerState
  1 waiting ContainerStateWaiting
  2 running ContainerStateRunning
  3 terminated ContainerStateTerminated

ContainerStateWaiting
  1 reason string!
  2 message string!

ContainerStateRunning
  1 startedAt time!

ContainerStateTerminated
  1 exitCode int!
  2 signal int!
  3 reason string!
  4 message string!
  5 startedAt time!
  6 finishedAt time!
  7 containerID string!

VolumeMountStatus
  1 name string!
  2 mountPath string!
  3 readOnly bool!
  4 recursiveReadOnly string

ContainerUser
  1 linux LinuxContainerUser

LinuxContainerUser
  1 uid int!
  2 gid int!
  3 supplementalGroups [int]
""")
