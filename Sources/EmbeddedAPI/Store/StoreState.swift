internal import KubernetesAPI

/// What everybody sees of a store: the objects, what happened last, and who is told.
struct StoreState: Sendable {
    private var shelves: [String: ObjectShelf] = [:]
    private var watches: [String: [StoreWatch]] = [:]
    private var history: StoreHistory

    /// The last revision.
    private(set) var revision: Int64

    /// A state that begins with these objects, sorted.
    init(revision: Int64, objects: [StoredObject], bounds: StoreHistory.Bounds) {
        self.revision = revision
        self.history = StoreHistory(after: revision, bounds: bounds)
        var rest = objects[...]
        while let resource = rest.first?.id.resource {
            let own = rest.prefix { $0.id.resource == resource }
            shelves[resource] = ObjectShelf(sorted: Array(own))
            rest = rest.dropFirst(own.count)
        }
    }

    /// Everything after this revision is known.
    var oldestRevision: Int64 { history.oldestRevision }

    /// The object of that name; `nil` where there is none.
    func object(_ id: ObjectID) -> StoredObject? { shelves[id.resource]?[id] }

    /// The objects of a kind, where these names had these objects, or none, instead.
    func objects(
        _ resource: String, in namespace: String?, after: ObjectID? = nil, changed: [ObjectID: StoredObject?] = [:]
    ) -> ArraySlice<StoredObject> {
        (shelves[resource] ?? ObjectShelf()).objects(in: namespace, after: after, changed: changed)
    }

    /// The objects of a kind as they are.
    func list(_ resource: String, in namespace: String?, after: ObjectID? = nil, limit: Int? = nil) -> StoreList {
        part(objects(resource, in: namespace, after: after), at: revision, limit)
    }

    /// The objects of a kind as they were at a revision; throws where that is not known.
    func list(
        _ resource: String, in namespace: String?, at moment: Int64, after: ObjectID?, limit: Int?
    ) throws(APIFailure) -> StoreList {
        try check(moment)
        let changed = history.states(of: resource, at: moment)
        return part(objects(resource, in: namespace, after: after, changed: changed), at: moment, limit)
    }

    private func part(_ all: ArraySlice<StoredObject>, at moment: Int64, _ limit: Int?) -> StoreList {
        let part = all.prefix(limit.map { max(0, $0) } ?? all.count)
        return StoreList(revision: moment, objects: Array(part), remaining: all.count - part.count)
    }

    /// Has events happen, and returns the watches that are to deliver them.
    mutating func apply(_ events: [StoreEvent]) -> [StoreWatch] {
        guard let last = events.last else { return [] }
        for event in events {
            shelves[event.object.id.resource, default: ObjectShelf()].set(event.object.id, event.outcome)
        }
        revision = last.revision
        history.append(events)
        return Set(events.map(\.object.id.resource)).sorted().flatMap { resource in
            let told = (watches[resource] ?? []).filter { !$0.isCancelled }
            watches[resource] = told
            let own = events.filter { $0.object.id.resource == resource }
            told.forEach { $0.add(own) }
            return told
        }
    }

    /// Has a watch be told what happened to objects of its kind after a revision, and all that happens from now on.
    mutating func add(_ watch: StoreWatch, _ resource: String, from wanted: Int64) throws(APIFailure) {
        try check(wanted)
        watch.add(history.events(after: wanted).lazy.filter { $0.object.id.resource == resource })
        add(watch, resource)
    }

    /// Has a watch be told all that happens to objects of its kind from now on.
    mutating func add(_ watch: StoreWatch, _ resource: String) {
        watches[resource, default: []].removeAll { $0.isCancelled }
        watches[resource, default: []].append(watch)
    }

    /// Throws where a revision is forgotten, or has not been.
    private func check(_ wanted: Int64) throws(APIFailure) {
        guard wanted >= oldestRevision else {
            throw APIFailure(.expired, "too old resource version: \(wanted) (\(oldestRevision))")
        }
        guard wanted <= revision else {
            throw APIFailure(.timeout, "Too large resource version: \(wanted), current: \(revision)")
        }
    }
}
