import JSON
import KubernetesAPI
import Testing

@Suite struct CheckedTests {
    @Test("unknown fields and fields that are there twice are named by their paths, and not kept")
    func findings() throws {
        let policy = """
            {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"a",
            "labels":{"x.y":"1","x.y":"2"}},
            "extra":1,"spec":{"podSelector":{},"bar":{"deep":1},"policyTypes":["Ingress"],"policyTypes":["Egress"],
            "ingress":[{},{"from":[{"ipBlock":{"cidr":"10.0.0.0/8","mask":8}}],"foo":null,"foo":1}]}}
            """
        let checked = ResourceKind.networkPolicy.schema.checked(try json(policy))
        #expect(
            checked.unknown == ["extra", "spec.bar", "spec.ingress[1].foo", "spec.ingress[1].from[0].ipBlock.mask"])
        #expect(checked.duplicates == ["metadata.labels.x.y", "spec.policyTypes"])
        #expect(checked.mistyped == nil)
        #expect(
            checked.value
                == (try json(
                    """
                    {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"a",
                    "labels":{"x.y":"2"}},
                    "spec":{"podSelector":{},"policyTypes":["Egress"],
                    "ingress":[{},{"from":[{"ipBlock":{"cidr":"10.0.0.0/8"}}]}]}}
                    """)))
    }

    @Test("a strict request is refused in the words of the API server")
    func strict() throws {
        let schema = ResourceKind.networkPolicy.schema
        let checked = schema.checked(try json(#"{"spec":{"foo":1,"podSelector":{},"podSelector":{}}}"#))
        #expect(
            checked.strictWords
                == #"strict decoding error: unknown field "spec.foo", duplicate field "spec.podSelector""#)
        #expect(schema.checked(try json("{}")).strictWords == nil)
    }

    private static let endPort = "spec.ingress[0].ports[0].endPort: a whole number of 32 bits is wanted, and "

    @Test(
        "a value of a wrong type is named with what is wanted and what was found",
        arguments: [
            (
                #"{"spec":{"ingress":[{"ports":[{"endPort":"x"}]}]}}"#,
                endPort + #"the string "x" was found"#
            ),
            (
                #"{"spec":{"ingress":[{"ports":[{"endPort":4294967296}]}]}}"#,
                endPort + "the number 4294967296 was found"
            ),
            (
                #"{"spec":{"ingress":[{"ports":[{"endPort":1.0}]}]}}"#,
                endPort + "the number 1.0 was found"
            ),
            (
                #"{"spec":{"ingress":[{"ports":[{"port":true}]}]}}"#,
                "spec.ingress[0].ports[0].port: a string or a whole number of 32 bits is wanted, and true was found"
            ),
            (
                #"{"spec":{"policyTypes":"Ingress"}}"#,
                #"spec.policyTypes: an array is wanted, and the string "Ingress" was found"#
            ),
            (#"{"spec":[]}"#, "spec: an object is wanted, and an array was found"),
            (#"{"metadata":{"labels":{"a":1}}}"#, "metadata.labels.a: a string is wanted, and the number 1 was found"),
            (#"{"metadata":{"name":{}}}"#, "metadata.name: a string is wanted, and an object was found"),
            (
                #"{"metadata":{"creationTimestamp":"today"}}"#,
                "metadata.creationTimestamp: a time such as 2006-01-02T15:04:05Z is wanted, "
                    + #"and the string "today" was found"#
            ),
            (
                #"{"metadata":{"ownerReferences":[{"controller":"yes"}]}}"#,
                #"metadata.ownerReferences[0].controller: true or false is wanted, and the string "yes" was found"#
            ),
            (#"[]"#, "the object: an object is wanted, and an array was found"),
            ("null", "the object: an object is wanted, and null was found"),
            (#"{"kind":1,"spec":2}"#, "kind: a string is wanted, and the number 1 was found"),
        ])
    func mistyped(text: String, words: String) throws {
        #expect(ResourceKind.networkPolicy.schema.checked(try json(text)).mistyped == words)
    }

    @Test("a pod as a real cluster shows it has no unknown field and is kept as it is")
    func realPod() throws {
        let pod = try json(RealPod.text)
        let checked = ResourceKind.pod.schema.checked(pod)
        #expect(checked == ResourceKind.pod.schema.checked(checked.value))
        #expect(checked.findings == [])
        #expect(checked.mistyped == nil)
        #expect(checked.value == pod)
    }

    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
