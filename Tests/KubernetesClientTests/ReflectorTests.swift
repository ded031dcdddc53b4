import Testing

@testable import KubernetesClient

@Suite struct ReflectorTests {
    @Test("in every state every input has these actions, and leads there", arguments: ReflectorSituation.allCases)
    func tables(_ situation: ReflectorSituation) {
        let text = "\(situation.title)\n\(situation.table)"
        let wanted = ReflectorTables.all[situation, default: ""]
        let (lines, wantedLines) = (Self.rows(text), Self.rows(wanted))
        #expect(lines.filter { !wantedLines.contains($0) } == [], "in place of the others, in \(situation)")
        #expect(text == wanted)
    }

    /// Each outcome in one line with its inputs.
    private static func rows(_ text: String) -> [String] {
        text.replacing("\n    ", with: " <= ").split(separator: "\n").map(String.init)
    }
}

/// What comes of each input in each state: the actions, the state that they lead to, and below them the inputs.
///
/// `Reflector` is held to every line: to change one is to change what it does, and a reviewer should ask why.
enum ReflectorTables {
    static let all: [ReflectorSituation: String] = [
        .new: new, .waitingToList: waitingToList, .waitingToWatch: waitingToWatch,
        .gatherUnanswered: gatherUnanswered, .gathering: gathering,
        .pageUnanswered: pageUnanswered, .page: page, .laterPage: laterPage,
        .watchUnanswered: watchUnanswered, .watching: watching, .watchingForLong: watchingForLong,
    ]
}
