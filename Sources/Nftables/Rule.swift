/// One rule of a chain.
public struct Rule: Hashable, Sendable {
    /// Its parts, in order.
    public let statements: [Statement]
    /// What it is for, in the words of whoever made it.
    public let comment: LimitedText?

    /// The rule of these parts.
    public init(_ statements: [Statement], comment: String? = nil) {
        self.init(statements, keeping: comment.map { LimitedText($0) })
    }

    /// The rule of these parts, with a comment that was made already.
    public init(_ statements: [Statement], keeping comment: LimitedText?) {
        self.statements = statements
        self.comment = comment
    }

    /// The rule of these parts.
    public init(_ statements: Statement..., comment: String? = nil) {
        self.init(statements, comment: comment)
    }

    /// The sets, maps and counters that it names.
    public var references: [String] { statements.flatMap(\.references) }

    /// The chains that it jumps or goes to by itself, not by way of a map.
    public var targets: [String] {
        statements.compactMap { statement in
            if case .verdict(let verdict) = statement { verdict.target } else { nil }
        }
    }

    /// Whether no packet ever goes on behind this rule.
    public var endsEveryWalk: Bool {
        for statement in statements {
            switch statement {
            case .match, .limit, .verdictMap, .foreign: return false
            case .verdict(let verdict): return verdict == .accept || verdict == .drop
            case .reject: return true
            case .counter, .namedCounter, .log: continue
            }
        }
        return false
    }
}
