/// What became of a packet, and by which steps.
public struct Trace: Hashable, Sendable {
    /// What becomes of a packet at the end of a hook.
    public enum Outcome: Hashable, Sendable {
        /// It goes on.
        case accepted
        /// It is gone, and nobody is told.
        case dropped
        /// It is gone, and its sender is told.
        case rejected(Rejection)
    }

    /// What became of the packet.
    public let outcome: Outcome
    /// Whether all that the packet met is known to us; where not, the steps have notes that say what was not.
    public let isCertain: Bool
    /// The steps, in the packet's order.
    public let steps: [Step]

    /// One line for each step, deeper chains further in, and one for the outcome.
    public var text: String {
        steps.map { "\($0.text)\n" }.joined() + "\(outcome.text)\(isCertain ? "" : ", as far as we can tell")\n"
    }
}

extension Trace {
    /// What one rule, or the end of a chain, did with the packet.
    public struct Step: Hashable, Sendable {
        /// The chain.
        public let chain: String
        /// How many jumps lie between the base chain and this one.
        public let depth: Int
        /// The rule's number in its chain, the first being 1; `nil` at a chain's end, or where no rule was reached.
        public let position: Int?
        /// The rule.
        public let rule: Rule?
        /// What happened.
        public let event: Event
        /// The counters and logs that saw the packet on the way through the rule.
        public let effects: [Statement]
        /// What could not be known here.
        public let notes: [String]

        /// The step in one line.
        public var text: String {
            let place = position.map { " rule \($0)" } ?? ""
            let rule = rule.map { ": \($0.text)" } ?? ""
            let effects = effects.map { " [\($0.text)]" }.joined()
            let notes = notes.map { " (\($0))" }.joined()
            return String(repeating: "  ", count: depth) + "\(chain)\(place)\(rule) -> \(event.text)\(effects)\(notes)"
        }
    }

    /// What can happen to a packet at a rule or at the end of a chain.
    public enum Event: Hashable, Sendable {
        /// The rule ended at this statement, which does not hold for the packet.
        case noMatch(Statement)
        /// The rule holds and says nothing about where to go.
        case nextRule
        /// The rule gave this verdict, by itself or by a map.
        case verdict(Verdict)
        /// The rule refused the packet.
        case rejected(Rejection)
        /// The chain ended, and the packet is back behind the jump that led here.
        case returned
        /// The base chain ended, and its policy decided.
        case policy(BaseChain.Policy)
        /// The jump would be one more than the kernel has room for; it drops such a packet.
        case tooDeep
        /// The base chain is of a kind that does not decide.
        case skipped(BaseChain.Kind)

        /// The event in a few words.
        var text: String {
            switch self {
            case .noMatch(let statement): "no match: \(statement.text)"
            case .nextRule: "next rule"
            case .verdict(let verdict): verdict.text
            case .rejected(let rejection): rejection.text
            case .returned: "end of chain"
            case .policy(let policy): policy == .accept ? "policy accept" : "policy drop"
            case .tooDeep: "too deep, drop"
            case .skipped(let kind): "not asked, its kind is \(kind.rawValue)"
            }
        }
    }
}

extension Trace.Outcome {
    /// The outcome in a few words.
    public var text: String {
        switch self {
        case .accepted: "accepted"
        case .dropped: "dropped"
        case .rejected(let rejection): "rejected (\(rejection.text))"
        }
    }
}
