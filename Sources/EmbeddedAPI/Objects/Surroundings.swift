internal import KubernetesAPI

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
    func timestamp() -> String {
        guard let text = ValueFormat.time(now()) else { preconditionFailure("the clock is beyond the year 9999") }
        return text
    }
}

/// Bytes as digits.
enum Hex {
    /// Two digits for each byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
