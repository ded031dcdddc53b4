import Testing

@testable import KubernetesAPI

@Suite struct OwnerRulesTests {
    private static let references: [(String, [String])] = [
        (#"[{"apiVersion":"apps/v1","kind":"K","name":"n","uid":"u","controller":true}]"#, []),
        (
            "[{}]",
            ["apiVersion", "kind", "name", "uid"].map { "o[0].\($0): Required value: must not be empty" }
        ),
        (
            #"[{"apiVersion":"a/b/c","kind":"K","name":"n","uid":"u"}]"#,
            [#"o[0].apiVersion: Invalid value: "a/b/c": must be <group>/<version> or <version>"#]
        ),
        (
            #"[{"apiVersion":"v1","kind":"Event","name":"n","uid":"u"}]"#,
            [
                #"o[0]: Invalid value: {"apiVersion":"v1","kind":"Event","name":"n","uid":"u"}: "#
                    + "/v1, Kind=Event is disallowed from being an owner"
            ]
        ),
    ]

    @Test("references to owners are told", arguments: references)
    func referencesAreTold(text: String, expected: [String]) throws {
        #expect(OwnerRules.faults(of: FieldCursor("o", try parsed(text))).map(\.description) == expected)
    }

    @Test func `one owner controls an object`() throws {
        let one = #"{"apiVersion":"v1","kind":"K","name":"n","uid":"u","controller":true}"#
        let faults = OwnerRules.faults(of: FieldCursor("o", try parsed("[\(one),\(one)]")))
        #expect(
            faults.map(\.detail) == [
                "Only one reference can have Controller set to true. Found \"true\" in references for K/n and K/n"
            ])
    }
}
