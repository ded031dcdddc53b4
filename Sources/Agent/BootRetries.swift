public import Nftables

/// How a first look at the table that fails is tried again: what may pass by itself, so many times, and ever later.
public struct BootRetries: Hashable, Sendable {
    /// How often it is looked at all in all.
    public var triesMax = 12
    /// The first wait; each is twice the one before.
    public var waitMin = Duration.milliseconds(10)
    /// No wait is longer.
    public var waitMax = Duration.seconds(1)

    /// What is usual: about five seconds all in all.
    public init() {}

    /// How long to wait behind the how-manieth failure; `nil` where to give up.
    public func wait(after error: KernelError, tries: Int) -> Duration? {
        guard error.isPassing, tries < triesMax else { return nil }
        return min(waitMin * (1 << min(tries - 1, 20)), waitMax)
    }
}

extension AgentCore {
    /// The same as `boot`, where a look that fails is tried again. What failed is told with how long to wait; whoever
    /// does not want to says so, and the failure holds.
    public mutating func boot(
        _ kept: Ruleset?, _ retries: BootRetries, wait: (KernelError, Duration) -> Bool
    ) throws(KernelError) {
        for tries in 1..<max(1, retries.triesMax) {
            do throws(KernelError) {
                return try boot(kept)
            } catch {
                guard let time = retries.wait(after: error, tries: tries), wait(error, time) else { throw error }
            }
        }
        try boot(kept)
    }
}

extension KernelError {
    /// Whether another look may mend it.
    var isPassing: Bool {
        switch self {
        case .stale, .refused, .rejected, .lost, .unreadable, .refusedRequest: true
        case .tooLarge, .notPermitted, .ownedByAnother, .unavailable: false
        }
    }
}
