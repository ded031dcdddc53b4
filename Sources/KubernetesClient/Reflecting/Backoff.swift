/// How long to wait before something that failed is tried again: longer each time, and never all at the same moment.
public struct Backoff: Sendable {
    /// The shortest and the longest wait, before a part of it is added by chance.
    public struct Bounds: Hashable, Sendable {
        let first: Duration
        let longest: Duration
        /// After so long without a failure the next one is the first again.
        let forgottenAfter: Duration

        /// Waits between these two.
        public init(first: Duration, longest: Duration, forgottenAfter: Duration) {
            self.first = first
            self.longest = longest
            self.forgottenAfter = forgottenAfter
        }

        /// As the clients that API servers are made for wait.
        public static let usual = Bounds(
            first: .milliseconds(800), longest: .seconds(30), forgottenAfter: .seconds(120))
    }

    private let bounds: Bounds
    private var chance: Chance
    private var next: Duration
    private var lastFailure: Duration?

    /// Waits of these bounds; of one seed come the same.
    public init(_ bounds: Bounds, seed: UInt64) {
        self.bounds = bounds
        chance = Chance(state: seed)
        next = bounds.first
    }

    /// How long to wait after a failure that happens now: up to twice the step, which doubles.
    public mutating func wait(now: Duration) -> Duration {
        if let lastFailure, now - lastFailure > bounds.forgottenAfter { next = bounds.first }
        let step = next
        next = min(step * 2, bounds.longest)
        lastFailure = now
        return step + fraction(of: step)
    }

    /// A part of a time, by chance.
    public mutating func fraction(of whole: Duration) -> Duration { whole * chance.fraction() }

    /// Forgets that anything failed.
    public mutating func reset() { next = bounds.first }
}

/// Numbers that look random, and are the same for the same seed.
private struct Chance: Sendable {
    var state: UInt64

    /// A number from 0 to below 1.
    mutating func fraction() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return Double((mixed ^ mixed >> 31) >> 11) * 0x1p-53
    }
}
