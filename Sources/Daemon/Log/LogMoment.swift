/// When a line was said.
public struct LogMoment: Equatable, Sendable {
    /// Seconds since 1970.
    public var seconds: Int64
    /// Nanoseconds of the second.
    public var nanoseconds: Int32
    /// By how many seconds the clocks on the wall are ahead of UTC.
    public var offsetSeconds: Int

    /// A moment as the clock says it.
    public init(seconds: Int64, nanoseconds: Int32 = 0, offsetSeconds: Int = 0) {
        (self.seconds, self.nanoseconds, self.offsetSeconds) = (seconds, nanoseconds, offsetSeconds)
    }

    /// Seconds since 1970 with six digits behind the point.
    var decimal: String { "\(seconds).\(Self.padded(Int(nanoseconds) / 1000, 6))" }

    /// Month, day, and the time with microseconds, as on the wall: `1025 00:15:15.525108`.
    var wall: String {
        let local = seconds + Int64(offsetSeconds)
        let day = local >= 0 ? local / 86400 : (local - 86399) / 86400
        let rest = Int(local - day * 86400)
        let (month, number) = Self.date(ofDay: Int(day))
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        return "\(Self.padded(month, 2))\(Self.padded(number, 2)) \(time).\(Self.padded(Int(nanoseconds) / 1000, 6))"
    }

    /// Month and day of a day since 1970: eras of 400 years that begin in March, so that a leap day is the last of one.
    private static func date(ofDay day: Int) -> (month: Int, day: Int) {
        let ofEra = ((day + 719_468) % 146_097 + 146_097) % 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        return (fromMarch < 10 ? fromMarch + 3 : fromMarch - 9, ofYear - (153 * fromMarch + 2) / 5 + 1)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
