/// How much a line matters.
public enum LogLevel: Int, Comparable, Sendable, CaseIterable {
    /// Enforcement may be wrong.
    case error
    /// Something was mended, or is tried again.
    case warning
    /// Something was done.
    case info
    /// Why something was done.
    case debug

    /// By how much they matter.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }

    /// The letter that a line of text begins with.
    var letter: String {
        switch self {
        case .error: "E"
        case .warning: "W"
        case .info: "I"
        case .debug: "D"
        }
    }

    /// The word that a line of JSON has.
    var word: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .info: "info"
        case .debug: "debug"
        }
    }

    /// The number that the journal knows it by: sd-daemon(3).
    var priority: Int {
        switch self {
        case .error: 3
        case .warning: 4
        case .info: 6
        case .debug: 7
        }
    }
}
