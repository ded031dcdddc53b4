import Glibc
public import Testing

/// Whether the long tests are to run too: `scripts/test --all` says so by MARTLET_LONG=1.
public let runsLongTests = getenv("MARTLET_LONG").map { String(cString: $0) } == "1"

/// Whether this is a soak: `scripts/soak` says so by MARTLET_TIMES.
public let isSoak = getenv("MARTLET_TIMES") != nil

/// How many rounds a test of chance goes: so many usually, so many among the long ones, and MARTLET_TIMES as many of
/// either in a soak. MARTLET_PERCENT of the long ones are enough where time is short, but never fewer than usually.
public func rounds(_ usual: Int, long: Int) -> Int {
    let times = number("MARTLET_TIMES") ?? 1
    guard runsLongTests else { return usual * max(1, times) }
    return max(usual, long * (number("MARTLET_PERCENT") ?? 100) / 100) * max(1, times)
}

private func number(_ variable: String) -> Int? { getenv(variable).flatMap { Int(String(cString: $0)) } }

extension Trait where Self == ConditionTrait {
    /// Skips the test, by name, unless the long ones were asked for.
    public static var long: Self {
        .enabled(if: runsLongTests, "long: scripts/test --all runs it")
    }
}
