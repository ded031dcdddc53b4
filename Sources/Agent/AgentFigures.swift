public import Nftables

/// What there is to measure of the agent's own work, counted since it began.
public struct AgentFigures: Hashable, Sendable {
    /// How often the kernel was brought up to date with a change.
    public private(set) var programmingCount = 0
    /// How many batches were committed.
    public private(set) var commitCount = 0
    /// How often the whole table was looked at.
    public private(set) var lookCount = 0
    /// How often a call to the kernel failed, by what was wrong.
    public private(set) var failureCounts: [String: Int] = [:]
    /// How often open connections were looked through.
    public private(set) var connectionLookCount = 0
    /// For how long all in all.
    public private(set) var connectionLookTime = Duration.zero
    /// When the table was last known to be as it should be.
    public internal(set) var lastSync: Duration?

    /// Takes note of a call to the kernel.
    mutating func note(_ outcome: Reconciler.Outcome, took time: Duration) {
        switch outcome {
        case .observed: lookCount += 1
        case .applied: commitCount += 1
        case .generation: break
        case .failed(let error): failureCounts[error.word, default: 0] += 1
        }
    }

    /// Takes note that open connections were looked through.
    mutating func noteConnectionLook(took time: Duration) {
        connectionLookCount += 1
        connectionLookTime += time
    }

    /// Takes note that the kernel holds what changed.
    mutating func note(_ done: Work.Done) { programmingCount += 1 }
}

extension KernelError {
    /// One word for what is wrong.
    public var word: String {
        switch self {
        case .stale: "stale"
        case .refused: "refused"
        case .rejected: "rejected"
        case .lost: "lost"
        case .unreadable: "unreadable"
        case .tooLarge: "too_large"
        case .notPermitted: "not_permitted"
        case .ownedByAnother: "owned_by_another"
        case .unavailable: "unavailable"
        case .refusedRequest: "refused_request"
        }
    }
}
