import Analysis
import JSON

/// How the agent stands, for people: what matters most comes first.
struct AgentStatusText {
    private let status: JSONValue

    /// What the agent said of itself.
    init(_ status: JSONValue) { self.status = status }

    /// A line for each thing that there is to say.
    var text: String {
        var lines: [String] = []
        let problems = texts("problems")
        lines.append(problems.isEmpty ? "ready" : "NOT READY")
        lines += problems.map { "  \($0)" }
        add("node", word("node"), to: &lines)
        add("source", word("source"), to: &lines)
        add("", word("sourceProblem"), to: &lines)
        add("enforcement", word("enforcement"), to: &lines)
        if let seconds = word("pausedSeconds") { add("paused", "for another \(seconds) s", to: &lines) }
        let isOwned = status["tableOwned"] == .bool(true)
        add("table", isOwned ? "ours: nobody else can change it" : "watched and repaired", to: &lines)
        if let local = word("localPods"), let ingress = word("isolatedIngress"), let egress = word("isolatedEgress") {
            add("pods here", "\(local), isolated \(ingress) for ingress and \(egress) for egress", to: &lines)
        }
        if let pods = word("pods"), let policies = word("policies") {
            add("cluster", "\(pods) pods, \(policies) policies", to: &lines)
        }
        for policy in texts("brokenPolicies") {
            add("broken", "\(policy) cannot be read, so it allows nothing", to: &lines)
        }
        if let seconds = word("lastSyncSecondsAgo") { add("in sync", "\(seconds) s ago", to: &lines) }
        if let seconds = word("lastDriftSecondsAgo") { add("repaired", "\(seconds) s ago", to: &lines) }
        if let count = word("connectionsCut"), count != "0" { add("connections", "\(count) cut", to: &lines) }
        add("configuration", word("configurationProblem"), to: &lines)
        add("version", word("version"), to: &lines)
        return lines.map { PrintableText($0).text + "\n" }.joined()
    }

    private func add(_ name: String, _ value: String?, to lines: inout [String]) {
        guard let value else { return }
        lines.append("\(name)\(String(repeating: " ", count: max(1, 15 - name.count)))\(value)")
    }

    private func word(_ name: String) -> String? {
        switch status[name] {
        case .string(let text), .decimal(let text): text
        case .number(let number): "\(number)"
        default: nil
        }
    }

    private func texts(_ name: String) -> [String] {
        status[name]?.items?.compactMap(\.string) ?? []
    }
}
