import Testing

@Suite struct ReferenceRulesTests {
    private static let classes: [(String, [String])] = [
        (#"{"controller":"a.io/b","parameters":{"kind":"K","name":"n","scope":"Namespace","namespace":"d"}}"#, []),
        (
            #"{"controller":"a"}"#,
            [#"controller: Invalid value: "a": must be a domain-prefixed path (such as "acme.io/foo")"#]
        ),
        (
            #"{"controller":"a.io/b","parameters":{"apiGroup":"G","kind":"a/b"}}"#,
            [
                #"parameters.apiGroup: Invalid value: "G": \#(NameWords.subdomain)"#,
                #"parameters.kind: Invalid value: "a/b": may not contain '/'"#, "parameters.name: Required value",
            ]
        ),
        (
            #"{"controller":"a.io/b","parameters":{"kind":"K","name":"n","scope":"World"}}"#,
            [#"parameters.scope: Unsupported value: "World": supported values: "Cluster", "Namespace""#]
        ),
        (
            #"{"controller":"a.io/b","parameters":{"kind":"K","name":"n","scope":"Namespace"}}"#,
            ["parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"]
        ),
        (
            #"{"controller":"a.io/b","parameters":{"kind":"K","name":"n","namespace":"d"}}"#,
            ["parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"]
        ),
    ]

    @Test("specs of a class are told", arguments: classes) func classesAreTold(text: String, expected: [String]) throws
    {
        #expect(try faults(ofNew: "IngressClass", #"{"spec":\#(text)}"#) == expected.map { "spec.\($0)" })
    }

    @Test func `a controller has 250 bytes at most`() throws {
        let path = "a.io/" + String(repeating: "a", count: 246)
        #expect(
            try faults(ofNew: "IngressClass", #"{"spec":{"controller":"\#(path)"}}"#)
                == ["spec.controller: Too long: may not be more than 250 bytes"])
    }
}
