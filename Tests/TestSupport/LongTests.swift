import Glibc
public import Testing

/// Whether the long tests are to run too: `scripts/test --all` says so by MARTLET_LONG=1.
public let runsLongTests = getenv("MARTLET_LONG").map { String(cString: $0) } == "1"

extension Trait where Self == ConditionTrait {
    /// Skips the test, by name, unless the long ones were asked for.
    public static var long: Self {
        .enabled(if: runsLongTests, "long: scripts/test --all runs it")
    }
}
