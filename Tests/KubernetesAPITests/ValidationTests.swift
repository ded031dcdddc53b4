import JSON
import KubernetesAPI
import Testing

/// What is wrong with a new object of a kind with good metadata and these members, once defaults are set.
func faults(ofNew kind: String, _ text: String) throws -> [String] {
    var object = try parsed(text)
    let isGlobal = ["IngressClass", "Namespace", "Node"].contains(kind)
    object["metadata"] = .members(["name": "a", "namespace": isGlobal ? nil : "d"])
    return Validation.faults(ofNew: Defaults.applied(to: object, kind: kind), kind: kind).map(\.description)
}

/// What is wrong with a change between objects of a kind with good metadata and these members.
func faults(ofUpdate kind: String, from old: String, to new: String, isStatus: Bool = false) throws -> [String] {
    let (before, after) = try (versioned(old, kind), versioned(new, kind))
    return Validation.faults(ofUpdate: after, from: before, kind: kind, isStatus: isStatus).map(\.description)
}

private func versioned(_ text: String, _ kind: String) throws -> JSONValue {
    var object = Defaults.applied(to: try parsed(text), kind: kind)
    var metadata = object["metadata"] ?? .object([])
    metadata["name"] = "a"
    metadata["resourceVersion"] = "1"
    object["metadata"] = metadata
    return object
}

@Suite struct ValidationTests {
    private static let good = [
        ("NetworkPolicy", #"{"spec":{"ingress":[{"from":[{"podSelector":{}}]}]}}"#),
        ("Ingress", #"{"spec":{"defaultBackend":{"service":{"name":"s","port":{"number":80}}}}}"#),
        ("IngressClass", #"{"spec":{"controller":"a.io/b"}}"#), ("Namespace", "{}"), ("Node", "{}"),
        ("Pod", #"{"spec":{"containers":[{"name":"c","image":"i"}]}}"#),
        ("Service", #"{"spec":{"ports":[{"port":80}]}}"#),
        ("EndpointSlice", #"{"addressType":"IPv4","endpoints":[{"addresses":["10.0.0.1"]}],"ports":[{"port":1}]}"#),
        ("Other", #"{"spec":3}"#),
    ]

    @Test("small objects of each kind are good", arguments: good) func create(kind: String, text: String) throws {
        #expect(try faults(ofNew: kind, text) == [])
        #expect(try faults(ofUpdate: kind, from: text, to: text) == [])
        #expect(try faults(ofUpdate: kind, from: text, to: text, isStatus: true) == [])
    }

    private static let empty = [
        ("NetworkPolicy", []),
        ("Ingress", ["spec: Invalid value: null: either `defaultBackend` or `rules` must be specified"]),
        ("IngressClass", ["spec.controller: Required value"]), ("Namespace", []), ("Node", []),
        ("Pod", ["spec.containers: Required value"]), ("Service", ["spec.ports: Required value"]),
        ("EndpointSlice", ["addressType: Required value"]),
    ]

    @Test("an object without anything is told what it lacks", arguments: empty)
    func lacking(kind: String, expected: [String]) throws {
        #expect(try faults(ofNew: kind, "{}") == expected)
    }

    @Test func `a write of the status is told of the status alone`() throws {
        let text = #"{"spec":{"rules":[{"host":"_"}]},"status":{"loadBalancer":{"ingress":[{"ip":"x"}]}}}"#
        #expect(
            try faults(ofUpdate: "Ingress", from: text, to: text, isStatus: true) == [
                "status.loadBalancer.ingress[0].ip: Invalid value: \"x\": must be a valid IP address,"
                    + " (e.g. 10.9.8.7 or 2001:db8::ffff)"
            ])
    }

    @Test func `a namespace is active until it is deleted`() throws {
        let wrong = try faults(
            ofUpdate: "Namespace", from: "{}", to: #"{"status":{"phase":"Terminating"}}"#, isStatus: true)
        #expect(
            wrong == [
                "status.Phase: Invalid value: \"Terminating\": may only be 'Active' if `deletionTimestamp` is empty"
            ])
        let time = #""metadata":{"deletionTimestamp":"2024-01-01T00:00:00Z"}"#
        let late = try faults(
            ofUpdate: "Namespace", from: "{\(time)}", to: #"{\#(time),"status":{"phase":"Active"}}"#, isStatus: true)
        #expect(
            late == [
                "status.Phase: Invalid value: \"Active\": may only be 'Terminating' if `deletionTimestamp` is not empty"
            ])
    }

    @Test func `finalizers of a namespace are names`() throws {
        #expect(try faults(ofNew: "Namespace", #"{"spec":{"finalizers":["kubernetes","a_"]}}"#).count == 1)
    }

    @Test func `what may not change in a class and a slice does not`() throws {
        #expect(
            try faults(
                ofUpdate: "IngressClass", from: #"{"spec":{"controller":"a.io/b"}}"#,
                to: #"{"spec":{"controller":"a.io/c"}}"#)
                == ["spec.controller: Invalid value: \"a.io/c\": field is immutable"])
        #expect(
            try faults(ofUpdate: "EndpointSlice", from: #"{"addressType":"IPv4"}"#, to: #"{"addressType":"IPv6"}"#)
                == ["addressType: Invalid value: \"IPv6\": field is immutable"])
    }
}
