extension Schema {
    static let service = core(
        "Service", "A name and address for pods that serve the same.",
        .object([
            Field("spec", serviceSpec, "The pods and how they are reached."),
            Field("status", serviceStatus, "What load balancers say of it."),
        ]))

    static let serviceSpec = core(
        "ServiceSpec", "The pods of a service and how they are reached.",
        [
            Field(
                "ports", list(servicePort, .merged(by: "port", "protocol", patchKey: "port")),
                "The ports of the service."),
            Field("selector", map(.text, isAtomic: true), "The labels of its pods."),
            Field("clusterIP", .text, "Its address in the cluster; None for a service without one."),
            Field("clusterIPs", .texts, "Its addresses, at most one of each family."),
            Field("type", .text, "ClusterIP, NodePort, LoadBalancer or ExternalName."),
            Field("externalIPs", .texts, "Addresses of nodes that traffic for the service may come to."),
            Field("sessionAffinity", .text, "ClientIP to send a client to the same pod; else None."),
            Field("loadBalancerIP", .text, "The address asked of the load balancer."),
            Field("loadBalancerSourceRanges", .texts, "The only addresses that the load balancer serves."),
            Field("externalName", .text, "The name that a service of type ExternalName stands for."),
            Field("externalTrafficPolicy", .text, "Local to serve traffic from outside on its node; else Cluster."),
            Field("healthCheckNodePort", .int32, "The port at which a load balancer asks nodes for their health."),
            Field("publishNotReadyAddresses", .flag, "Whether pods count that are not ready."),
            Field("sessionAffinityConfig", sessionAffinityConfig, "How a client is sent to the same pod."),
            Field("ipFamilies", .texts, "The families of its addresses: IPv4 and IPv6."),
            Field("ipFamilyPolicy", .text, "SingleStack, PreferDualStack or RequireDualStack."),
            Field("allocateLoadBalancerNodePorts", .flag, "Whether a load balancer gets ports of the nodes."),
            Field("loadBalancerClass", .text, "Who makes the load balancer."),
            Field("internalTrafficPolicy", .text, "Local to serve traffic of the node on the node; else Cluster."),
            Field("trafficDistribution", .text, "Which endpoints are preferred, such as PreferClose."),
        ])

    static let servicePort = core(
        "ServicePort", "A port of a service.",
        [
            Field("name", .text, "Its name; needed if there are several."),
            Field("protocol", .text, "TCP, UDP or SCTP; TCP if left out."),
            Field("appProtocol", .text, "What is spoken at it."),
            Field("port", .int32, "Its number.", isRequired: true),
            Field("targetPort", .intOrString, "The port of the pods, by number or name; the same if left out."),
            Field("nodePort", .int32, "The port of every node that leads to it."),
        ])

    static let sessionAffinityConfig = core(
        "SessionAffinityConfig", "How a client is sent to the same pod.",
        [Field("clientIP", clientIPConfig, "How clients are told by their address.")])

    static let clientIPConfig = core(
        "ClientIPConfig", "How clients are told by their address.",
        [Field("timeoutSeconds", .int32, "How long a client without traffic is remembered.")])

    static let serviceStatus = core(
        "ServiceStatus", "What load balancers say of a service.",
        [
            Field("loadBalancer", loadBalancerStatus, "What the load balancer listens at."),
            Field("conditions", conditions, "What is known of the service."),
        ])

    static let loadBalancerStatus = core(
        "LoadBalancerStatus", "What a load balancer listens at.",
        [Field("ingress", list(loadBalancerIngress), "Its addresses and names.")])

    static let loadBalancerIngress = core(
        "LoadBalancerIngress", "An address or name that a load balancer listens at.",
        [
            Field("ip", .text, "An address."),
            Field("hostname", .text, "A name."),
            Field("ipMode", .text, "VIP if traffic arrives with that address, Proxy if with the node's."),
            Field("ports", list(portStatus), "The ports there."),
        ])

    static let portStatus = core(
        "PortStatus", "How a port of a load balancer is.",
        [
            Field("port", .int32, "The number of the port.", isRequired: true),
            Field("protocol", .text, "TCP, UDP or SCTP.", isRequired: true),
            Field("error", .text, "What is wrong with the port, as one word."),
        ])
}
