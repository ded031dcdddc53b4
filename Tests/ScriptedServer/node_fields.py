"""Field numbers of Namespace and Node."""

import protobuf

protobuf.table("""
Namespace
  1 metadata ObjectMeta!
  2 spec NamespaceSpec!
  3 status NamespaceStatus!

NamespaceSpec
  1 finalizers [string]

NamespaceStatus
  1 phase string!
  2 conditions [NamespaceCondition]

NamespaceCondition
  1 type string!
  2 status string!
  4 lastTransitionTime time!
  5 reason string!
  6 message string!

Node
  1 metadata ObjectMeta!
  2 spec NodeSpec!
  3 status NodeStatus!

NodeSpec
  1 podCIDR string!
  2 externalID string!
  3 providerID string!
  4 unschedulable bool!
  5 taints [Taint]
  7 podCIDRs [string]

Taint
  1 key string!
  2 value string!
  3 effect string!
  4 timeAdded time

NodeStatus
  1 capacity {quantity}
  2 allocatable {quantity}
  3 phase string!
  4 conditions [NodeCondition]
  5 addresses [NodeAddress]
  6 daemonEndpoints NodeDaemonEndpoints!
  7 nodeInfo NodeSystemInfo!
  8 images [ContainerImage]
  9 volumesInUse [string]
  10 volumesAttached [AttachedVolume]
  12 runtimeHandlers [NodeRuntimeHandler]
  13 features NodeFeatures

NodeCondition
  1 type string!
  2 status string!
  3 lastHeartbeatTime time!
  4 lastTransitionTime time!
  5 reason string!
  6 message string!

NodeAddress
  1 type string!
  2 address string!

NodeDaemonEndpoints
  1 kubeletEndpoint DaemonEndpoint!

DaemonEndpoint
  1 Port int!

NodeSystemInfo
  1 machineID string!
  2 systemUUID string!
  3 bootID string!
  4 kernelVersion string!
  5 osImage string!
  6 containerRuntimeVersion string!
  7 kubeletVersion string!
  8 kubeProxyVersion string!
  9 operatingSystem string!
  10 architecture string!
  11 swap NodeSwapStatus

NodeSwapStatus
  1 capacity int

ContainerImage
  1 names [string]
  2 sizeBytes int!

AttachedVolume
  1 name string!
  2 devicePath string!

NodeRuntimeHandler
  1 name string!
  2 features NodeRuntimeHandlerFeatures

NodeRuntimeHandlerFeatures
  1 recursiveReadOnlyMounts bool
  2 userNamespaces bool

NodeFeatures
  1 supplementalGroupsPolicy bool
""")
