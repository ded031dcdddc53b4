internal import KubernetesAPI
internal import SQLite

/// All objects of a server: in memory, for whoever reads or watches, and in a database, for the next start. A class,
/// since all requests share it.
///
/// It counts revisions: each change of an object is one. What is read or told is durable. What happened is remembered
/// within `StoreHistory.Bounds`, not beyond the end of the process.
final class ObjectStore: Sendable {
    private let state: Shared<StoreState>
    private let writer: StoreWriter

    /// Opens the store of a directory, which is made if it is not there, or one in memory alone.
    ///
    /// One that is empty counts from `firstRevision`: where that is more each time, a client of a store that is gone
    /// does not take the changes of this one for those it has not heard yet.
    init(
        directory: String?, history: StoreHistory.Bounds = StoreHistory.Bounds(), firstRevision: Int64 = 1,
        fault: Database.Fault? = nil
    ) throws(StoreError) {
        let file: StoreFile? = if let directory { try StoreFile(directory: directory, fault: fault) } else { nil }
        var contents = try file?.load() ?? (revision: 1, objects: [])
        if contents.objects.isEmpty { contents.revision = max(contents.revision, firstRevision) }
        state = Shared(StoreState(revision: contents.revision, objects: contents.objects, bounds: history))
        writer = try StoreWriter(state, file)
    }

    /// The revision of the last change.
    var revision: Int64 { state.withLock { $0.revision } }

    /// The oldest revision that can be listed, and that a watch can begin behind.
    var oldestRevision: Int64 { state.withLock { $0.oldestRevision } }

    /// The object of that name; `nil` where there is none.
    func object(_ id: ObjectID) -> StoredObject? { state.withLock { $0.object(id) } }

    /// The objects of a kind, in one namespace or in all, by namespace and name: those behind `after`, at most `limit`.
    func list(_ resource: String, namespace: String?, after: ObjectID? = nil, limit: Int? = nil) -> StoreList {
        state.withLock { $0.list(resource, in: namespace, after: after, limit: limit) }
    }

    /// The same as it was at a revision; throws 410 where that is forgotten, and 504 where it has not been.
    func list(
        _ resource: String, namespace: String?, at revision: Int64, after: ObjectID? = nil, limit: Int? = nil
    ) throws(APIFailure) -> StoreList {
        try state.withLock { state throws(APIFailure) in
            try state.list(resource, in: namespace, at: revision, after: after, limit: limit)
        }
    }

    /// Runs `body` while no other writer does. What it changed is durable when this returns, and only then seen by
    /// others; when this throws nothing was changed. Not to be called by a watch's `take`, nor within `body`.
    @discardableResult
    func write<Value>(_ body: (inout StoreWriting) throws(APIFailure) -> Value) throws(APIFailure) -> Value {
        let (value, receipt) = try writer.enter(body)
        try receipt.wait()
        return value
    }

    /// The same without waiting: what `body` changed is durable, and seen by others, once the receipt says so.
    func enter<Value>(
        _ body: (inout StoreWriting) throws(APIFailure) -> Value
    ) throws(APIFailure) -> (value: Value, receipt: StoreReceipt) {
        try writer.enter(body)
    }

    /// Tells what happened to objects of a kind after a revision, then what happens, in order and each thing once.
    ///
    /// `take` is called by whoever saves, and holds up the next write, so it only hands on. Throws 410 for a revision
    /// that is forgotten.
    func watch(
        _ resource: String, namespace: String?, from revision: Int64, _ take: @escaping StoreWatch.Take
    ) throws(APIFailure) -> StoreWatch {
        let watch = StoreWatch(namespace: namespace, take)
        try state.withLock { state throws(APIFailure) in try state.add(watch, resource, from: revision) }
        watch.start()
        return watch
    }

    /// Tells `first` the objects of a kind at this moment, on this thread, and `take` all that happens to them since.
    func watch(
        _ resource: String, namespace: String?, first: (StoreList) -> Void, _ take: @escaping StoreWatch.Take
    ) -> StoreWatch {
        let watch = StoreWatch(namespace: namespace, take)
        let list = state.withLock { state in
            state.add(watch, resource)
            return state.list(resource, in: namespace)
        }
        first(list)
        watch.start()
        return watch
    }

    /// Tells `tell`, behind all events up to now, the revision up to which the watch has been told: for bookmarks.
    ///
    /// It is called on this thread, or on another one that tells something at this moment.
    func progress(of watch: StoreWatch, _ tell: @escaping @Sendable (Int64) -> Void) {
        state.withLock { watch.add(progress: $0.revision, tell) }
        watch.deliver()
    }
}
