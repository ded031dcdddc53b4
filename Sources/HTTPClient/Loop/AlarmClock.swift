/// When which alarm is due; of two at the same moment the one that was set first.
///
/// There are few of them, so that they lie in no order and the next one is looked for.
struct AlarmClock<Alarm: Hashable> {
    private var alarms: [Alarm: Due] = [:]
    private var setCount: UInt64 = 0

    private struct Due: Comparable {
        let moment: ContinuousClock.Instant
        let order: UInt64

        static func < (one: Due, other: Due) -> Bool { (one.moment, one.order) < (other.moment, other.order) }
    }

    /// When the next one is due.
    var next: ContinuousClock.Instant? { alarms.values.min()?.moment }

    /// Sets an alarm; it takes the place of an equal one.
    mutating func set(_ alarm: Alarm, at moment: ContinuousClock.Instant) {
        alarms[alarm] = Due(moment: moment, order: setCount)
        setCount += 1
    }

    /// Takes an alarm off, where it is set.
    mutating func remove(_ alarm: Alarm) {
        alarms[alarm] = nil
    }

    /// Takes all off.
    mutating func removeAll() {
        alarms.removeAll()
    }

    /// Takes off those that are due, in their order.
    mutating func takeDue(at now: ContinuousClock.Instant) -> [Alarm] {
        let due = alarms.filter { $0.value.moment <= now }.sorted { $0.value < $1.value }
        for (alarm, _) in due { alarms[alarm] = nil }
        return due.map(\.key)
    }
}
