import Glibc
public import Testing

/// Whether the long tests are to run too: `scripts/test --all` says so by MARTLET_LONG=1.
public let runsLongTests = getenv("MARTLET_LONG").map { String(cString: $0) } == "1"

/// Whether this is a soak: `scripts/soak` says so by MARTLET_TIMES.
public let isSoak = getenv("MARTLET_TIMES") != nil

/// How many rounds a test of chance goes: so many usually, so many among the long ones, and MARTLET_TIMES as many of
/// either in a soak. MARTLET_PERCENT of the long ones are enough where time is short, but never fewer than usually;
/// without the long ones it is so many of the usual ones, for machines that are emulated.
public func rounds(_ usual: Int, long: Int) -> Int {
    let (times, percent) = (max(1, number("MARTLET_TIMES") ?? 1), number("MARTLET_PERCENT") ?? 100)
    guard runsLongTests else { return max(min(1, usual), usual * percent / 100) * times }
    return max(usual, long * percent / 100) * times
}

private func number(_ variable: String) -> Int? { getenv(variable).flatMap { Int(String(cString: $0)) } }

extension Trait where Self == ConditionTrait {
    /// Skips the test, by name, unless the long ones were asked for.
    public static var long: Self {
        .enabled(if: runsLongTests, "long: scripts/test --all runs it")
    }
}
