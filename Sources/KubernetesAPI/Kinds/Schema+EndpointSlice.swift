extension Schema {
    static let endpointSlice = discovery(
        "EndpointSlice", "Some of the endpoints of a service.",
        .object([
            Field("addressType", .text, "The kind of all addresses: IPv4, IPv6 or FQDN.", isRequired: true),
            Field("endpoints", list(endpoint), "The endpoints.", isRequired: true),
            Field("ports", list(endpointPort), "The ports that each of them has."),
        ]))

    static let endpoint = discovery(
        "Endpoint", "One that serves.",
        [
            Field("addresses", list(.text, .owned()), "Its addresses, which are worth the same.", isRequired: true),
            Field("conditions", endpointConditions, "Whether it can serve."),
            Field("hostname", .text, "Its name in the DNS."),
            Field("targetRef", objectReference, "The object it stands for, such as a pod."),
            Field("deprecatedTopology", .textMap, "Where it is, as older versions wrote it."),
            Field("nodeName", .text, "The node it runs on."),
            Field("zone", .text, "The zone it runs in."),
            Field("hints", endpointHints, "Who should use it."),
        ])

    static let endpointConditions = discovery(
        "EndpointConditions", "Whether an endpoint can serve.",
        [
            Field("ready", .flag, "Whether it takes new traffic; unknown counts as true."),
            Field("serving", .flag, "Whether it can answer, going away or not."),
            Field("terminating", .flag, "Whether it is going away."),
        ])

    static let endpointHints = discovery(
        "EndpointHints", "Who should use an endpoint.",
        [
            Field("forZones", list(forZone), "The zones that should use it."),
            Field("forNodes", list(forNode), "The nodes that should use it."),
        ])

    static let forZone = discovery(
        "ForZone", "A zone that should use an endpoint.", [Field("name", .text, "Its name.", isRequired: true)])

    static let forNode = discovery(
        "ForNode", "A node that should use an endpoint.", [Field("name", .text, "Its name.", isRequired: true)])

    static let endpointPort = discovery(
        "EndpointPort", "A port that endpoints have.",
        [
            Field("name", .text, "The name of the port of the service."),
            Field("protocol", .text, "TCP, UDP or SCTP; TCP if left out."),
            Field("port", .int32, "Its number; all ports if left out."),
            Field("appProtocol", .text, "What is spoken at it."),
        ])
}
