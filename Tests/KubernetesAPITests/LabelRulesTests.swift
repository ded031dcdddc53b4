import JSON
import Testing

@testable import KubernetesAPI

@Suite struct LabelRulesTests {
    private static let selectors: [(String, [String])] = [
        (#"{"matchLabels":{"a.io/b":"c","d":""},"matchExpressions":[{"key":"k","operator":"Exists"}]}"#, []),
        (
            #"{"matchExpressions":[{"key":"k","operator":"In"},{"key":"k","operator":"NotIn","values":[]}]}"#,
            [0, 1].map {
                "s.matchExpressions[\($0)].values: Required value: must be specified when `operator` is 'In' or 'NotIn'"
            }
        ),
        (
            #"{"matchExpressions":[{"key":"k","operator":"DoesNotExist","values":["a"]}]}"#,
            [
                "s.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or"
                    + " 'DoesNotExist'"
            ]
        ),
        (
            #"{"matchExpressions":[{"key":"","operator":""}]}"#,
            [
                "s.matchExpressions[0].operator: Invalid value: \"\": not a valid selector operator",
                "s.matchExpressions[0].key: Invalid value: \"\": name part must be non-empty",
                "s.matchExpressions[0].key: Invalid value: \"\": name part \(NameWords.qualified)",
            ]
        ),
        (
            #"{"matchExpressions":[{"key":"k","operator":"In","values":["a","-"]}]}"#,
            ["s.matchExpressions[0].values[1]: Invalid value: \"-\": \(NameWords.labelValue)"]
        ),
        (
            #"{"matchLabels":{"a b":"c","d":"e f"}}"#,
            [
                "s.matchLabels: Invalid value: \"a b\": name part \(NameWords.qualified)",
                "s.matchLabels: Invalid value: \"e f\": \(NameWords.labelValue)",
            ]
        ),
    ]

    @Test("selectors are told", arguments: selectors) func selectorsAreTold(text: String, expected: [String]) throws {
        let faults = LabelRules.faults(ofSelector: FieldCursor("s", try parsed(text)))
        #expect(faults.map(\.description) == expected)
    }

    @Test func `annotations may have 256 KiB and names in large letters`() throws {
        let text = JSONValue.string(String(repeating: "x", count: (256 << 10) - 1))
        let cursor = { (name: String) in FieldCursor("a", .object([.init(name, text)])) }
        #expect(LabelRules.faults(ofAnnotations: cursor("A")) == [])
        let faults = LabelRules.faults(ofAnnotations: cursor("AB"))
        #expect(faults.map(\.description) == ["a: Too long: may not be more than 262144 bytes"])
        #expect(LabelRules.faults(ofAnnotations: cursor("A.Io/B!")).count == 2)
    }
}
