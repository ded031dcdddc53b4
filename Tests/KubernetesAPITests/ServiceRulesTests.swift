import Testing

@Suite struct ServiceRulesTests {
    private static let services: [(String, [String])] = [
        (#"{"clusterIP":"None"}"#, []), (#"{"type":"ExternalName","externalName":"a.b."}"#, []),
        (#"{"ports":[{"name":"a","port":1},{"name":"b","port":1,"protocol":"UDP"}]}"#, []),
        (#"{"type":"NodePort","ports":[{"port":1,"nodePort":30000}]}"#, []),
        (#"{"type":"ExternalName"}"#, ["externalName: Required value"]),
        (
            #"{"type":"ExternalName","externalName":"A","clusterIPs":["10.0.0.1"]}"#,
            [
                "clusterIPs: Forbidden: may not be set for ExternalName services",
                #"externalName: Invalid value: "A": \#(NameWords.subdomain)"#,
            ]
        ),
        (
            #"{"type":"LoadBalancer","clusterIP":"None","ports":[{"port":1}]}"#,
            [#"clusterIPs[0]: Invalid value: "None": may not be set to 'None' for LoadBalancer services"#]
        ),
        (
            #"{"type":"Local","ports":[{"port":1}]}"#,
            [
                #"""
                type: Unsupported value: "Local": supported values: "ClusterIP", "ExternalName", \#
                "LoadBalancer", "NodePort"
                """#
            ]
        ),
        (
            #"{"ports":[{"port":0,"protocol":"X","targetPort":"1"},{"name":"A","port":2,"targetPort":70000}]}"#,
            [
                "ports[0].name: Required value",
                "ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
                #"ports[0].protocol: Unsupported value: "X": supported values: "SCTP", "TCP", "UDP""#,
                #"ports[0].targetPort: Invalid value: "1": must contain at least one letter (a-z)"#,
                #"ports[1].name: Invalid value: "A": \#(NameWords.label)"#,
                "ports[1].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive",
            ]
        ),
        (
            #"{"ports":[{"name":"a","port":1},{"name":"a","port":1}]}"#,
            [
                #"ports[1].name: Duplicate value: "a""#,
                #"""
                ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":1,"TargetPort":0,\#
                "NodePort":0}
                """#,
            ]
        ),
        (
            #"{"ports":[{"port":1,"nodePort":30000}]}"#,
            ["ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"]
        ),
        (
            #"{"type":"NodePort","ports":[{"name":"a","port":1,"nodePort":3},{"name":"b","port":2,"nodePort":3}]}"#,
            ["ports[1].nodePort: Duplicate value: 3"]
        ),
        (
            #"{"sessionAffinity":"IP","selector":{"a":"b c"},"ports":[{"port":1}]}"#,
            [
                #"selector: Invalid value: "b c": \#(NameWords.labelValue)"#,
                #"sessionAffinity: Unsupported value: "IP": supported values: "ClientIP", "None""#,
            ]
        ),
        (
            #"{"sessionAffinityConfig":{},"ports":[{"port":1}]}"#,
            ["sessionAffinityConfig: Forbidden: must not be set when session affinity is None"]
        ),
        (
            #"{"loadBalancerSourceRanges":["10.0.0.0/8"],"externalTrafficPolicy":"Local","ports":[{"port":1}]}"#,
            [
                "LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
                #"externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services"#,
            ]
        ),
        (
            #"{"type":"NodePort","externalTrafficPolicy":"X","internalTrafficPolicy":"Y","ports":[{"port":1}]}"#,
            [
                #"externalTrafficPolicy: Unsupported value: "X": supported values: "Cluster", "Local""#,
                #"internalTrafficPolicy: Unsupported value: "Y": supported values: "Cluster", "Local""#,
            ]
        ),
    ]

    @Test("specs of a service are told", arguments: services)
    func servicesAreTold(text: String, expected: [String]) throws {
        #expect(try faults(ofNew: "Service", #"{"spec":\#(text)}"#) == expected.map { "spec.\($0)" })
    }
}
