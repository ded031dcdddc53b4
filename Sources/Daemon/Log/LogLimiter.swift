/// Lets the same thing be said so many times a minute, and counts the rest. A value that is told the time.
public struct LogLimiter: Equatable, Sendable {
    /// What is to be done with a line.
    public enum Decision: Equatable, Sendable {
        /// It is to be said; so many like it were not since the last that was.
        case say(suppressed: Int)
        /// It is only counted.
        case suppress
    }

    private struct Window: Equatable {
        var start: Double
        var said = 0
        var suppressed = 0
    }

    private static let windowSeconds = 60.0

    private let perMinute: Int
    private let keysMax: Int
    private var windows: [String: Window] = [:]
    /// How many lines were suppressed so far.
    public private(set) var suppressedTotal = 0

    /// Lets `perMinute` lines of each key through. Where there are more keys than `keysMax`, those share one.
    public init(perMinute: Int = 10, keysMax: Int = 1000) {
        (self.perMinute, self.keysMax) = (perMinute, keysMax)
    }

    /// Whether a line of this key may be said now. `seconds` is of a clock that does not go back.
    public mutating func decide(_ key: String, at seconds: Double) -> Decision {
        let key = windows[key] != nil || hasRoom(at: seconds) ? key : ""
        var window = windows[key] ?? Window(start: seconds)
        if seconds - window.start >= Self.windowSeconds { (window.start, window.said) = (seconds, 0) }
        defer { windows[key] = window }
        guard window.said < perMinute else {
            window.suppressed += 1
            suppressedTotal += 1
            return .suppress
        }
        window.said += 1
        defer { window.suppressed = 0 }
        return .say(suppressed: window.suppressed)
    }

    /// What was suppressed and is owed a word, since its minute is over and nothing like it came again; sorted by key.
    public mutating func overdue(at seconds: Double) -> [(key: String, suppressed: Int)] {
        let over = windows.filter { seconds - $0.value.start >= Self.windowSeconds }
        for key in over.keys { windows[key] = nil }
        return over.filter { $0.value.suppressed > 0 }.map { ($0.key, $0.value.suppressed) }.sorted { $0.0 < $1.0 }
    }

    /// Whether one more key can be known. Only those with nothing to say are forgotten for it.
    private mutating func hasRoom(at seconds: Double) -> Bool {
        guard windows.count >= keysMax else { return true }
        windows = windows.filter { seconds - $0.value.start < Self.windowSeconds || $0.value.suppressed > 0 }
        return windows.count < keysMax
    }
}
