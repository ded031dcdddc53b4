internal import Glibc
public import JSON
internal import Synchronization

/// Writes what is said, a line at a time, from any thread. A class, since all parts of a program share it.
public final class LogWriter: Sendable {
    /// How lines are written.
    public enum Format: String, Sendable {
        /// As klog does.
        case text
        /// As objects.
        case json
    }

    private struct State {
        var verbosity: Int
        var format: Format
        var limiter: LogLimiter
    }

    private let origin: String
    private let hasPriorities: Bool
    private let moment: @Sendable () -> LogMoment
    private let write: @Sendable (String) -> Void
    private let state: Mutex<State>

    /// A writer for lines of `origin`, which names a part of the program; `debug` is said up to `verbosity`.
    ///
    /// Lines go to standard error unless `write` is given, and the time comes from the system unless `moment` is.
    public init(
        origin: String, format: Format = .text, verbosity: Int = 0, perMinute: Int = 10,
        hasPriorities: Bool = StandardError.isJournal, moment: @escaping @Sendable () -> LogMoment = LogMoment.now,
        write: @escaping @Sendable (String) -> Void = StandardError.write
    ) {
        (self.origin, self.hasPriorities, self.moment, self.write) = (origin, hasPriorities, moment, write)
        state = Mutex(State(verbosity: verbosity, format: format, limiter: LogLimiter(perMinute: perMinute)))
    }

    /// How many lines were not said, since there were too many like them.
    public var suppressedTotal: Int { state.withLock { $0.limiter.suppressedTotal } }

    /// Changes how lines are written from now on.
    public func configure(format: Format, verbosity: Int) {
        state.withLock { ($0.format, $0.verbosity) = (format, verbosity) }
    }

    /// Whether `debug` of this number is said, so that what is dear to make is not made for nothing.
    public func says(debug number: Int) -> Bool { state.withLock { $0.verbosity >= number } }

    /// Says that enforcement may be wrong.
    public func error(_ message: String, _ fields: KeyValuePairs<String, JSONValue?> = [:]) {
        say(.error, message, Self.fields(fields))
    }

    /// Says that something was mended, or is tried again.
    public func warning(_ message: String, _ fields: KeyValuePairs<String, JSONValue?> = [:]) {
        say(.warning, message, Self.fields(fields))
    }

    /// Says that something was done.
    public func info(_ message: String, _ fields: KeyValuePairs<String, JSONValue?> = [:]) {
        say(.info, message, Self.fields(fields))
    }

    /// Says why something was done, where that much is wanted: 4 is for decisions, 6 and more for talk with servers.
    public func debug(_ number: Int, _ message: String, _ fields: KeyValuePairs<String, JSONValue?> = [:]) {
        if says(debug: number) { say(.debug, message, Self.fields(fields)) }
    }

    /// Says something that may come in floods. Lines of one `key`, the message where none is given, are limited to so
    /// many a minute; the next one tells how many were not said.
    public func limited(
        _ level: LogLevel, _ message: String, _ fields: KeyValuePairs<String, JSONValue?> = [:], key: String? = nil,
        at seconds: Double = MonotonicClock.seconds
    ) {
        switch state.withLock({ $0.limiter.decide(key ?? message, at: seconds) }) {
        case .suppress: break
        case .say(suppressed: 0): say(level, message, Self.fields(fields))
        case .say(let count):
            say(level, message, Self.fields(fields) + [LogLine.Field("suppressed", .number(Int64(count)))])
        }
    }

    /// Says what was suppressed where nothing like it came again; to be called now and then.
    public func sayOverdue(at seconds: Double = MonotonicClock.seconds) {
        for (key, count) in state.withLock({ $0.limiter.overdue(at: seconds) }) {
            let about: JSONValue = .string(key.isEmpty ? "others" : key)
            say(.info, "Lines were suppressed", [.init("about", about), .init("suppressed", .number(Int64(count)))])
        }
    }

    private func say(_ level: LogLevel, _ message: String, _ fields: [LogLine.Field]) {
        let line = LogLine(level, message, fields, at: moment())
        let text =
            switch state.withLock({ $0.format }) {
            case .text: line.text(process: getpid(), origin: origin)
            case .json: line.json()
            }
        write(hasPriorities ? "<\(level.priority)>\(text)\n" : "\(text)\n")
    }

    private static func fields(_ fields: KeyValuePairs<String, JSONValue?>) -> [LogLine.Field] {
        fields.compactMap { name, value in value.map { LogLine.Field(name, $0) } }
    }
}
