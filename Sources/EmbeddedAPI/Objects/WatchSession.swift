internal import HTTPServer
internal import KubernetesAPI
internal import Synchronization

/// A watch that a client holds open: events go out as they come, and bookmarks now and then.
///
/// A class, since the store, the clock and the connection all hold on to the same one.
final class WatchSession: Sendable {
    /// How long a client that reads slowly may be behind, in bytes.
    private static let bufferMax = 16 << 20
    private static let bookmarkSeconds: Int64 = 60

    /// What the client reads.
    let stream: AnswerStream
    private let options: RequestOptions
    private let rendering: Rendering
    private let endSecond: Int64
    private let state: Mutex<State>

    private struct State {
        var bookmarkSecond: Int64
        var isFirst = true
        var watch: StoreWatch?
        var isOver = false
    }

    /// A watch that has heard nothing so far, and is to begin with so many bytes of objects.
    init(
        _ options: RequestOptions, _ rendering: Rendering, seconds: Int64, budget: StreamBudget,
        initialByteCount: Int = 0
    ) {
        self.options = options
        self.rendering = rendering
        stream = AnswerStream(bufferMax: Self.bufferMax + 2 * initialByteCount, budget: budget)
        endSecond = rendering.now() + seconds
        state = Mutex(State(bookmarkSecond: rendering.now() + Self.bookmarkSeconds))
    }

    /// Holds on to what is to be cancelled at the end.
    func begin(_ watch: StoreWatch) {
        let isOver = state.withLock { state in
            state.watch = watch
            return state.isOver
        }
        if isOver { watch.cancel() }
        stream.onClose { [weak self] in self?.end() }
    }

    /// Sends what there is already, and what tells that this is all.
    func sendInitial(_ list: StoreList, endsWithBookmark: Bool) {
        for object in list.objects where options.selects(object) {
            send { rendering.event("ADDED", object.body, isFirst: $0) }
        }
        if endsWithBookmark { _ = stream.write(rendering.bookmark(list.revision, endsInitialEvents: true)) }
    }

    /// Sends what happened, as far as the selectors take it: what they take no more is gone for this client.
    func take(_ event: StoreEvent) {
        let isTaken = event.kind != .deleted && options.selects(event.object)
        let wasTaken =
            event.previous.map { options.selects($0) } ?? (event.kind == .deleted && options.selects(event.object))
        switch (wasTaken, isTaken) {
        case (false, true): send("ADDED", event.object)
        case (true, true): send("MODIFIED", event.object)
        case (true, false): send("DELETED", event.object)
        case (false, false): break
        }
    }

    /// What the passing of time brings: bookmarks, and the end.
    func tick(_ now: Int64, _ store: ObjectStore) {
        let watch: StoreWatch? = state.withLock { state in
            guard now >= state.bookmarkSecond || now >= endSecond else { return nil }
            state.bookmarkSecond = now + Self.bookmarkSeconds
            return state.watch
        }
        // Behind the events that are on their way, since a bookmark says that all before it were told.
        guard let watch else { return }
        store.progress(of: watch) { [self] revision in
            if options.allowsBookmarks {
                _ = stream.write(rendering.bookmark(revision, endsInitialEvents: false))
            }
            if now >= endSecond {
                stream.finish()
                end()
            }
        }
    }

    /// Whether nothing more will be sent.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// Hears no more.
    func end() {
        let watch = state.withLock { state in
            state.isOver = true
            defer { state.watch = nil }
            return state.watch
        }
        watch?.cancel()
    }

    private func send(_ type: String, _ object: StoredObject) {
        send { rendering.event(type, object, isFirst: $0) }
    }

    private func send(_ event: (_ isFirst: Bool) -> [UInt8]) {
        let isFirst = state.withLock { state in
            defer { state.isFirst = false }
            return state.isFirst
        }
        _ = stream.write(event(isFirst))
    }
}
