/// What happened last, as much of it as fits: so many events, and so many bytes of states that only the history holds.
struct StoreHistory: Sendable {
    /// How much is kept.
    struct Bounds: Sendable {
        /// How many events at most.
        var eventsMax = 10_000
        /// How many bytes at most.
        var bytesMax = 32 << 20
    }

    private let bounds: Bounds
    private var events: [StoreEvent] = []
    private var bytes = 0

    /// Everything that happened after this revision is known.
    private(set) var oldestRevision: Int64

    /// A history that begins after `revision`.
    init(after revision: Int64, bounds: Bounds) {
        self.oldestRevision = revision
        self.bounds = bounds
    }

    /// Takes events that are newer than all that are there, and forgets the oldest where they do not fit.
    ///
    /// An eighth is forgotten at once: to move all for each event would cost as much as there are events.
    mutating func append(_ more: [StoreEvent]) {
        events += more
        bytes += more.reduce(0) { $0 + Self.cost($1) }
        guard events.count > bounds.eventsMax || bytes > bounds.bytesMax else { return }
        var forgotten = 0
        while events.count - forgotten > bounds.eventsMax * 7 / 8 || bytes > bounds.bytesMax * 7 / 8,
            forgotten < events.count
        {
            bytes -= Self.cost(events[forgotten])
            oldestRevision = events[forgotten].revision
            forgotten += 1
        }
        events.removeFirst(forgotten)
    }

    /// What happened after a revision that is not older than the oldest.
    func events(after revision: Int64) -> ArraySlice<StoreEvent> {
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if events[middle].revision > revision { high = middle } else { low = middle + 1 }
        }
        return events[low...]
    }

    /// What the objects of a kind that changed after a revision were at it; `nil` for one that was not there.
    func states(of resource: String, at revision: Int64) -> [ObjectID: StoredObject?] {
        var states: [ObjectID: StoredObject?] = [:]
        for event in events(after: revision) where event.object.id.resource == resource {
            // The first change after that moment is the one that knows.
            if states.index(forKey: event.object.id) == nil {
                states.updateValue(event.previous, forKey: event.object.id)
            }
        }
        return states
    }

    /// What an event holds that is not in the list, or soon will not be, with the event itself.
    static func cost(_ event: StoreEvent) -> Int {
        let own = event.kind == .deleted ? event.object.body.count : 0
        return 256 + own + (event.previous?.body.count ?? 0)
    }
}
