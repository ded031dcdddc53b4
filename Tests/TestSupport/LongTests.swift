import Glibc
public import Testing

/// Whether the long tests are to run too: `scripts/test --all` says so by MARTLET_LONG=1.
public let runsLongTests = getenv("MARTLET_LONG").map { String(cString: $0) } == "1"

/// Whether this is a soak: `scripts/soak` says so by MARTLET_TIMES.
public let isSoak = getenv("MARTLET_TIMES") != nil

/// How many rounds a test of chance goes: so many usually, so many among the long ones, and MARTLET_TIMES as many of
/// either in a soak.
public func rounds(_ usual: Int, long: Int) -> Int {
    let times = getenv("MARTLET_TIMES").flatMap { Int(String(cString: $0)) } ?? 1
    return (runsLongTests ? long : usual) * max(1, times)
}

extension Trait where Self == ConditionTrait {
    /// Skips the test, by name, unless the long ones were asked for.
    public static var long: Self {
        .enabled(if: runsLongTests, "long: scripts/test --all runs it")
    }
}
