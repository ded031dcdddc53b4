import KubernetesModel

@testable import KubernetesClient

/// A state that a reflector can be in, and the way to it.
enum ReflectorSituation: String, CaseIterable {
    case new
    case gatherUnanswered
    case gathering
    case pageUnanswered
    case page
    case laterPage
    case watchUnanswered
    case watching
    case watchingForLong
    case waitingToList
    case waitingToWatch

    /// A reflector that is so.
    var probe: ReflectorProbe {
        switch self {
        case .new: return ReflectorProbe()
        case .gatherUnanswered: return Self.new.probe.told([.begin, .alarm])
        case .gathering:
            return Self.gatherUnanswered.probe.told([.accepted, .events([.changed(.named("a", 5))])])
        case .pageUnanswered: return ReflectorProbe(takesInitialEvents: false).told([.begin, .alarm])
        case .page: return Self.pageUnanswered.probe.told([.accepted, .objects([.named("a", 5)])])
        case .laterPage:
            let head = ListHead(resourceVersion: "9", continuation: "p")
            return Self.page.probe.told([.listed(head), .accepted, .objects([.named("b", 6)])])
        case .watchUnanswered:
            return Self.page.probe.told([.listed(ListHead(resourceVersion: "9", continuation: ""))])
        case .watching: return Self.watchUnanswered.probe.told([.accepted])
        case .watchingForLong:
            var probe = Self.watching.probe
            for _ in 0..<3 {
                probe.tell(.events([.bookmark(resourceVersion: "9", endsInitialEvents: false)]), after: .seconds(60))
            }
            return probe
        case .waitingToList: return Self.page.probe.told([.failed("cut")])
        case .waitingToWatch: return Self.watching.probe.told([.failed("cut")])
        }
    }

    /// The name, and the state that it leads to.
    var title: String { "\(rawValue): \(probe.place)" }

    /// What comes of every input there: each outcome once, with the inputs that lead to it.
    var table: String {
        var outcomes: [String] = []
        var inputs: [String: [String]] = [:]
        for row in ReflectorTelling.all {
            var probe = probe
            let actions = probe.tell(row.input, after: row.time)
            let outcome = (actions.isEmpty ? "-" : actions) + " => \(probe.place)"
            if inputs[outcome] == nil { outcomes.append(outcome) }
            inputs[outcome, default: []].append(row.name)
        }
        return outcomes.map { "\($0)\n" + Self.wrapped(inputs[$0, default: []]) }.joined()
    }

    private static func wrapped(_ names: [String]) -> String {
        var lines = [""]
        for (index, name) in names.enumerated() {
            let word = name + (index == names.count - 1 ? "" : ",")
            if lines[lines.count - 1].count + word.count > 95 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "    " : " ") + word
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension ReflectorProbe {
    /// The same, once it was told this.
    fileprivate func told(_ inputs: [ReflectorInput]) -> ReflectorProbe {
        var probe = self
        for input in inputs { probe.tell(input) }
        return probe
    }
}
