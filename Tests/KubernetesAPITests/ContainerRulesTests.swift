import Testing

@Suite struct ContainerRulesTests {
    private static let containers: [(String, [String])] = [
        ("{}", ["name: Required value", "image: Required value"]),
        (
            #"{"name":"A","image":" i","imagePullPolicy":"X","terminationMessagePolicy":"Y"}"#,
            [
                #"name: Invalid value: "A": \#(NameWords.label)"#,
                #"image: Invalid value: " i": must not have leading or trailing whitespace"#,
                #"terminationMessagePolicy: Unsupported value: "Y": supported values: "FallbackToLogsOnError", "File""#,
                #"imagePullPolicy: Unsupported value: "X": supported values: "Always", "IfNotPresent", "Never""#,
            ]
        ),
        (
            #"{"name":"c","image":"i","ports":[{"name":"a","containerPort":1},{"name":"a"},{"containerPort":-1}]}"#,
            [
                "ports[1].containerPort: Required value",
                "ports[2].containerPort: Invalid value: -1: must be between 1 and 65535, inclusive",
                #"ports[1].name: Duplicate value: "a""#,
            ]
        ),
        (
            #"{"name":"c","image":"i","ports":[{"containerPort":1,"hostPort":70000,"protocol":"X"}]}"#,
            [
                "ports[0].hostPort: Invalid value: 70000: must be between 1 and 65535, inclusive",
                #"ports[0].protocol: Unsupported value: "X": supported values: "SCTP", "TCP", "UDP""#,
            ]
        ),
        (
            #"{"name":"c","image":"i","env":[{},{"name":"a=b"}]}"#,
            [
                "env[0].name: Required value",
                #"""
                env[1].name: Invalid value: "a=b": a valid environment variable name must consist only of \#
                printable ASCII \#
                characters other than '='
                """#,
            ]
        ),
        (
            #"""
            {"name":"c","image":"i","volumeMounts":[{"name":"v","mountPath":"/a"},{"name":"v",\#
            "mountPath":"/a"},{}]}
            """#,
            [
                "volumeMounts[2].name: Required value", "volumeMounts[2].mountPath: Required value",
                #"volumeMounts[1].mountPath: Invalid value: "/a": must be unique"#,
            ]
        ),
        (
            #"{"name":"c","image":"i","ports":[{"containerPort":1,"hostPort":9},{"containerPort":2,"hostPort":9}]}"#,
            [#"ports[1].hostPort: Duplicate value: "TCP//9""#]
        ),
    ]

    @Test("containers are told", arguments: containers)
    func containersAreTold(text: String, expected: [String]) throws {
        let faults = try faults(ofNew: "Pod", #"{"spec":{"containers":[\#(text)]}}"#)
        #expect(faults == expected.map { "spec.containers[0].\($0)" })
    }

    @Test func `on the host's network, ports are the host's`() throws {
        let container = #"{"name":"c","image":"i","ports":[{"containerPort":1,"hostPort":2},{"containerPort":3}]}"#
        #expect(
            try faults(ofNew: "Pod", #"{"spec":{"hostNetwork":true,"containers":[\#(container)]}}"#) == [
                "spec.containers[0].ports[0].hostPort: Invalid value: 2: must match `containerPort`"
                    + " when `hostNetwork` is true"
            ])
    }
}
