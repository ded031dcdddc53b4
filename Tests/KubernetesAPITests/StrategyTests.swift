import JSON
import KubernetesAPI
import Testing

@Suite struct StrategyTests {
    @Test(
        "of a new object, what a client may not write is dropped",
        arguments: [
            ("NetworkPolicy", #"{"metadata":{"name":"a","generation":1}}"#),
            ("EndpointSlice", #"{"metadata":{"name":"a","generation":1}}"#),
            ("IngressClass", #"{"metadata":{"name":"a","generation":1}}"#),
            ("Ingress", #"{"metadata":{"name":"a","generation":1},"status":{"loadBalancer":{}}}"#),
            ("Service", #"{"metadata":{"name":"a"},"status":{"loadBalancer":{}}}"#),
            ("Pod", #"{"metadata":{"name":"a","generation":1},"status":{"phase":"Running"}}"#),
            ("Node", #"{"metadata":{"name":"a"},"status":{"phase":"Running"}}"#),
            (
                "Namespace",
                #"{"metadata":{"name":"a"},"status":{"phase":"Active"},"spec":{"finalizers":["kubernetes"]}}"#
            ),
        ]) func create(kind: String, expected: String) throws
    {
        let text =
            #"""
            {"metadata":{"name":"a","selfLink":"/x","generation":7,"deletionTimestamp":"2024-01-01T00:00:00Z",\#
            "deletionGracePeriodSeconds":3},"status":{"phase":"Running"}}
            """#
        let result = Strategy.preparedForCreate(try parsed(text), kind: kind)
        #expect(result.text == expected)
    }

    @Test(
        "of a new pod the status is taken, as nobody else will tell it; what is missing says that it is new",
        arguments: [
            (#"{"podIPs":[{"ip":"10.0.0.1"}]}"#, #"{"podIPs":[{"ip":"10.0.0.1"}],"phase":"Pending"}"#),
            (#"{"phase":"Running"}"#, #"{"phase":"Running"}"#), ("null", #"{"phase":"Pending"}"#),
        ]) func podStatus(status: String, expected: String) throws
    {
        let pod = try parsed(#"{"metadata":{"name":"a"},"status":\#(status)}"#)
        #expect(Strategy.preparedForCreate(pod, kind: "Pod")["status"]?.text == expected)
    }

    @Test(
        "the generation grows when what is wanted changed, and only then",
        arguments: [
            ("NetworkPolicy", #"{"spec":{"egress":[]}}"#, 4), ("NetworkPolicy", #"{"spec":{"egress":[{}]}}"#, 5),
            ("NetworkPolicy", #"{"spec":{},"status":{"a":1}}"#, 4), ("Ingress", #"{"spec":{"rules":[{}]}}"#, 5),
            ("Pod", #"{"spec":{"a":1}}"#, 5), ("EndpointSlice", #"{"spec":{},"ports":[{"port":1}]}"#, 5),
            ("EndpointSlice", #"{"spec":{}}"#, 4), ("Node", #"{"spec":{"a":1}}"#, 4),
            ("Service", #"{"spec":{"a":1}}"#, 4),
        ]) func generation(kind: String, text: String, expected: Int64) throws
    {
        let old = try parsed(#"{"metadata":{"generation":4},"spec":{}}"#)
        var new = try parsed(text)
        new["metadata"] = .members(["generation": 99])
        let result = Strategy.preparedForUpdate(new, from: old, kind: kind, isStatus: false)
        #expect(result["metadata"]?["generation"] == .number(expected))
    }

    @Test func `the order of members is no change`() throws {
        let old = try parsed(#"{"metadata":{"generation":1},"spec":{"a":{"x":1,"y":2},"b":3}}"#)
        let new = try parsed(#"{"metadata":{},"spec":{"b":3,"a":{"y":2,"x":1}}}"#)
        let result = Strategy.preparedForUpdate(new, from: old, kind: "NetworkPolicy", isStatus: false)
        #expect(result["metadata"]?["generation"] == 1)
    }

    private static let stored =
        #"""
        {"metadata":{"name":"a","uid":"u","creationTimestamp":"2024-01-01T00:00:00Z","finalizers":["a.b/c"],\#
        "generation":2,"deletionTimestamp":"2024-02-01T00:00:00Z","labels":{"x":"1"}},\#
        "spec":{"a":1},"status":{"b":1}}
        """#
    private static let sent =
        #"{"metadata":{"name":"a","labels":{"x":"2"},"resourceVersion":"9"},"spec":{"a":2},"status":{"b":2}}"#

    @Test func `a write of the wish keeps the status and what the server alone writes`() throws {
        let result = Strategy.preparedForUpdate(
            try parsed(Self.sent), from: try parsed(Self.stored), kind: "Ingress", isStatus: false)
        let expected =
            #"""
            {"metadata":{"name":"a","labels":{"x":"2"},"resourceVersion":"9",\#
            "creationTimestamp":"2024-01-01T00:00:00Z","deletionTimestamp":"2024-02-01T00:00:00Z","uid":"u",\#
            "generation":3},"spec":{"a":2},"status":{"b":1}}
            """#
        #expect(result.text == expected)
    }

    @Test func `a write of the status keeps the wish and of the metadata all but labels and annotations`() throws {
        let result = Strategy.preparedForUpdate(
            try parsed(Self.sent), from: try parsed(Self.stored), kind: "Ingress", isStatus: true)
        let expected =
            #"""
            {"metadata":{"name":"a","labels":{"x":"2"},"resourceVersion":"9",\#
            "creationTimestamp":"2024-01-01T00:00:00Z","deletionTimestamp":"2024-02-01T00:00:00Z","uid":"u",\#
            "finalizers":["a.b/c"],"generation":2},"spec":{"a":1},"status":{"b":2}}
            """#
        #expect(result.text == expected)
    }

    @Test func `a uid that a client names stays, so that another object's is noticed`() throws {
        let new = try parsed(#"{"metadata":{"uid":"other"}}"#)
        for isStatus in [false, true] {
            let result = Strategy.preparedForUpdate(
                new, from: try parsed(Self.stored), kind: "Ingress", isStatus: isStatus)
            #expect(result["metadata"]?["uid"] == "other")
        }
    }

    @Test func `a service keeps the address that a manifest leaves out`() throws {
        let old = try parsed(#"{"spec":{"clusterIP":"10.0.0.1","clusterIPs":["10.0.0.1"],"ipFamilies":["IPv4"]}}"#)
        let kept = Strategy.preparedForUpdate(
            try parsed(#"{"spec":{"a":1}}"#), from: old, kind: "Service", isStatus: false)
        #expect(kept["spec"]?["clusterIPs"] == ["10.0.0.1"])
        let external = Strategy.preparedForUpdate(
            try parsed(#"{"spec":{"type":"ExternalName"}}"#), from: old, kind: "Service", isStatus: false)
        #expect(external["spec"]?["clusterIP"] == nil)
    }

    @Test func `a namespace keeps its finalizers`() throws {
        let old = try parsed(#"{"spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}"#)
        let new = try parsed(#"{"spec":{"finalizers":[]},"status":{"phase":"Terminating"}}"#)
        let result = Strategy.preparedForUpdate(new, from: old, kind: "Namespace", isStatus: false)
        #expect(result["spec"] == old["spec"])
        #expect(result["status"] == old["status"])
    }
}
