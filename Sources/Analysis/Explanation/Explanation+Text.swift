import KubernetesModel

extension Explanation {
    /// The answer for people: the verdict first, and no more than is needed; verbose with every peer, port and rule.
    public func text(verbose: Bool = false) -> String {
        var sections = [
            Disagreement.alarm(disagreements, areRulesGiven: areRulesGiven), summary,
            notes.isEmpty ? [] : notes.map { "note: \($0)" },
        ]
        for answer in answers { sections += AnswerText(answer, self, verbose: verbose).sections }
        sections += [remedyLines, hints.map { "hint: \($0)" }]
        let lines = sections.filter { !$0.isEmpty }.map { $0.map(\.printable).joined(separator: "\n") }
        return lines.joined(separator: "\n\n") + "\n"
    }

    /// One line above several answers.
    private var summary: [String] {
        guard answers.count > 1 else { return [] }
        let isOfPorts = question.port != nil
        let words: String =
            switch verdict {
            case .allowed: isOfPorts ? "ALLOWED" : "OPEN"
            case .partly: isOfPorts ? "PARTLY DENIED" : "PARTLY CLOSED"
            case .denied: isOfPorts ? "DENIED" : "CLOSED"
            }
        let all = answers.flatMap(\.connections)
        let open = all.count(where: \.isAllowed)
        let isOfPods = Set(all.map { [$0.pairing.source, $0.pairing.destination] }).count > 1
        let counted = isOfPods ? "connections between their pods" : "families of addresses"
        let count =
            verdict == .partly
            ? ": \(open) of \(all.count) \(counted) \(open == 1 ? "passes" : "pass")" : ", with answers that differ"
        return ["\(words): \(question.source.title) -> \(question.destination.title)\(count)"]
    }

    private var remedyLines: [String] {
        let ends = Set(remedies.map(\.direction)).count
        var lines: [String] = []
        if remedies.count > 1 {
            lines = [
                "To let it pass, \(remedies.count == 2 ? "both" : "all") of these are needed\(ends > 1 ? "" : ":")"
            ]
            if ends > 1 { lines[0] += ", since both ends deny it:" }
        }
        for (index, remedy) in remedies.enumerated() {
            let start = remedies.count > 1 ? "\(index + 1). \(remedy.instruction(isFirst: true)):" : ""
            lines += (lines.isEmpty ? [] : [""]) + [start.isEmpty ? "To let it pass, \(remedy.instruction()):" : start]
            lines += [""] + remedy.yaml.indented.lines
            if !remedy.remarks.isEmpty { lines += [""] + remedy.remarks.map { "  (\($0))" } }
        }
        return lines
    }
}

extension Remedy {
    /// What to do with the YAML.
    func instruction(isFirst: Bool = false) -> String {
        let verb: String =
            switch place {
            case .peer: "add this peer to \(path ?? "") of NetworkPolicy \(policy)"
            case .rule: "add this rule to \(path ?? "") of NetworkPolicy \(policy)"
            case .policy: "apply this NetworkPolicy"
            }
        return isFirst ? verb.prefix(1).uppercased() + verb.dropFirst() : verb
    }
}
