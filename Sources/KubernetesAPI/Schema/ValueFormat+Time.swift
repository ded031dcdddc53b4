extension ValueFormat {
    /// A time as RFC 3339 writes it, in whole seconds since 1970; `nil` where its year has not four digits.
    public static func time(_ seconds: Int64) -> String? {
        // From the first day of year 0 to the last one of year 9999.
        guard -62_167_219_200..<253_402_300_800 ~= seconds else { return nil }
        let shifted = seconds + secondsToEra
        let (year, month, day) = date(shifted / 86_400)
        let second = shifted % 86_400
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)Z"
    }

    /// From the first of March 400 years before year 0 to 1970, so that no number is negative.
    private static let secondsToEra: Int64 = (719_468 + 146_097) * 86_400

    /// Counts years from the first of March, so that a leap day ends a year; 400 years have 146,097 days.
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, day) = days.quotientAndRemainder(dividingBy: 146_097)
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (era * 400 - 400 + year + (month < 3 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }

    private static func padded(_ number: Int64, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: count - digits.count) + digits
    }
}
