import Testing

@testable import KubernetesAPI

@Suite struct TolerationRulesTests {
    private static let tolerations: [(String, [String])] = [
        (#"{"key":"a","operator":"Exists","effect":"NoExecute","tolerationSeconds":3}"#, []),
        (#"{"operator":"Exists"}"#, []), (#"{"key":"a","value":"b"}"#, []),
        (
            "{}",
            [
                #"""
                operator: Invalid value: "": operator must be Exists when `key` is empty, which means \#
                "match all values and all keys"
                """#
            ]
        ),
        (
            #"{"key":"a","tolerationSeconds":3}"#,
            [#"effect: Invalid value: "": effect must be 'NoExecute' when `tolerationSeconds` is set"#]
        ),
        (#"{"key":"a","value":"b c"}"#, [#"operator: Invalid value: "b c": \#(NameWords.labelValue)"#]),
        (
            #"{"key":"a","operator":"Exists","value":"b"}"#,
            [
                #"""
                operator: Invalid value: {"Key":"a","Operator":"Exists","Value":"b","Effect":"",\#
                "TolerationSeconds":null}: value must be empty when `operator` is 'Exists'
                """#
            ]
        ),
        (
            #"{"key":"a","operator":"Is","effect":"X"}"#,
            [
                #"operator: Unsupported value: "Is": supported values: "Equal", "Exists""#,
                #"""
                effect: Unsupported value: "X": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
                """#,
            ]
        ),
    ]

    @Test("tolerations are told", arguments: tolerations)
    func tolerationsAreTold(text: String, expected: [String]) throws {
        let faults = TolerationRules.faults(of: FieldCursor("t", try parsed(text)))
        #expect(faults.map(\.description) == expected.map { "t.\($0)" })
    }
}
