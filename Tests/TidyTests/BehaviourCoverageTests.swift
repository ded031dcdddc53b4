import Testing

/// The checklist of behaviours that the field expects of a NetworkPolicy implementation, by group and number, as far
/// as it is about policies and the rules they become. Each is named by a test.
@Suite struct BehaviourCoverageTests {
    private static let groups: [(name: String, numbers: ClosedRange<Int>)] = [
        ("D1", 1...13), ("D2", 14...26), ("D3", 27...36), ("D4", 37...54), ("D5", 55...62), ("D6", 63...76),
        ("D7", 77...90), ("D11", 127...132), ("D14", 156...160),
    ]
    /// Pacing and retries are the agent's; the judge is a function, so that there is nothing to cancel.
    private static let elsewhere: Set = ["D6.72", "D6.73", "D14.158"]

    @Test("each behaviour of the checklist is in the name of a test")
    func isNamed() {
        let named = Self.named(in: .ours)
        let wanted = Self.groups.flatMap { group in group.numbers.map { "\(group.name).\($0)" } }
        #expect(wanted.filter { !named.contains($0) && !Self.elsewhere.contains($0) } == [])
    }

    @Test("a behaviour that only a comment names is not covered")
    func findsNames() {
        let planted = SourceTree([
            "Tests/XTests/XTests.swift": """
            // D1.1 is said here.
            @Test("D1.2 and D1.3 are tested", arguments: 1...2)
            @Test(
                "D4.54 stands on a line of its own")
            """
        ])
        #expect(Self.named(in: planted) == ["D1.2", "D1.3", "D4.54"])
    }

    private static func named(in tree: SourceTree) -> Set<String> {
        var found: Set<String> = []
        for file in tree.swift where file.path.hasPrefix("Tests/") {
            for token in file.tokens where token.kind == .string {
                let words = token.text.split { !($0.isLetter || $0.isNumber || $0 == ".") }.prefix(12)
                found.formUnion(words.map(String.init).filter { isNumber($0) })
            }
        }
        return found
    }

    private static func isNumber(_ word: String) -> Bool {
        let parts = word.split(separator: ".")
        return parts.count == 2 && parts[0].first == "D" && parts[0].dropFirst().allSatisfy(\.isNumber)
            && parts[1].allSatisfy(\.isNumber)
    }
}
