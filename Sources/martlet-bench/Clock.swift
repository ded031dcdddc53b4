import Benchmarks
import Glibc

/// Time as it passes, in nanoseconds, and how the two sides of a comparison take turns.
enum Clock {
    /// How long some work took.
    static func time(_ work: () throws -> Void) rethrows -> Double {
        let start = now(CLOCK_MONOTONIC)
        try work()
        return now(CLOCK_MONOTONIC) - start
    }

    /// How long some work kept this thread's core, for what is only arithmetic: other programs do not count.
    static func timeOnCore(_ work: () throws -> Void) rethrows -> Double {
        let start = now(CLOCK_THREAD_CPUTIME_ID)
        try work()
        return now(CLOCK_THREAD_CPUTIME_ID) - start
    }

    /// Runs two sides in turn, A B A B, after a round that does not count: what else the machine does meets both alike.
    static func interleave(
        rounds: Int, _ ours: (Int) throws -> Double, _ baseline: (Int) throws -> Double
    ) rethrows -> (ours: Samples, baseline: Samples) {
        _ = try (ours(0), baseline(0))
        var sides: (ours: [Double], baseline: [Double]) = ([], [])
        for round in 1...rounds {
            sides.ours.append(try ours(round))
            sides.baseline.append(try baseline(round))
        }
        return (Samples(sides.ours), Samples(sides.baseline))
    }

    /// Runs one side, after a round that does not count.
    static func samples(rounds: Int, _ side: (Int) throws -> Double) rethrows -> Samples {
        _ = try side(0)
        return Samples(try (1...rounds).map(side))
    }

    /// What a clock shows, in nanoseconds.
    static func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
