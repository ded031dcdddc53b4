/// One who is told what happens to objects of a kind, in order and each thing once, until it is cancelled. A class,
/// since the store tells it and its owner cancels it.
///
///     store ──add──▶ waiting ──deliver, one thread at a time──▶ take
///
/// What waits is not bounded here: `take` only hands on, and whoever cannot keep up with what it is handed is cancelled
/// by its owner. A thread for each watch, or one for all, would cost a switch for each event.
final class StoreWatch: Sendable {
    /// What happened to an object.
    typealias Take = @Sendable (StoreEvent) -> Void

    private enum Item: Sendable {
        case event(StoreEvent)
        case progress(Int64, @Sendable (Int64) -> Void)
    }

    private struct State: Sendable {
        var waiting: [Item]
        var take: Take?
        var isDelivering: Bool
    }

    private let namespace: String?
    private let state: Shared<State>

    /// A watch that holds back what it is to tell until `start`.
    init(namespace: String?, _ take: @escaping Take) {
        self.namespace = namespace
        self.state = Shared(State(waiting: [], take: take, isDelivering: true))
    }

    /// Ends the watch: nothing more is told, but for what another thread tells at this moment.
    func cancel() {
        let dropped = state.withLock { state in
            defer {
                state.take = nil
                state.waiting = []
            }
            return state.take
        }
        // What the closure holds may end with it, so not while the watch is locked.
        _ = dropped
    }

    /// Whether it was cancelled.
    var isCancelled: Bool { state.withLock { $0.take == nil } }

    /// Takes the revision up to which it has all events, to tell it behind them.
    func add(progress revision: Int64, _ tell: @escaping @Sendable (Int64) -> Void) {
        state.withLock { state in
            if state.take != nil { state.waiting.append(.progress(revision, tell)) }
        }
    }

    /// Takes events of its kind, to tell them when `deliver` is called.
    func add(_ events: some Sequence<StoreEvent>) {
        state.withLock { state in
            guard state.take != nil else { return }
            for event in events where namespace == nil || event.object.id.namespace == namespace {
                state.waiting.append(.event(event))
            }
        }
    }

    /// Begins to tell.
    func start() {
        state.withLock { $0.isDelivering = false }
        deliver()
    }

    /// Tells what waits, unless another thread is about it, which then goes on with this.
    func deliver() {
        let isMine = state.withLock { state in
            guard !state.isDelivering, !state.waiting.isEmpty else { return false }
            state.isDelivering = true
            return true
        }
        guard isMine else { return }
        while let items = next() { items.forEach(tell) }
    }

    private func next() -> [Item]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDelivering = false
                return nil
            }
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    private func tell(_ item: Item) {
        // Asked for each, since it may have been cancelled since the last.
        guard let take = state.withLock({ $0.take }) else { return }
        switch item {
        case .event(let event): take(event)
        case .progress(let revision, let tell): tell(revision)
        }
    }
}
