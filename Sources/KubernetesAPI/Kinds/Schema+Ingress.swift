extension Schema {
    static let ingress = networking(
        "Ingress", "Says which requests from outside go to which services.",
        .object([
            Field("spec", ingressSpec, "The rules."),
            Field("status", ingressStatus, "Where requests can be sent to."),
        ]))

    static let ingressSpec = networking(
        "IngressSpec", "The rules of an Ingress.",
        [
            Field("ingressClassName", .text, "The IngressClass that says who serves it."),
            Field("defaultBackend", ingressBackend, "Takes the requests that no rule is about."),
            Field("tls", list(ingressTLS), "Certificates, and the hosts they are for."),
            Field("rules", list(ingressRule), "What becomes of the requests of each host."),
        ])

    static let ingressTLS = networking(
        "IngressTLS", "A certificate and the hosts it is for.",
        [
            Field("hosts", .texts, "Hosts that the certificate holds."),
            Field("secretName", .text, "The Secret with the certificate and its key."),
        ])

    static let ingressRule = networking(
        "IngressRule", "What becomes of the requests of a host.",
        [
            Field("host", .text, "A host name, or one whose first label is *; any host if left out."),
            Field("http", httpIngressRuleValue, "The paths and where they lead."),
        ])

    static let httpIngressRuleValue = networking(
        "HTTPIngressRuleValue", "Paths and where they lead.",
        [Field("paths", list(httpIngressPath), "The paths.", isRequired: true)])

    static let httpIngressPath = networking(
        "HTTPIngressPath", "A path and where it leads.",
        [
            Field("path", .text, "Begins with a slash; needed by Exact and Prefix."),
            Field("pathType", .text, "Exact, Prefix or ImplementationSpecific.", isRequired: true),
            Field("backend", ingressBackend, "Takes the requests of the path.", isRequired: true),
        ])

    static let ingressBackend = networking(
        "IngressBackend", "A service or another resource that takes requests.",
        [
            Field("service", ingressServiceBackend, "A service of the namespace."),
            Field("resource", typedLocalObjectReference, "Another resource of the namespace, in place of a service."),
        ])

    static let ingressServiceBackend = networking(
        "IngressServiceBackend", "A port of a service.",
        [
            Field("name", .text, "The name of the service.", isRequired: true),
            Field("port", serviceBackendPort, "Its port."),
        ])

    static let serviceBackendPort = networking(
        "ServiceBackendPort", "A port by name or by number.",
        [
            Field("name", .text, "The name of the port."),
            Field("number", .int32, "The number of the port."),
        ])

    static let ingressStatus = networking(
        "IngressStatus", "Where requests can be sent to.",
        [Field("loadBalancer", ingressLoadBalancerStatus, "What the load balancer listens at.")])

    static let ingressLoadBalancerStatus = networking(
        "IngressLoadBalancerStatus", "What a load balancer listens at.",
        [Field("ingress", list(ingressLoadBalancerIngress), "Its addresses and names.")])

    static let ingressLoadBalancerIngress = networking(
        "IngressLoadBalancerIngress", "An address or name that a load balancer listens at.",
        [
            Field("ip", .text, "An address."),
            Field("hostname", .text, "A name."),
            Field("ports", list(ingressPortStatus), "The ports there."),
        ])

    static let ingressPortStatus = networking(
        "IngressPortStatus", "How a port of a load balancer is.",
        [
            Field("port", .int32, "The number of the port.", isRequired: true),
            Field("protocol", .text, "TCP, UDP or SCTP.", isRequired: true),
            Field("error", .text, "What is wrong with the port, as one word."),
        ])

    static let ingressClass = networking(
        "IngressClass", "Says who serves the Ingresses that name it.",
        .object([Field("spec", ingressClassSpec, "Who serves them, and how.")]))

    static let ingressClassSpec = networking(
        "IngressClassSpec", "Who serves the Ingresses of a class, and how.",
        [
            Field("controller", .text, "The name of the controller; it stays as it is once set."),
            Field("parameters", ingressClassParametersReference, "An object with what else the controller needs."),
        ])

    static let ingressClassParametersReference = networking(
        "IngressClassParametersReference", "An object with the parameters of a class.",
        [
            Field("apiGroup", .text, "The group of its kind; the core group if left out."),
            Field("kind", .text, "Its kind.", isRequired: true),
            Field("name", .text, "Its name.", isRequired: true),
            Field("scope", .text, "Cluster or Namespace."),
            Field("namespace", .text, "Its namespace, where the scope is Namespace."),
        ])
}
