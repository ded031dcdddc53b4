import JSON
import Testing

@testable import KubernetesAPI

@Suite struct MetadataRulesTests {
    private static let new: [(String, String, [String])] = [
        ("Pod", #"{"name":"a.b","namespace":"d","finalizers":["a.io/b","orphan"],"generation":0}"#, []),
        ("Pod", #"{"generateName":"a-","namespace":"d"}"#, ["name: Required value: name or generateName is required"]),
        ("Pod", #"{"name":"a"}"#, ["namespace: Required value"]),
        ("Node", #"{"name":"a","namespace":"d"}"#, ["namespace: Forbidden: not allowed on this type"]),
        ("Namespace", #"{"name":"a.b"}"#, [#"name: Invalid value: "a.b": must not contain dots"#]),
        (
            "Service", #"{"name":"1a","namespace":"d"}"#,
            [#"name: Invalid value: "1a": \#(NameWords.label1035)"#]
        ),
        (
            "Pod", #"{"name":"A","namespace":"d_"}"#,
            [
                #"name: Invalid value: "A": \#(NameWords.subdomain)"#,
                #"namespace: Invalid value: "d_": \#(NameWords.label)"#,
            ]
        ),
        (
            "Pod", #"{"name":"a","generateName":"A-","namespace":"d"}"#, []
        ),
        (
            "Pod", #"{"name":"a","generateName":"Ab-","namespace":"d"}"#,
            [#"generateName: Invalid value: "Ab-": \#(NameWords.subdomain)"#]
        ),
        (
            "Pod", #"{"name":"a","namespace":"d","labels":{"x":"a b"},"annotations":{"_":""},"generation":-1}"#,
            [
                "generation: Invalid value: -1: must be greater than or equal to 0",
                #"labels: Invalid value: "a b": \#(NameWords.labelValue)"#,
                #"annotations: Invalid value: "_": name part \#(NameWords.qualified)"#,
            ]
        ),
        (
            "Pod", #"{"name":"a","namespace":"d","finalizers":["orphan","_","foregroundDeletion"]}"#,
            [
                #"finalizers: Invalid value: "_": name part \#(NameWords.qualified)"#,
                #"finalizers: Invalid value: ["orphan","_","foregroundDeletion"]: "#
                    + "finalizer orphan and foregroundDeletion cannot be both set",
                #"finalizers[1]: Invalid value: "_": "#
                    + "name is neither a standard finalizer name nor is it fully qualified",
            ]
        ),
    ]

    @Test("metadata of new objects are told", arguments: new)
    func newAreTold(kind: String, text: String, expected: [String]) throws {
        let faults = MetadataRules.faults(ofNew: FieldCursor("metadata", try parsed(text)), kind: kind)
        #expect(faults.map(\.description) == expected.map { "metadata.\($0)" })
    }

    private static let old =
        #"{"name":"a","namespace":"d","uid":"u","resourceVersion":"1","generation":3,"finalizers":["a.io/b"]}"#

    private static let updates: [(String, [String])] = [
        (old, []),
        (
            #"{"name":"a","namespace":"d","uid":"u","generation":3}"#,
            [#"resourceVersion: Invalid value: "": must be specified for an update"#]
        ),
        (
            #"{"name":"b","namespace":"e","uid":"v","resourceVersion":"1","generation":2}"#,
            [
                "generation: Invalid value: 2: must not be decremented",
                #"name: Invalid value: "b": field is immutable"#, #"namespace: Invalid value: "e": field is immutable"#,
                #"uid: Invalid value: "v": field is immutable"#,
            ]
        ),
        (
            #"{"name":"a","namespace":"d","uid":"u","resourceVersion":"1","generation":3,"deletionTimestamp":"x"}"#,
            [#"deletionTimestamp: Invalid value: "x": field is immutable"#]
        ),
    ]

    @Test("changes of metadata are told", arguments: updates) func update(text: String, expected: [String]) throws {
        let (new, old) = try (FieldCursor("metadata", parsed(text)), FieldCursor("metadata", parsed(Self.old)))
        let faults = MetadataRules.faults(ofUpdate: new, from: old)
        #expect(faults.map(\.description) == expected.map { "metadata.\($0)" })
    }

    @Test func `what is on its way out gets no new finalizers`() throws {
        var old = try parsed(Self.old)
        old["deletionTimestamp"] = "x"
        var new = old
        new["finalizers"] = ["c.io/d", "b.io/c"]
        let faults = MetadataRules.faults(ofUpdate: FieldCursor("m", new), from: FieldCursor("m", old))
        #expect(
            faults.map(\.description) == [
                "m.finalizers: Forbidden: no new finalizers can be added if the object is being deleted,"
                    + " found new finalizers []string{\"b.io/c\", \"c.io/d\"}"
            ])
        new["finalizers"] = []
        #expect(MetadataRules.faults(ofUpdate: FieldCursor("m", new), from: FieldCursor("m", old)) == [])
    }
}
