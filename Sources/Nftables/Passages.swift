/// The passage of each set and map that both rulesets have.
struct Passages {
    /// The sets of which rules must read a copy while they change.
    private(set) var copied: Set<String> = []

    /// Whether paths had to be looked at.
    private(set) var knowsPaths = false

    private let old: Ruleset
    private let new: Ruleset
    private var passages: [String: Passage] = [:]
    private var guarded: [String: Set<Element>] = [:]
    private var retiring: [String: Set<Element>] = [:]

    /// The passages of a round.
    init(_ round: Round) { self.init(round, round.analysis) }

    /// The same where it is known what touches what; `nil` where only rules change.
    init(_ round: Round, _ analysis: PassageAnalysis?) {
        old = round.old
        new = round.new
        guard let analysis else { return }
        knowsPaths = analysis.knowsPaths
        let timing = OpeningTiming(round, analysis)
        copied = timing.copied
        retiring = timing.retiring
        for set in round.sets {
            if let passage = timing.passages[set] ?? analysis.closingPassage(of: set) {
                passages[set] = passage
            } else {
                copied.insert(set)
            }
        }
        for map in round.maps { guarded[map] = analysis.guarded(in: map) }
    }

    /// The sets that change.
    var sets: some Sequence<String> { passages.keys }

    /// Whether some elements of maps change before the members of sets do.
    var splits: Bool { !retiring.isEmpty }

    /// Whether any set holds something else in one state than in another.
    func differ(_ state: (Passage) -> Elements, _ other: (Passage) -> Elements) -> Bool {
        passages.values.contains { state($0) != other($0) }
    }

    /// A set that both have, at one state of the way; `nil` where it does not change.
    func set(_ name: String, at state: (Passage) -> Elements) -> NamedSet? {
        passages[name].map { NamedSet(state($0), keeping: old.sets[name]?.comment) }
    }

    /// A map while packets still walk the old rules.
    func built(_ map: String) -> VerdictMap? { old.maps[map].map { closing(map, in: $0) } }

    /// A map whose first elements have changed: those that lead packets away from sets that change next.
    func retired(_ map: String) -> VerdictMap? {
        guard var result = built(map) else { return nil }
        for key in retiring[map] ?? [] where guarded[map]?.contains(key) != true {
            result.verdicts[key] = new.maps[map]?.verdicts[key]
        }
        return result
    }

    /// A map when packets walk the new rules.
    func switched(_ map: String) -> VerdictMap? { new.maps[map].map { closing(map, in: $0) } }

    private func closing(_ name: String, in other: VerdictMap) -> VerdictMap {
        var map = VerdictMap(other.layout, other.verdicts, keeping: old.maps[name]?.comment)
        for key in guarded[name] ?? [] { map.verdicts[key] = .drop }
        return map
    }
}
