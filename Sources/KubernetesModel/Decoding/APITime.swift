/// A time as the API writes it, by RFC 3339: `2026-01-31T08:00:00Z`, perhaps with a fraction or another zone.
struct APITime {
    /// Whole seconds since 1970, leap seconds not counted.
    let seconds: Int64

    /// Reads a time; `nil` where the text is none.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        guard let year = Self.number(4, &rest), Self.takes("-", &rest), let month = Self.number(2, &rest),
            Self.takes("-", &rest), let day = Self.number(2, &rest), Self.takes("T", &rest),
            let hour = Self.number(2, &rest), Self.takes(":", &rest), let minute = Self.number(2, &rest),
            Self.takes(":", &rest), let second = Self.number(2, &rest), Self.takesFraction(&rest),
            let zone = Self.zone(&rest), rest.isEmpty
        else { return nil }
        guard 1...12 ~= month, 1...Self.days(of: month, year) ~= day, hour < 24, minute < 60, second < 60 else {
            return nil
        }
        seconds = ((Self.daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - zone
    }

    /// Counts from the first of March, so that a leap day ends a year; 400 years have 146,097 days.
    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month < 3 ? year - 1 + 400 : year + 400
        let monthsFromMarch = (month + 9) % 12
        let daysBefore = (153 * monthsFromMarch + 2) / 5
        let leapDays = shifted / 4 - shifted / 100 + shifted / 400
        return shifted * 365 + leapDays + daysBefore + day - 1 - 719_468 - 146_097
    }

    private static func days(of month: Int64, _ year: Int64) -> Int64 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        if month == 2 { return isLeap ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func number(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    private static func takes(_ mark: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func takesFraction(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard takes(".", &rest) else { return true }
        let behind = rest.drop { $0 &- UInt8(ascii: "0") <= 9 }
        defer { rest = behind }
        return behind.count < rest.count
    }

    /// How many seconds the zone is ahead.
    private static func zone(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        if takes("Z", &rest) { return 0 }
        let isAhead = takes("+", &rest)
        guard isAhead || takes("-", &rest), let hours = number(2, &rest), takes(":", &rest),
            let minutes = number(2, &rest), hours < 24, minutes < 60
        else { return nil }
        return (isAhead ? 1 : -1) * (hours * 60 + minutes) * 60
    }
}
