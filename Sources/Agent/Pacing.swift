/// When to work off what changed: the first change at once, and changes in a burst together.
///
/// Between two rounds lies a rest that is a multiple of what the last one took, so that a node on which each round is
/// cheap answers each change, and one on which rounds are dear does not spend all its time on them.
public struct Pacing: Hashable, Sendable {
    /// The rest behind a round is so many times its length.
    public var restFactor: Int
    /// No rest is shorter: what changes together comes in within a few milliseconds.
    public var restMin: Duration
    /// No change waits longer than this for its round to begin, however long rounds take.
    public var delayMax: Duration

    private var changedSince: Duration?
    private var restUntil: Duration?

    /// A pacing; what is usual, where nothing else is said.
    public init(
        restFactor: Int = 2, restMin: Duration = .milliseconds(5), delayMax: Duration = .seconds(1)
    ) {
        self.restFactor = restFactor
        self.restMin = restMin
        self.delayMax = delayMax
    }

    /// Whether a change waits.
    public var isWaiting: Bool { changedSince != nil }

    /// When the next round should begin; `nil` while nothing waits.
    public var due: Duration? {
        guard let changedSince else { return nil }
        guard let restUntil else { return changedSince }
        return min(max(changedSince, restUntil), changedSince + delayMax)
    }

    /// Takes note that something changed.
    public mutating func noteChange(at now: Duration) { changedSince = changedSince ?? now }

    /// Takes note of a round that worked off all changes noted so far.
    public mutating func noteRound(from start: Duration, to end: Duration) {
        changedSince = nil
        restUntil = end + max(restMin, (end - start) * restFactor)
    }
}
