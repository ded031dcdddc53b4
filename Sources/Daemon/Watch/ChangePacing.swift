/// Makes one notice of many changes: it waits until things are quiet, and at most so long. A value, told the time.
struct ChangePacing {
    private let quiet: Int64
    private let most: Int64
    private var span: (first: Int64, last: Int64)?

    /// Waits for `quietSeconds` without a change, and at most `delaySecondsMax` from the first.
    init(quietSeconds: Double, delaySecondsMax: Double) {
        (quiet, most) = (Int64(quietSeconds * 1000), Int64(delaySecondsMax * 1000))
    }

    /// Something changed.
    mutating func note(at now: Int64) { span = (span?.first ?? now, now) }

    /// How long to wait at most; -1 where nothing changed.
    func wait(at now: Int64) -> Int32 {
        guard let span else { return -1 }
        return Int32(clamping: max(0, min(span.last + quiet, span.first + most) - now))
    }

    /// Whether it is time to say so; then it begins anew.
    mutating func isDue(at now: Int64) -> Bool {
        guard wait(at: now) == 0 else { return false }
        span = nil
        return true
    }
}
