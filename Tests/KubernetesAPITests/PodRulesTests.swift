import Testing

@Suite struct PodRulesTests {
    private static let pods: [(String, [String])] = [
        (#""restartPolicy":"Never","dnsPolicy":"None","nodeName":"n.b","hostname":"h""#, []),
        (
            #""restartPolicy":"Maybe","dnsPolicy":"X""#,
            [
                #"restartPolicy: Unsupported value: "Maybe": supported values: "Always", "OnFailure", "Never""#,
                #"""
                dnsPolicy: Unsupported value: "X": supported values: "ClusterFirstWithHostNet", "ClusterFirst", \#
                "Default", "None"
                """#,
            ]
        ),
        (
            #""volumes":[{"name":"v"},{"name":"v"},{}]"#,
            ["volumes[2].name: Required value", #"volumes[1].name: Duplicate value: "v""#]
        ),
        (
            #""nodeSelector":{"a":"b c"},"nodeName":"N","hostname":"a.b""#,
            [
                #"nodeSelector: Invalid value: "b c": \#(NameWords.labelValue)"#,
                #"nodeName: Invalid value: "N": \#(NameWords.subdomain)"#,
                #"hostname: Invalid value: "a.b": must not contain dots"#,
            ]
        ),
        (
            #""activeDeadlineSeconds":0"#,
            ["activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive"]
        ),
        (#""ephemeralContainers":[{}]"#, ["ephemeralContainers: Forbidden: cannot be set on create"]),
        (
            #""nodeName":"n","schedulingGates":[{"name":"g"}]"#,
            ["nodeName: Forbidden: cannot be set until all schedulingGates have been cleared"]
        ),
        (#""initContainers":[{"name":"c","image":"i"}]"#, [#"initContainers[0].name: Duplicate value: "c""#]),
    ]

    @Test("specs of a pod are told", arguments: pods) func podsAreTold(text: String, expected: [String]) throws {
        let spec = #"{"spec":{"containers":[{"name":"c","image":"i"}],\#(text)}}"#
        #expect(try faults(ofNew: "Pod", spec) == expected.map { "spec.\($0)" })
    }

    private static let statuses: [(String, [String])] = [
        (#"{"podIPs":[{"ip":"10.0.0.1"},{"ip":"fd00::1"}],"conditions":[{"type":"Ready"},{"type":"a.io/b"}]}"#, []),
        (
            #"{"podIP":"x"}"#,
            [#"status.podIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"#]
        ),
        (
            #"{"podIPs":[{"ip":"10.0.0.1"},{"ip":"10.0.0.1"}]}"#,
            [
                #"""
                status.podIPs: Invalid value: [{"ip":"10.0.0.1"},{"ip":"10.0.0.1"}]: \#
                may specify no more than one IP for each IP family
                """#,
                #"status.podIPs[1]: Duplicate value: {"IP":"10.0.0.1"}"#,
            ]
        ),
        (
            #"{"conditions":[{"type":"_"}]}"#,
            [#"metadata.conditions[0].Type: Invalid value: "_": name part \#(NameWords.qualified)"#]
        ),
    ]

    @Test("statuses of a pod are told", arguments: statuses)
    func statusesAreTold(text: String, expected: [String]) throws {
        #expect(try faults(ofUpdate: "Pod", from: "{}", to: #"{"status":\#(text)}"#, isStatus: true) == expected)
    }
}
