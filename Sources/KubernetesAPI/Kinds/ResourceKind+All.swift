extension ResourceKind {
    /// Every kind, the core's first, in the order of discovery.
    public static let all = [
        namespace, node, pod, service, endpointSlice, ingressClass, ingress, networkPolicy,
    ]

    /// `namespaces` of the core.
    public static let namespace = core(
        "Namespace", "namespaces", short: ["ns"], isNamespaced: false, schema: .namespace)

    /// `nodes` of the core.
    public static let node = core("Node", "nodes", short: ["no"], isNamespaced: false, schema: .node)

    /// `pods` of the core.
    public static let pod = core("Pod", "pods", short: ["po"], categories: ["all"], schema: .pod)

    /// `services` of the core.
    public static let service = core("Service", "services", short: ["svc"], categories: ["all"], schema: .service)

    /// `endpointslices` of discovery.k8s.io.
    public static let endpointSlice = ResourceKind(
        group: "discovery.k8s.io", version: "v1", kind: "EndpointSlice", plural: "endpointslices",
        singular: "endpointslice", shortNames: [], categories: [], isNamespaced: true, hasStatus: false,
        schema: .endpointSlice)

    /// `ingressclasses` of networking.k8s.io.
    public static let ingressClass = ResourceKind(
        group: "networking.k8s.io", version: "v1", kind: "IngressClass", plural: "ingressclasses",
        singular: "ingressclass", shortNames: [], categories: [], isNamespaced: false, hasStatus: false,
        schema: .ingressClass)

    /// `ingresses` of networking.k8s.io.
    public static let ingress = ResourceKind(
        group: "networking.k8s.io", version: "v1", kind: "Ingress", plural: "ingresses", singular: "ingress",
        shortNames: ["ing"], categories: [], isNamespaced: true, hasStatus: true, schema: .ingress)

    /// `networkpolicies` of networking.k8s.io.
    public static let networkPolicy = ResourceKind(
        group: "networking.k8s.io", version: "v1", kind: "NetworkPolicy", plural: "networkpolicies",
        singular: "networkpolicy", shortNames: ["netpol"], categories: [], isNamespaced: true, hasStatus: true,
        schema: .networkPolicy)

    private static func core(
        _ kind: String, _ plural: String, short: [String], categories: [String] = [], isNamespaced: Bool = true,
        schema: Schema
    ) -> ResourceKind {
        ResourceKind(
            group: "", version: "v1", kind: kind, plural: plural, singular: kind.lowercased(), shortNames: short,
            categories: categories, isNamespaced: isNamespaced, hasStatus: true, schema: schema)
    }
}
