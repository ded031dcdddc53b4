/// A time as the API writes it, by RFC 3339: `2026-01-31T08:00:00Z`, perhaps with a fraction or another zone.
struct APITime {
    /// Whole seconds since 1970, leap seconds not counted.
    let seconds: Int64

    /// Reads a time; `nil` where the text is none.
    init?(_ text: String) {
        var rest = Rest(Array(text.utf8))
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

    private static func number(_ count: Int, _ rest: inout Rest) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<count {
            guard let digit = rest.digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private static func takes(_ mark: Unicode.Scalar, _ rest: inout Rest) -> Bool { rest.takes(UInt8(ascii: mark)) }

    private static func takesFraction(_ rest: inout Rest) -> Bool {
        guard takes(".", &rest) else { return true }
        guard rest.digit() != nil else { return false }
        while rest.digit() != nil {}
        return true
    }

    /// How many seconds the zone is ahead.
    private static func zone(_ rest: inout Rest) -> Int64? {
        if takes("Z", &rest) { return 0 }
        let isAhead = takes("+", &rest)
        guard isAhead || takes("-", &rest), let hours = number(2, &rest), takes(":", &rest),
            let minutes = number(2, &rest), hours < 24, minutes < 60
        else { return nil }
        return (isAhead ? 1 : -1) * (hours * 60 + minutes) * 60
    }

    /// What is not read yet.
    private struct Rest {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var isEmpty: Bool { place == bytes.count }

        mutating func takes(_ byte: UInt8) -> Bool {
            guard place < bytes.count, bytes[place] == byte else { return false }
            place += 1
            return true
        }

        mutating func digit() -> Int64? {
            guard place < bytes.count, bytes[place] &- UInt8(ascii: "0") <= 9 else { return nil }
            place += 1
            return Int64(bytes[place - 1] - UInt8(ascii: "0"))
        }
    }
}
