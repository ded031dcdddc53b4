// The numbers of namespaces, nodes and services, and of references.
extension MessageNumbers {
    static let core = """
        AttachedVolume name=1! devicePath=2!
        ClientIPConfig timeoutSeconds=1!
        ContainerImage names=1 sizeBytes=2
        DaemonEndpoint Port=1!
        LoadBalancerIngress ip=1 hostname=2 ipMode=3! ports=4
        LoadBalancerStatus ingress=1
        LocalObjectReference name=1
        Namespace metadata=1 spec=2 status=3
        NamespaceCondition type=1! status=2! lastTransitionTime=4 reason=5 message=6
        NamespaceSpec finalizers=1
        NamespaceStatus phase=1 conditions=2
        Node metadata=1 spec=2 status=3
        NodeAddress type=1! address=2!
        NodeCondition type=1! status=2! lastHeartbeatTime=3 lastTransitionTime=4 reason=5 message=6
        NodeDaemonEndpoints kubeletEndpoint=1
        NodeFeatures supplementalGroupsPolicy=1!
        NodePodPreemptionPolicy disableResizePreemption=1
        NodeRuntimeHandler name=1! features=2!
        NodeRuntimeHandlerFeatures recursiveReadOnlyMounts=1! userNamespaces=2!
        NodeSpec podCIDR=1 podCIDRs=7 providerID=3 unschedulable=4 taints=5 configSource=6! externalID=2
            podPreemptionPolicy=8!
        NodeStatus capacity=1 allocatable=2 phase=3 conditions=4 addresses=5 daemonEndpoints=6 nodeInfo=7 images=8
            volumesInUse=9 volumesAttached=10 config=11! runtimeHandlers=12 features=13! declaredFeatures=14
        NodeSwapStatus capacity=1!
        NodeSystemInfo machineID=1! systemUUID=2! bootID=3! kernelVersion=4! osImage=5! containerRuntimeVersion=6!
            kubeletVersion=7! kubeProxyVersion=8! operatingSystem=9! architecture=10! swap=11!
        ObjectReference kind=1 namespace=2 name=3 uid=4 apiVersion=5 resourceVersion=6 fieldPath=7
        PortStatus port=1! protocol=2! error=3!
        Service metadata=1 spec=2 status=3
        ServicePort name=1 protocol=2 appProtocol=6! port=3! targetPort=4 nodePort=5
        ServiceSpec ports=1 selector=2 clusterIP=3 clusterIPs=18 type=4 externalIPs=5 sessionAffinity=7
            loadBalancerIP=8 loadBalancerSourceRanges=9 externalName=10 externalTrafficPolicy=11
            healthCheckNodePort=12 publishNotReadyAddresses=13 sessionAffinityConfig=14! ipFamilies=19
            ipFamilyPolicy=17! allocateLoadBalancerNodePorts=20! loadBalancerClass=21! internalTrafficPolicy=22!
            trafficDistribution=23!
        ServiceStatus loadBalancer=1 conditions=2
        SessionAffinityConfig clientIP=1!
        Taint key=1! value=2 effect=3! timeAdded=4!
        TypedLocalObjectReference apiGroup=1! kind=2! name=3!
        """
}
