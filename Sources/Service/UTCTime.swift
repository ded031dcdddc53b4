internal import Glibc

/// Times as RFC 3339 writes them, in UTC.
enum UTCTime {
    /// `2026-01-31T08:00:00Z`, of seconds since 1970.
    static func text(of seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec]
        return date.map { padded($0) }.joined(separator: "-") + "T"
            + clock.map { padded(Int($0)) }.joined(separator: ":") + "Z"
    }

    /// Seconds since 1970, now.
    static var now: Int64 { Int64(time(nil)) }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
