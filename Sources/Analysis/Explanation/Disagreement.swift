public import Nftables
public import PolicyEngine

/// The policies say one thing of a flow and the rules do another: a mistake of ours, or rules that are not ours.
public struct Disagreement: Hashable, Sendable {
    /// The flow.
    public let flow: Flow
    /// Whether the policies let it pass.
    public let isAllowed: Bool
    /// What the rules do with it.
    public let outcome: Trace.Outcome

    /// Both in one line.
    public var text: String {
        let wanted = isAllowed ? "allow" : "deny"
        let traffic: String =
            switch flow.traffic {
            case .port(let transport, let number): "\(transport.title) port \(number)"
            case .icmp(let type): "ICMP type \(type)"
            case .other(let number): "protocol \(number)"
            }
        return "\(flow.source) -> \(flow.destination), \(traffic): "
            + "the policies \(wanted) it, the rules say \(outcome.text)"
    }

    /// Lines above everything else, since nobody may overlook that policies and rules differ; none where they do not.
    static func alarm(_ disagreements: [Disagreement], areRulesGiven: Bool) -> [String] {
        if disagreements.isEmpty { return [] }
        let what =
            areRulesGiven
            ? [
                "!!! THE RULES DO NOT DO WHAT THE POLICIES SAY. Do not rely on what stands below:",
                "!!! see by martlet diff what differs.",
            ]
            : [
                "!!! THIS IS A BUG OF MARTLET: its rules do not do what the policies say. Please report it, with",
                "!!! this text by --verbose, with the policies, pods, namespaces and nodes, and with martlet dump.",
            ]
        let shown = disagreements.prefix(5).map { "!!! \($0.text)" }
        let left = disagreements.count - shown.count
        return what + shown + (left > 0 ? ["!!! and \(left) more"] : [])
    }
}
