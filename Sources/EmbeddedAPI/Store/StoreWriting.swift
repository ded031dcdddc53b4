internal import KubernetesAPI

/// What a writer sees and changes: the objects with all that was written before it, durable or about to be.
struct StoreWriting {
    private let state: Shared<StoreState>
    /// What the batch before changed, as long as it is being saved.
    private var beneath: [ObjectID: StoredObject?] = [:]
    private var changed: [ObjectID: StoredObject?] = [:]

    /// What is to happen, in order.
    private(set) var events: [StoreEvent] = []
    /// The last revision that was given out.
    private(set) var revision: Int64

    /// Nothing is changed yet.
    init(_ state: Shared<StoreState>) {
        self.state = state
        self.revision = state.withLock { $0.revision }
    }

    /// The next batch: nothing is changed yet, but what this one changed is seen.
    func following() -> StoreWriting {
        var next = self
        next.beneath = changed
        next.changed = [:]
        next.events = []
        return next
    }

    /// Sees what the batch before changed in the state, where it is now.
    mutating func forgetSaved() {
        beneath = [:]
    }

    /// The object of that name; `nil` where there is none.
    func object(_ id: ObjectID) -> StoredObject? {
        if let index = changed.index(forKey: id) { return changed[index].value }
        if let index = beneath.index(forKey: id) { return beneath[index].value }
        return state.withLock { $0.object(id) }
    }

    /// The objects of a kind, in a namespace or in all, sorted.
    func list(_ resource: String, namespace: String?) -> [StoredObject] {
        let own = beneath.merging(changed) { $1 }.filter { $0.key.resource == resource }
        return state.withLock { Array($0.objects(resource, in: namespace, changed: own)) }
    }

    /// Makes an object, or replaces it, and returns what is stored; `body` makes the JSON text, with the revision that
    /// it is given as its resourceVersion.
    @discardableResult
    mutating func put(
        _ id: ObjectID, labels: NamedValues, fields: NamedValues, _ body: (Int64) throws(APIFailure) -> [UInt8]
    ) throws(APIFailure) -> StoredObject {
        let previous = object(id)
        let object = StoredObject(
            id: previous?.id ?? id, revision: revision + 1, row: previous?.row ?? revision + 1, labels: labels,
            fields: fields, body: try body(revision + 1))
        add(StoreEvent(kind: previous == nil ? .added : .modified, object: object, previous: previous))
        return object
    }

    /// Removes an object and returns its last state, or `nil` where there is none; `body` makes the JSON text of that
    /// state, with the revision of the removal as its resourceVersion.
    @discardableResult
    mutating func remove(
        _ id: ObjectID, _ body: (Int64, StoredObject) throws(APIFailure) -> [UInt8]
    ) throws(APIFailure) -> StoredObject? {
        guard let previous = object(id) else { return nil }
        let last = StoredObject(
            id: previous.id, revision: revision + 1, row: previous.row, labels: previous.labels,
            fields: previous.fields, body: try body(revision + 1, previous))
        add(StoreEvent(kind: .deleted, object: last, previous: previous))
        return last
    }

    private mutating func add(_ event: StoreEvent) {
        revision = event.revision
        changed.updateValue(event.outcome, forKey: event.object.id)
        events.append(event)
    }
}
