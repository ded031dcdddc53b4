import JSON
import Testing

@testable import KubernetesAPI

@Suite struct FieldCheckerTests {
    /// A kind, what comes, and what is kept.
    private static let nulls: [(ResourceKind, String, String)] = [
        (.pod, #"{"metadata":{"creationTimestamp":null,"name":"a"},"spec":null}"#, #"{"metadata":{"name":"a"}}"#),
        (
            .pod, #"{"metadata":{"labels":{"a":null},"finalizers":[null]}}"#,
            #"{"metadata":{"labels":{"a":""},"finalizers":[""]}}"#
        ),
        (.networkPolicy, #"{"spec":{"ingress":[null]}}"#, #"{"spec":{"ingress":[{}]}}"#),
        (
            .networkPolicy, #"{"spec":{"ingress":[{"from":[{"ipBlock":{"cidr":null}}]}]}}"#,
            #"{"spec":{"ingress":[{"from":[{"ipBlock":{}}]}]}}"#
        ),
        (
            .pod, #"{"spec":{"securityContext":{"supplementalGroups":[null]}}}"#,
            #"{"spec":{"securityContext":{"supplementalGroups":[0]}}}"#
        ),
        (.pod, #"{"spec":{"overhead":{"cpu":null}}}"#, #"{"spec":{"overhead":{"cpu":"0"}}}"#),
        (.pod, #"{"spec":{"overhead":{"cpu":1,"memory":0.5}}}"#, #"{"spec":{"overhead":{"cpu":"1","memory":"0.5"}}}"#),
    ]

    @Test("null is no value for a field, and an empty one in a list or map", arguments: nulls)
    func null(kind: ResourceKind, text: String, kept: String) throws {
        let checked = kind.schema.checked(try json(text))
        #expect(checked.value == (try json(kept)))
        #expect(checked.findings == [])
        #expect(checked.mistyped == nil)
    }

    @Test("what is kept as it is keeps its nulls, and has no field twice")
    func anything() throws {
        let text = #"{"metadata":{"managedFields":[{"fieldsV1":{"f:a":{"x":1,"x":null},"f:b":[{"y":1,"y":2}]}}]}}"#
        let checked = ResourceKind.pod.schema.checked(try json(text))
        let fields = "metadata.managedFields[0].fieldsV1"
        #expect(checked.duplicates == ["\(fields).f:a.x", "\(fields).f:b[0].y"])
        #expect(
            checked.value
                == (try json(#"{"metadata":{"managedFields":[{"fieldsV1":{"f:a":{"x":null},"f:b":[{"y":2}]}}]}}"#)))
    }

    @Test("a hostile object has no more findings than a real API server counts")
    func bounded() {
        let members = (0..<1_000).map { JSONValue.Member("x\($0)", 1) }
        let checked = ResourceKind.pod.schema.checked(.object(members))
        #expect(checked.unknown.count == FieldChecker.findingsMax)
        #expect(checked.unknown.first == "x0")
        #expect(checked.value == .object([]))
    }

    @Test("a field that is unknown twice is told once")
    func once() {
        let checked = ResourceKind.pod.schema.checked(.members(["x": 1, "x": 2]))
        #expect(checked.findings == [.unknown("x")])
    }

    @Test("a quantity that is none is told")
    func quantity() throws {
        let checked = ResourceKind.pod.schema.checked(try json(#"{"spec":{"overhead":{"cpu":"a lot"}}}"#))
        #expect(
            checked.mistyped
                == #"spec.overhead.cpu: a quantity such as 100m or 64Mi is wanted, and the string "a lot" was found"#)
    }

    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
