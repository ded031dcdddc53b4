internal import Glibc

/// The clock that deadlines are told by: it never goes back, and nobody sets it.
public enum MonotonicClock {
    /// Seconds since some moment.
    public static var seconds: Double { Double(microseconds) / 1_000_000 }

    /// Milliseconds since some moment.
    static var milliseconds: Int64 { microseconds / 1000 }

    /// Microseconds of CLOCK_MONOTONIC, as systemd wants them.
    static var microseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
