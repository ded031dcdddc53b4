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
        let sides = try interleave(rounds: rounds, sides: 2) { side, round in
            try side == 0 ? ours(round) : baseline(round)
        }
        return (sides[0], sides[1])
    }

    /// The same with any number of sides, which are told their number and that of the round. Where each round is a
    /// process of its own there is nothing that could warm up.
    static func interleave(
        rounds: Int, sides count: Int, warmsUp: Bool = true, _ measure: (_ side: Int, _ round: Int) throws -> Double
    ) rethrows -> [Samples] {
        if warmsUp { for side in 0..<count { _ = try measure(side, 0) } }
        var sides = [[Double]](repeating: [], count: count)
        for round in 1...rounds {
            for side in 0..<count { sides[side].append(try measure(side, round)) }
        }
        return sides.map { Samples($0) }
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
