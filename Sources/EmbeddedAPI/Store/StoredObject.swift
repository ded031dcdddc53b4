/// One state of an object, which never changes. A class, since the list, the history and the watches share it.
final class StoredObject: Sendable {
    /// Which object.
    let id: ObjectID
    /// The revision that made this state.
    let revision: Int64
    /// The row in the database: the revision that made the object.
    let row: Int64
    /// Its labels, for selectors.
    let labels: NamedValues
    /// What field selectors read beside name and namespace, such as `status.phase`.
    let fields: NamedValues
    /// The JSON text, with the revision in it as its resourceVersion.
    let body: [UInt8]

    /// A state of an object.
    init(id: ObjectID, revision: Int64, row: Int64, labels: NamedValues, fields: NamedValues, body: [UInt8]) {
        self.id = id
        self.revision = revision
        self.row = row
        self.labels = labels
        self.fields = fields
        // Room that was left for growing would stay as long as the object.
        self.body = body.capacity > body.count + 64 ? body.withUnsafeBytes { [UInt8]($0) } : body
    }
}

/// What happened to an object.
struct StoreEvent: Sendable {
    /// The kinds of what happens.
    enum Kind: Sendable {
        /// It was not there before.
        case added
        /// It was there in another state.
        case modified
        /// It is not there any more.
        case deleted
    }

    /// What happened.
    let kind: Kind
    /// The state from now on; of a deletion the last one, with the revision of the deletion.
    let object: StoredObject
    /// The state before, where there was one.
    let previous: StoredObject?

    /// When it happened.
    var revision: Int64 { object.revision }

    /// What this makes of the list: the state, or `nil` for no object.
    var outcome: StoredObject? { kind == .deleted ? nil : object }
}

/// Objects of a kind as they were at one moment.
struct StoreList: Sendable {
    /// The moment.
    let revision: Int64
    /// The objects, by namespace and name.
    let objects: [StoredObject]
    /// How many more there are behind them.
    let remaining: Int
}
