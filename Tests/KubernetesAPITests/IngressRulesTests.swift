import Testing

@Suite struct IngressRulesTests {
    private static let backend = #"{"service":{"name":"s","port":{"number":80}}}"#

    private static let specs: [(String, [String])] = [
        (#"{"rules":[{"host":"*.a.b"},{}],"tls":[{"hosts":["*.a.b"],"secretName":"x"}],"ingressClassName":"n"}"#, []),
        (#"{"rules":[]}"#, [": Invalid value: []: either `defaultBackend` or `rules` must be specified"]),
        (
            #"{"rules":[{"host":"1.2.3.4"},{"host":"A"},{"host":"a.*"}]}"#,
            [
                #".rules[0].host: Invalid value: "1.2.3.4": must be a DNS name, not an IP address"#,
                #".rules[1].host: Invalid value: "A": \#(NameWords.subdomain)"#,
                #".rules[2].host: Invalid value: "a.*": \#(NameWords.wildcard)"#,
            ]
        ),
        (
            #"{"rules":[{}],"tls":[{"hosts":["a","A"],"secretName":"S"}],"ingressClassName":"N"}"#,
            [
                #".tls[0].hosts[1]: Invalid value: "A": \#(NameWords.subdomain)"#,
                #".tls[0].secretName: Invalid value: "S": \#(NameWords.subdomain)"#,
                #".ingressClassName: Invalid value: "N": \#(NameWords.subdomain)"#,
            ]
        ),
        (#"{"rules":[{"http":{"paths":[]}}]}"#, [".rules[0].http.paths: Required value"]),
    ]

    @Test("specs of an Ingress are told", arguments: specs) func specsAreTold(text: String, expected: [String]) throws {
        #expect(try faults(ofNew: "Ingress", #"{"spec":\#(text)}"#) == expected.map { "spec\($0)" })
    }

    private static let paths: [(String, [String])] = [
        (#""pathType":"Prefix","path":"/a""#, []), (#""pathType":"ImplementationSpecific""#, []),
        (#""path":"/""#, ["pathType: Required value: pathType must be specified"]),
        (
            #""pathType":"Regex","path":"/""#,
            [
                #"pathType: Unsupported value: "Regex": supported values: "Exact", "ImplementationSpecific", "Prefix""#
            ]
        ),
        (#""pathType":"Exact","path":"a""#, [#"path: Invalid value: "a": must be an absolute path"#]),
        (#""pathType":"Exact""#, [#"path: Invalid value: "": must be an absolute path"#]),
        (#""pathType":"ImplementationSpecific","path":"a""#, [#"path: Invalid value: "a": must be an absolute path"#]),
        (
            #""pathType":"Prefix","path":"/a//b/./c/../%2f%2F/..""#,
            ["//", "/./", "/../", "%2f", "%2F"].map {
                #"path: Invalid value: "/a//b/./c/../%2f%2F/..": must not contain '\#($0)'"#
            } + [#"path: Invalid value: "/a//b/./c/../%2f%2F/..": cannot end with '/..'"#]
        ),
        (#""pathType":"Exact","path":"/.""#, [#"path: Invalid value: "/.": cannot end with '/.'"#]),
    ]

    @Test("paths are told", arguments: paths) func pathsAreTold(text: String, expected: [String]) throws {
        let spec = #"{"spec":{"rules":[{"http":{"paths":[{\#(text),"backend":\#(Self.backend)}]}}]}}"#
        #expect(try faults(ofNew: "Ingress", spec) == expected.map { "spec.rules[0].http.paths[0].\($0)" })
    }

    private static let backends: [(String, [String])] = [
        (backend, []), (#"{"service":{"name":"s","port":{"name":"http"}}}"#, []),
        (#"{"resource":{"kind":"K","name":"n"}}"#, []),
        ("{}", [#": Invalid value: "": resource or service backend is required"#]),
        (
            #"{"service":{},"resource":{}}"#,
            [#": Invalid value: "": cannot set both resource and service backends"#]
        ),
        (
            #"{"service":{"name":"s","port":{"name":"a","number":1}}}"#,
            [#": Invalid value: "": cannot set both port name & port number"#]
        ),
        (#"{"service":{"name":"s"}}"#, [": Required value: port name or number is required"]),
        (
            #"{"service":{"port":{"number":65536}}}"#,
            [
                ".service.name: Required value",
                ".service.port.number: Invalid value: 65536: must be between 1 and 65535, inclusive",
            ]
        ),
        (
            #"{"service":{"name":"1","port":{"name":"1"}}}"#,
            [
                #".service.name: Invalid value: "1": \#(NameWords.label1035)"#,
                #".service.port.name: Invalid value: "1": must contain at least one letter (a-z)"#,
            ]
        ),
        (#"{"resource":{}}"#, [".resource.kind: Required value", ".resource.name: Required value"]),
    ]

    @Test("backends are told", arguments: backends) func backendsAreTold(text: String, expected: [String]) throws {
        let faults = try faults(ofNew: "Ingress", #"{"spec":{"defaultBackend":\#(text)}}"#)
        #expect(faults == expected.map { "spec.defaultBackend\($0)" })
    }

    @Test func `a status has addresses or names`() throws {
        let text =
            #"{"status":{"loadBalancer":{"ingress":[{"ip":"1.1.1.1"},{"hostname":"2.2.2.2"},{"ip":"01.1.1.1"}]}}}"#
        #expect(
            try faults(ofUpdate: "Ingress", from: "{}", to: text, isStatus: true) == [
                #"""
                status.loadBalancer.ingress[1].hostname: Invalid value: "2.2.2.2": must be a DNS name, not an \#
                IP address
                """#,
                #"status.loadBalancer.ingress[2].ip: Invalid value: "01.1.1.1": must not have leading 0s"#,
            ])
    }
}
