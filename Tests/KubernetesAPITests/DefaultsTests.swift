import JSON
import KubernetesAPI
import Testing

/// A value from its text.
func parsed(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

@Suite struct DefaultsTests {
    @Test(
        "what nobody said is set as the API server sets it",
        arguments: [
            ("NetworkPolicy", "{}", #"{"spec":{"podSelector":{},"policyTypes":["Ingress"]}}"#),
            (
                "NetworkPolicy", #"{"spec":{"podSelector":{},"egress":[{"ports":[{"port":53},{"protocol":"UDP"}]}]}}"#,
                #"""
                {"spec":{"podSelector":{},"egress":[{"ports":[{"port":53,"protocol":"TCP"},{"protocol":"UDP"}]}],\#
                "policyTypes":["Ingress","Egress"]}}
                """#
            ),
            (
                "NetworkPolicy", #"{"spec":{"podSelector":{},"egress":[],"policyTypes":[]}}"#,
                #"{"spec":{"podSelector":{},"egress":[],"policyTypes":["Ingress"]}}"#
            ),
            (
                "NetworkPolicy", #"{"spec":{"podSelector":{},"egress":[{}],"policyTypes":["Egress"]}}"#,
                #"{"spec":{"podSelector":{},"egress":[{}],"policyTypes":["Egress"]}}"#
            ),
            ("Ingress", #"{"spec":{"rules":[]}}"#, #"{"spec":{"rules":[]}}"#),
            (
                "IngressClass", #"{"spec":{"controller":"a.b/c","parameters":{"kind":"K","name":"n"}}}"#,
                #"{"spec":{"controller":"a.b/c","parameters":{"kind":"K","name":"n","scope":"Cluster"}}}"#
            ),
            (
                "Namespace", #"{"metadata":{"name":"blue"}}"#,
                #"""
                {"metadata":{"name":"blue","labels":{"kubernetes.io/metadata.name":"blue"}},\#
                "status":{"phase":"Active"}}
                """#
            ),
            (
                "EndpointSlice", #"{"addressType":"IPv4","ports":[{"port":80}]}"#,
                #"{"addressType":"IPv4","ports":[{"port":80,"name":"","protocol":"TCP"}]}"#
            ),
            ("Node", #"{"spec":{}}"#, #"{"spec":{}}"#),
            ("Other", "3", "3"),
        ]) func defaults(kind: String, text: String, expected: String) throws
    {
        let result = Defaults.applied(to: try parsed(text), kind: kind)
        #expect(result.text == expected)
        #expect(Defaults.applied(to: result, kind: kind) == result)
    }

    @Test func `a namespace's label follows its name, whatever a client says`() throws {
        let object = try parsed(#"{"metadata":{"name":"a","labels":{"kubernetes.io/metadata.name":"b"}}}"#)
        let result = Defaults.applied(to: object, kind: "Namespace")
        #expect(result[path: "metadata", "labels"]?.text == #"{"kubernetes.io/metadata.name":"a"}"#)
    }

    @Test func `values of another type are left for the schema to refuse`() throws {
        for text in [#"{"spec":1,"metadata":[],"status":"x","ports":{}}"#, #"{"spec":{"ports":["x"],"ingress":[3]}}"#] {
            for kind in ["NetworkPolicy", "Ingress", "Service", "Pod", "Namespace", "EndpointSlice", "Node"] {
                let object = try parsed(text)
                let result = Defaults.applied(to: object, kind: kind)
                #expect(result["metadata"] == object["metadata"])
                _ = Validation.faults(ofNew: result, kind: kind)
                _ = Tables.cells(of: result, kind: kind, now: 0)
            }
        }
    }
}
