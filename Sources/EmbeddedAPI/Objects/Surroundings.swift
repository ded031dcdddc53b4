/// What the server takes from the world around it, so that tests can say what that is.
struct Surroundings: Sendable {
    /// Seconds since 1970.
    let now: @Sendable () -> Int64
    /// As many bytes that nobody can guess.
    let randomBytes: @Sendable (Int) -> [UInt8]

    /// A random UUID.
    func uid() -> String {
        var bytes = randomBytes(16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hex.text(bytes[$0]) }.joined(separator: "-")
    }

    /// Five characters for the end of a name, of those that make no words.
    func nameSuffix() -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        return String(randomBytes(5).map { letters[Int($0) % letters.count] })
    }

    /// The time as objects carry it.
    func timestamp() -> String { Timestamp.text(now()) }
}

/// Bytes as digits.
enum Hex {
    /// Two digits for each byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

/// Moments as text.
enum Timestamp {
    /// A moment in seconds since 1970, as RFC 3339 in UTC: `2026-11-29T07:12:03Z`.
    static func text(_ seconds: Int64) -> String {
        let (days, rest) = (floored(seconds, by: 86_400), seconds - floored(seconds, by: 86_400) * 86_400)
        let (year, month, day) = date(days)
        let clock = [rest / 3_600, rest / 60 % 60, rest % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)Z"
    }

    /// The date of a day counted from 1970, in eras of 400 years that begin in March.
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floored(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
        number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
