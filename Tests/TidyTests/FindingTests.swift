import Testing

@Suite struct FindingTests {
    private let finding = Finding(path: "Sources/A/X.swift", line: 3, what: "is wrong")

    @Test("a finding stands unless an exception names its rule and its file")
    func exceptions() {
        let right = RuleException(rule: "r", path: "Sources/A/X.swift", reason: "why")
        let otherFile = RuleException(rule: "r", path: "Sources/A/Y.swift", reason: "why")
        let otherRule = RuleException(rule: "q", path: "Sources/A/X.swift", reason: "why")
        #expect(standing("r", [finding], []) == [finding])
        #expect(standing("r", [finding], [right, otherRule]) == [])
        #expect(standing("r", [finding], [otherRule]) == [finding])
        #expect(standing("r", [], [otherFile]).map(\.path) == ["Sources/A/Y.swift"])
    }

    @Test("holding a rule fails the test once for each finding, with file, line and words")
    func holds() {
        withKnownIssue {
            hold("r", [finding, finding], exceptions: [])
        } matching: { issue in
            issue.comments.contains("Sources/A/X.swift:3: is wrong")
        }
    }
}
