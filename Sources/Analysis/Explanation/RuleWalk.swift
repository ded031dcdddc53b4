import Addresses
import KubernetesModel
import Nftables

/// What the rules do with the first packet of a connection, in the order in which the kernel asks them.
struct RuleWalk: Hashable {
    /// The packet.
    let packet: Packet
    /// Its way.
    let trace: Trace
    private let rulesByChain: [String: Int]
    private let knowsLinks: Bool

    /// The way of a packet through the rules of a tracer, which may know by which links pods send.
    init(_ packet: Packet, knowingLinks: Bool, in ruleset: Ruleset, _ tracer: PacketTracer) {
        self.packet = packet
        knowsLinks = knowingLinks
        trace = tracer.trace(packet)
        let chains = Set(trace.steps.map(\.chain))
        rulesByChain = Dictionary(uniqueKeysWithValues: chains.map { ($0, ruleset.chains[$0]?.rules.count ?? 0) })
    }

    /// How it comes to the rules.
    var title: String {
        switch packet.hook {
        case .input: "for the node itself\(arrival)"
        case .output: "sent by the node itself"
        case .forward: "forwarded\(arrival)"
        case .prerouting, .postrouting: packet.hook.word
        }
    }

    /// By which link it comes: a pod's own proves its address, and what is no known pod's comes by none of theirs.
    private var arrival: String {
        knowsLinks ? packet.inputInterface.map { ", by \($0)" } ?? ", by no known pod's link" : ""
    }

    /// The steps that decided something, or all of them, and the outcome.
    func lines(verbose: Bool) -> [String] {
        let steps = verbose ? trace.steps.map(\.text) : trace.steps.compactMap { line($0) }
        let none = trace.steps.isEmpty ? ["no rule is asked here"] : []
        return none + steps + ["=> \(trace.outcome.text)\(trace.isCertain ? "" : ", as far as can be told")"]
    }

    /// A step in one line; `nil` for one that only passed by.
    private func line(_ step: Trace.Step) -> String? {
        // A chain that is jumped to has its name in the line before, and its rules stand further in.
        let indent = String(repeating: "  ", count: step.depth)
        let name = step.depth == 0 ? step.chain : ""
        let position = step.position.map { [name, "rule \($0)"].filter { !$0.isEmpty }.joined(separator: " ") } ?? name
        let place = indent + position
        let notes = step.notes.map { " (\($0))" }.joined()
        switch step.event {
        case .noMatch, .nextRule, .verdict(.continue):
            return step.notes.isEmpty && step.effects.isEmpty ? nil : "\(place)\(rule(step))\(notes)"
        case .verdict(let verdict):
            let isByMap = step.rule.map { $0.statements.contains { $0.isMap } } ?? false
            return "\(place)\(rule(step))\(isByMap ? " -> \(verdict.text)" : "")\(notes)"
        case .rejected, .tooDeep: return "\(place)\(rule(step))\(step.event == .tooDeep ? ": too deep" : "")\(notes)"
        case .returned, .policy:
            let count = rulesByChain[step.chain] ?? 0
            let words =
                count == 0 ? "no rules" : count == 1 ? "its rule does not decide" : "none of its \(count) rules decides"
            return indent + (name.isEmpty ? words : "\(name): \(words)") + notes
        case .skipped: return nil
        }
    }

    private func rule(_ step: Trace.Step) -> String {
        step.rule.map { ": \($0.text)" } ?? ""
    }
}

extension Statement {
    fileprivate var isMap: Bool {
        if case .verdictMap = self { true } else { false }
    }
}
