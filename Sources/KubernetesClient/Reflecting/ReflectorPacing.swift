/// How long a reflector waits for what.
public struct ReflectorPacing: Hashable, Sendable {
    /// How many objects one answer of a list may hold.
    public var pageLimit = 500
    /// How long a watch may take, at least and at most: chosen anew for each, so that not all end together.
    public var watchSeconds = 300...600
    /// A watch that ends sooner, ends by a fault.
    public var shortestWatch = Duration.seconds(1)
    /// How long an answer may take to begin.
    public var answerMax = Duration.seconds(30)
    /// Where a server is known to say every minute how far it is, a watch that is silent for so long is dead.
    public var silenceMax = Duration.seconds(180)
    /// Where what there is in the beginning is not said on, it is asked for in another way.
    public var initialSilenceMax = Duration.seconds(30)
    /// A list of which nothing more comes for so long is asked for again.
    public var listSilenceMax = Duration.seconds(30)
    /// The first question waits for up to so long, so that a thousand nodes do not ask at once.
    public var startSpread = Duration.milliseconds(250)
    /// So often in a row a server may fail at the same question, before it is asked another one.
    public var stumblesMax = 3
    /// How long to wait after failures.
    public var backoff = Backoff.Bounds.usual
    /// How long to wait where a permission is missing: only people can mend that.
    public var forbiddenWait = Duration.seconds(30)

    /// What is usual.
    public init() {}
}
