/// Times as objects have them and durations as tables show them.
enum TimeText {
    /// The seconds since 1970 of a time such as `2024-05-01T12:00:00Z`, with a fraction or another zone or without.
    static func seconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), let offset = zone(bytes[19...])
        else { return nil }
        return ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - offset
    }

    /// A duration as tables show it, such as `3d4h`: two of its units at most.
    static func duration(seconds: Int64) -> String {
        if seconds < -1 { return "<invalid>" }
        if seconds < 120 { return "\(max(0, seconds))s" }
        let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
        if minutes < 10 { return joined(minutes, "m", seconds % 60, "s") }
        if minutes < 180 { return "\(minutes)m" }
        if hours < 8 { return joined(hours, "h", minutes % 60, "m") }
        if hours < 48 { return "\(hours)h" }
        if days < 8 { return joined(days, "d", hours % 24, "h") }
        if days < 730 { return "\(days)d" }
        return days < 365 * 8 ? joined(days / 365, "y", days % 365, "d") : "\(days / 365)y"
    }

    private static func joined(_ large: Int64, _ unit: String, _ small: Int64, _ smallUnit: String) -> String {
        small == 0 ? "\(large)\(unit)" : "\(large)\(unit)\(small)\(smallUnit)"
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        digits.reduce(0 as Int64?) { result, byte in
            guard let result, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            return result * 10 + Int64(byte - UInt8(ascii: "0"))
        }
    }

    /// How many seconds a zone such as `Z` or `+02:00` is ahead, behind a fraction or without one.
    private static func zone(_ rest: ArraySlice<UInt8>) -> Int64? {
        var rest = rest
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        if rest.elementsEqual("Z".utf8) { return 0 }
        guard rest.count == 6, let sign = rest.first, "+-".utf8.contains(sign),
            let hours = number(rest.dropFirst().prefix(2)), let minutes = number(rest.suffix(2))
        else { return nil }
        return (hours * 60 + minutes) * 60 * (sign == UInt8(ascii: "+") ? 1 : -1)
    }

    /// The days from 1970 to a date; years begin in March here, so that the day of a leap year comes last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let years = month > 2 ? year : year - 1
        let months = (month + 9) % 12
        return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1 - 719_468
    }
}
