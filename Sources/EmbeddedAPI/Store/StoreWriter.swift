internal import Glibc
internal import KubernetesAPI
internal import SQLite

/// Lets writers write one after the other, and saves what they wrote: while one batch is on its way to the disk, the
/// next one fills, and each has one transaction.
///
///     enter ─▶ lock ─▶ body ─▶ batch ──▶ saver, a thread: SQLite ─▶ memory ─▶ watches ─▶ receipt
///
/// Rejected: writers that save by themselves, the last one for all. Each held up a thread of the HTTP server, so that
/// no more changes shared a sync than there were threads, and reads and watches waited for the disk.
///
/// A class, since it is what they meet at; without a file there is no thread, and each writer does it all.
final class StoreWriter: Sendable {
    private let desk: StoreDesk
    private let saver: SaverThread?

    /// Writers of a state, and of the file beneath it where it has one.
    init(_ state: Shared<StoreState>, _ file: StoreFile?) throws(StoreError) {
        desk = StoreDesk(state, file)
        saver = if file != nil { try SaverThread(desk) } else { nil }
    }

    deinit {
        desk.close()
        saver?.join()
    }

    /// Runs `body` while no other does. What it changed is durable and seen once the receipt says so; where it throws,
    /// it changed nothing, and what it saw is durable.
    func enter<Value>(
        _ body: (inout StoreWriting) throws(APIFailure) -> Value
    ) throws(APIFailure) -> (value: Value, receipt: StoreReceipt) {
        let (result, receipt) = desk.enter(body)
        if saver == nil { desk.saveNow() }
        guard case .failure = result else { return (try result.get(), receipt) }
        try receipt.wait()
        return (try result.get(), receipt)
    }
}

/// Where writers and the saver meet. A class, since both hold it.
private final class StoreDesk: @unchecked Sendable {
    private let state: Shared<StoreState>
    private let file: StoreFile?
    private let monitor = Monitor()
    /// Locked by whoever saves, so that batches are saved in their order.
    private let saving = Monitor()
    /// The batch that fills.
    private var writing: StoreWriting
    private var receipt = StoreReceipt()
    /// Of the batch before.
    private var lastReceipt = StoreReceipt(.success(()))
    private var isClosed = false
    /// Touched by whoever saves.
    private var refusal: APIFailure?

    init(_ state: Shared<StoreState>, _ file: StoreFile?) {
        self.state = state
        self.file = file
        writing = StoreWriting(state)
    }

    /// Runs a body; the receipt is that of the last change that it made or saw.
    func enter<Value>(
        _ body: (inout StoreWriting) throws(APIFailure) -> Value
    ) -> (Result<Value, APIFailure>, StoreReceipt) {
        monitor.locked {
            // A copy, so that a body that throws leaves no change.
            var draft = writing
            let result: Result<Value, APIFailure>
            do throws(APIFailure) {
                result = .success(try body(&draft))
                writing = draft
            } catch {
                result = .failure(error)
            }
            guard !writing.events.isEmpty else { return (result, lastReceipt) }
            monitor.wakeAll()
            return (result, receipt)
        }
    }

    /// Ends `serve` once all is saved.
    func close() {
        monitor.locked {
            isClosed = true
            monitor.wakeAll()
        }
    }

    /// Saves batch after batch, until it is closed.
    func serve() {
        while true {
            let isOver = monitor.locked {
                monitor.wait { isClosed || !writing.events.isEmpty }
                return writing.events.isEmpty
            }
            if isOver { return }
            saveNow()
        }
    }

    /// Saves what is in the batch, has it seen, and tells it.
    func saveNow() {
        saving.locked { saveBatch() }
    }

    private func saveBatch() {
        let (events, mine) = nextBatch()
        guard !events.isEmpty else { return }
        do throws(APIFailure) {
            try save(events)
        } catch {
            fail(mine, error)
            return
        }
        let told = state.withLock { $0.apply(events) }
        monitor.locked { writing.forgetSaved() }
        told.forEach { $0.deliver() }
        mine.settle(.success(()))
    }

    /// Takes the batch, and has the next one begin with what it changed.
    private func nextBatch() -> ([StoreEvent], StoreReceipt) {
        monitor.locked {
            let (events, mine) = (writing.events, receipt)
            guard !events.isEmpty else { return (events, mine) }
            writing = writing.following()
            lastReceipt = mine
            receipt = StoreReceipt()
            return (events, mine)
        }
    }

    /// Drops a batch that could not be saved, with the next one, whose writers saw it.
    private func fail(_ mine: StoreReceipt, _ failure: APIFailure) {
        let next = monitor.locked {
            defer {
                writing = StoreWriting(state)
                receipt = StoreReceipt()
                lastReceipt = StoreReceipt(.success(()))
            }
            return receipt
        }
        mine.settle(.failure(failure))
        next.settle(.failure(failure))
    }

    private func save(_ events: [StoreEvent]) throws(APIFailure) {
        if let refusal { throw refusal }
        do throws(SQLiteError) {
            try file?.save(events)
        } catch {
            let failure = APIFailure(.internalError, "the object could not be stored: \(error)")
            // Nobody can say what is on a disk that did not confirm, and to write on would make it sure.
            if error.isUnconfirmed {
                refusal = APIFailure(.internalError, "nothing is stored until a restart, after \(error)")
            }
            throw failure
        }
    }
}

/// The thread that saves.
private struct SaverThread: @unchecked Sendable {
    // Unchecked: pthread_t is a number here, which is only handed back to pthread_join.
    private let thread: pthread_t

    init(_ desk: StoreDesk) throws(StoreError) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(desk)
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<StoreDesk>.fromOpaque(context).takeRetainedValue().serve() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw .noThread(words: String(cString: strerror(code)))
        }
        self.thread = thread
    }

    /// Waits for its end; the thread itself, where it lets go of the store last, just goes on to it.
    func join() {
        if pthread_equal(thread, pthread_self()) != 0 { pthread_detach(thread) } else { pthread_join(thread, nil) }
    }
}
