import JSON
import KubernetesAPI
import Testing

/// The checker itself: what it lets pass and what it does not.
@Suite struct ResponseCheckerTests {
    private static let item = "\(ReferenceKind.networkPolicy.base)/a"

    private static let fine = """
        {"kind":"NetworkPolicy","metadata":{"name":"a","generation":1,"labels":{"a":"b"},\
        "creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"ingress":[{"ports":[{"port":80},{"port":"dns"}]}]}}
        """

    /// What is changed in an answer that is fine, and what is then wrong with it.
    private static let changes: [(String, String, String)] = [
        (#""generation":1"#, #""generation":"1""#, ".metadata.generation: no whole number"),
        (#""a":"b""#, #""a":1"#, ".metadata.labels.a: no string"),
        ("2026-01-01T00:00:00Z", "yesterday", ".metadata.creationTimestamp: no time"),
        (#"{"port":80}"#, #"{"endPort":9999999999}"#, ".spec.ingress[0].ports[0].endPort: more than 32 bits"),
        (#"{"port":80}"#, #"{"port":true}"#, ".spec.ingress[0].ports[0].port: no string"),
        (#"{"port":80}"#, "7", ".spec.ingress[0].ports[0]: no object"),
        (#"{"ports":[{"port":80},{"port":"dns"}]}"#, #"{"ports":{}}"#, ".spec.ingress[0].ports: no array"),
        (#"{"ports":[{"port":80},{"port":"dns"}]}"#, #"{"to":[]}"#, ".spec.ingress[0].to: unknown"),
        (
            #"{"ports":[{"port":80},{"port":"dns"}]}"#, #"{"from":[{"ipBlock":{}}]}"#,
            ".spec.ingress[0].from[0].ipBlock.cidr: missing"
        ),
    ]

    @Test("an answer is held against its schema, field by field", arguments: changes)
    func fields(from old: String, to new: String, expected: String) throws {
        #expect(try faults("GET", 200, Self.fine) == [])
        #expect(try faults("GET", 200, Self.fine.replacing(old, with: new)) == [expected])
    }

    @Test("an answer is one that the operation can have")
    func operations() throws {
        #expect(try faults("GET", 201, Self.fine) == ["201 is no answer of get \(Self.template)"])
        #expect(try faults("POST", 201, Self.fine) == ["no operation is told of"])
        #expect(try faults("GET", 404, #"{"kind":"Status","code":404,"reason":"NotFound"}"#) == [])
        #expect(try faults("GET", 404, #"{"kind":"Status","code":"404"}"#) == [".code: no whole number"])
        #expect(try faults("DELETE", 200, #"{"kind":"Status","status":"Success"}"#) == [])
        #expect(try faults("DELETE", 200, Self.fine) == [])
    }

    private static let template = "\(ReferenceKind.root)/namespaces/{namespace}/networkpolicies/{name}"

    private func faults(_ method: String, _ status: Int, _ answer: String) throws -> [String] {
        let value = try JSONValue(parsing: Array(answer.utf8))
        return ReferenceRun.checker.faults(method, Self.item, status: status, value)
    }
}
