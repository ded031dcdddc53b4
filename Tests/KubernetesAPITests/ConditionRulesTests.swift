import JSON
import Testing

@testable import KubernetesAPI

@Suite struct ConditionRulesTests {
    private static let good =
        #"{"type":"Accepted","status":"True","reason":"Done","message":"","lastTransitionTime":"2024-01-01T00:00:00Z"}"#

    private static let lists: [(String, [String])] = [
        ("[\(good)]", []), ("[\(good),\(good)]", [#"c[1]: Duplicate value: "Accepted""#]),
        (
            "[{}]",
            [
                "c[0].type: Required value: is required", "c[0].status: Required value",
                "c[0].lastTransitionTime: Required value", "c[0].reason: Required value",
            ]
        ),
        (
            #"[{"type":"A","status":"yes","reason":"R","lastTransitionTime":"t","observedGeneration":-1}]"#,
            [
                #"c[0].status: Unsupported value: "yes": supported values: "False", "True", "Unknown""#,
                "c[0].observedGeneration: Invalid value: -1: must be greater than or equal to zero",
            ]
        ),
    ]

    @Test("conditions are told", arguments: lists) func conditions(text: String, expected: [String]) throws {
        #expect(ConditionRules.faults(of: FieldCursor("c", try parsed(text))).map(\.description) == expected)
    }

    @Test func `reasons and messages are not longer than they may be`() throws {
        var condition = try parsed(Self.good)
        condition["reason"] = .string(String(repeating: "a", count: 1025))
        condition["message"] = .string(String(repeating: "a", count: 32_769))
        let faults = ConditionRules.faults(of: FieldCursor("c", [condition]))
        #expect(
            faults.map(\.description) == [
                "c[0].reason: Too long: may not be more than 1024 bytes",
                "c[0].message: Too long: may not be more than 32768 bytes",
            ])
    }

    @Test func `conditions of a policy are told where they are`() throws {
        let text = #"{"status":{"conditions":[{"type":"A","status":"True","reason":"R"}]}}"#
        #expect(
            try faults(ofUpdate: "NetworkPolicy", from: "{}", to: text, isStatus: true)
                == ["status.conditions[0].lastTransitionTime: Required value"])
    }
}
