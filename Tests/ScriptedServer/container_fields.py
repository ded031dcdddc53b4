"""Field numbers of what a Pod's containers and volumes are made of."""

import protobuf

_CONTAINER = """
  1 name string!
  2 image string!
  3 command [string]
  4 args [string]
  5 workingDir string!
  6 ports [ContainerPort]
  7 env [EnvVar]
  8 resources ResourceRequirements!
  9 volumeMounts [VolumeMount]
  10 livenessProbe Probe
  11 readinessProbe Probe
  12 lifecycle Lifecycle
  13 terminationMessagePath string!
  14 imagePullPolicy string!
  15 securityContext SecurityContext
  16 stdin bool!
  17 stdinOnce bool!
  18 tty bool!
  19 envFrom [EnvFromSource]
  20 terminationMessagePolicy string!
  21 volumeDevices [VolumeDevice]
  22 startupProbe Probe
  23 resizePolicy [ContainerResizePolicy]
  24 restartPolicy string
"""

# The fields of an ephemeral container are those of a container, as a message of their own.
protobuf.table("Container" + _CONTAINER)
protobuf.table("EphemeralContainerCommon" + _CONTAINER)

protobuf.table("""
EphemeralContainer
  1 ephemeralContainerCommon inline:EphemeralContainerCommon!
  2 targetContainerName string!

ContainerPort
  1 name string!
  2 hostPort int!
  3 containerPort int!
  4 protocol string!
  5 hostIP string!

EnvVar
  1 name string!
  2 value string!
  3 valueFrom EnvVarSource

EnvVarSource
  1 fieldRef ObjectFieldSelector
  2 resourceFieldRef ResourceFieldSelector
  3 configMapKeyRef ConfigMapKeySelector
  4 secretKeyRef SecretKeySelector

ObjectFieldSelector
  1 apiVersion string!
  2 fieldPath string!

ResourceFieldSelector
  1 containerName string!
  2 resource string!
  3 divisor quantity!

ConfigMapKeySelector
  1 localObjectReference inline:LocalObjectReference!
  2 key string!
  3 optional bool

SecretKeySelector
  1 localObjectReference inline:LocalObjectReference!
  2 key string!
  3 optional bool

EnvFromSource
  1 prefix string!
  2 configMapRef ConfigMapEnvSource
  3 secretRef SecretEnvSource

ConfigMapEnvSource
  1 localObjectReference inline:LocalObjectReference!
  2 optional bool

SecretEnvSource
  1 localObjectReference inline:LocalObjectReference!
  2 optional bool

ResourceRequirements
  1 limits {quantity}
  2 requests {quantity}
  3 claims [ResourceClaim]

ResourceClaim
  1 name string!
  2 request string!

ContainerResizePolicy
  1 resourceName string!
  2 restartPolicy string!

VolumeMount
  1 name string!
  2 readOnly bool!
  3 mountPath string!
  4 subPath string!
  5 mountPropagation string
  6 subPathExpr string!
  7 recursiveReadOnly string

VolumeDevice
  1 name string!
  2 devicePath string!

Probe
  1 handler inline:ProbeHandler!
  2 initialDelaySeconds int!
  3 timeoutSeconds int!
  4 periodSeconds int!
  5 successThreshold int!
  6 failureThreshold int!
  7 terminationGracePeriodSeconds int

ProbeHandler
  1 exec ExecAction
  2 httpGet HTTPGetAction
  3 tcpSocket TCPSocketAction
  4 grpc GRPCAction

Lifecycle
  1 postStart LifecycleHandler
  2 preStop LifecycleHandler
  3 stopSignal string

LifecycleHandler
  1 exec ExecAction
  2 httpGet HTTPGetAction
  3 tcpSocket TCPSocketAction
  4 sleep SleepAction

ExecAction
  1 command [string]

HTTPGetAction
  1 path string!
  2 port intorstring!
  3 host string!
  4 scheme string!
  5 httpHeaders [HTTPHeader]

HTTPHeader
  1 name string!
  2 value string!

TCPSocketAction
  1 port intorstring!
  2 host string!

GRPCAction
  1 port int!
  2 service string

SleepAction
  1 seconds int!

SecurityContext
  1 capabilities Capabilities
  2 privileged bool
  3 seLinuxOptions SELinuxOptions
  4 runAsUser int
  5 runAsNonRoot bool
  6 readOnlyRootFilesystem bool
  7 allowPrivilegeEscalation bool
  8 runAsGroup int
  9 procMount string
  10 windowsOptions WindowsSecurityContextOptions
  11 seccompProfile SeccompProfile
  12 appArmorProfile AppArmorProfile

Capabilities
  1 add [string]
  2 drop [string]

Volume
  1 name string!
  2 volumeSource inline:VolumeSource!

VolumeSource
  1 hostPath HostPathVolumeSource
  2 emptyDir EmptyDirVolumeSource
  6 secret SecretVolumeSource
  7 nfs NFSVolumeSource
  10 persistentVolumeClaim PersistentVolumeClaimVolumeSource
  16 downwardAPI DownwardAPIVolumeSource
  19 configMap ConfigMapVolumeSource
  26 projected ProjectedVolumeSource
  28 csi CSIVolumeSource

HostPathVolumeSource
  1 path string!
  2 type string

EmptyDirVolumeSource
  1 medium string!
  2 sizeLimit quantity

SecretVolumeSource
  1 secretName string!
  2 items [KeyToPath]
  3 defaultMode int
  4 optional bool

NFSVolumeSource
  1 server string!
  2 path string!
  3 readOnly bool!

PersistentVolumeClaimVolumeSource
  1 claimName string!
  2 readOnly bool!

DownwardAPIVolumeSource
  1 items [DownwardAPIVolumeFile]
  2 defaultMode int

DownwardAPIVolumeFile
  1 path string!
  2 fieldRef ObjectFieldSelector
  3 resourceFieldRef ResourceFieldSelector
  4 mode int

ConfigMapVolumeSource
  1 localObjectReference inline:LocalObjectReference!
  2 items [KeyToPath]
  3 defaultMode int
  4 optional bool

KeyToPath
  1 key string!
  2 path string!
  3 mode int

ProjectedVolumeSource
  1 sources [VolumeProjection]
  2 defaultMode int

VolumeProjection
  1 secret SecretProjection
  2 downwardAPI DownwardAPIProjection
  3 configMap ConfigMapProjection
  4 serviceAccountToken ServiceAccountTokenProjection

SecretProjection
  1 localObjectReference inline:LocalObjectReference!
  2 items [KeyToPath]
  4 optional bool

DownwardAPIProjection
  1 items [DownwardAPIVolumeFile]

ConfigMapProjection
  1 localObjectReference inline:LocalObjectReference!
  2 items [KeyToPath]
  4 optional bool

ServiceAccountTokenProjection
  1 audience string!
  2 expirationSeconds int
  3 path string!

CSIVolumeSource
  1 driver string!
  2 readOnly bool
  3 fsType string
  4 volumeAttributes {string}
  5 nodePublishSecretRef LocalObjectReference
""")
