import Testing

@Suite struct NodeRulesTests {
    private static let nodes: [(String, [String])] = [
        (#"{"taints":[{"key":"a","effect":"NoSchedule"},{"key":"a","effect":"NoExecute"}],"podCIDRs":["::/64"]}"#, []),
        (
            #"{"podCIDRs":["x"]}"#,
            ["podCIDRs[0]: Invalid value: \"x\": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"]
        ),
        (
            #"{"taints":[{"key":"a","value":"b c","effect":"No"}]}"#,
            [
                #"taints[0].value: Invalid value: "b c": \#(NameWords.labelValue)"#,
                #"""
                taints[0].effect: Unsupported value: "No": supported values: "NoSchedule", "PreferNoSchedule", \#
                "NoExecute"
                """#,
            ]
        ),
        (
            #"{"taints":[{"key":"a","effect":"NoSchedule"},{"key":"a","effect":"NoSchedule"}]}"#,
            [
                #"""
                taints[1]: Duplicate value: {"Key":"a","Value":"","Effect":"NoSchedule","TimeAdded":null}: \#
                taints must be unique by key and effect pair
                """#
            ]
        ),
        (#"{"taints":[{"key":"a"}]}"#, ["taints[0].effect: Required value"]),
    ]

    @Test("specs of a node are told", arguments: nodes) func nodesAreTold(text: String, expected: [String]) throws {
        #expect(try faults(ofNew: "Node", #"{"spec":\#(text)}"#) == expected.map { "spec.\($0)" })
    }

    @Test func `what names a node elsewhere is set once`() throws {
        let set = #"{"spec":{"providerID":"a","podCIDRs":["10.0.0.0/24"]}}"#
        #expect(try faults(ofUpdate: "Node", from: "{}", to: set) == [])
        #expect(
            try faults(ofUpdate: "Node", from: set, to: #"{"spec":{"providerID":"b"}}"#) == [
                "spec.podCIDRs: Forbidden: node updates may not change podCIDR except from \"\" to valid",
                "spec.providerID: Forbidden: node updates may not change providerID except from \"\" to valid",
            ])
    }
}
