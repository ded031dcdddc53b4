internal import KubernetesAPI
internal import SQLite
internal import Synchronization

/// Lets writers write one after the other, and has those that wait at the same moment share one transaction.
///
///     write ─▶ lock ─▶ body ─▶ batch ──last in the queue, or the batch is full──▶ SQLite ─▶ memory ─▶ watches
///                                └──others behind: wait for what the last one says──┘
///
/// Each returns when its own changes are on the disk, and so does one that changed nothing but saw what is not yet
/// there. A thread for the database would do the same with two switches more for each write that comes alone. A class,
/// since it is what they meet at.
final class StoreWriter: @unchecked Sendable {
    /// Some changes, and what became of them. A class, since each writer that has a part in it waits for it.
    private final class Batch {
        var writing: StoreWriting
        var outcome: Result<Void, APIFailure>?

        init(_ state: Shared<StoreState>) {
            writing = StoreWriting(state)
        }
    }

    /// After so many changes a batch is written though others wait.
    private static let changesMax = 64

    private let state: Shared<StoreState>
    private let file: StoreFile?
    private let monitor = Monitor()
    private let queued = Atomic(0)
    private var batch: Batch
    private var refusal: APIFailure?

    /// Writers of a state, and of the file beneath it where it has one.
    init(_ state: Shared<StoreState>, _ file: StoreFile?) {
        self.state = state
        self.file = file
        self.batch = Batch(state)
    }

    /// Runs `body` while no other does; when this returns what it changed is durable, and when it throws it changed
    /// nothing.
    func write<Value>(_ body: (inout StoreWriting) throws(APIFailure) -> Value) throws(APIFailure) -> Value {
        queued.add(1, ordering: .sequentiallyConsistent)
        var told: [StoreWatch] = []
        let result = monitor.locked {
            let isLast = queued.subtract(1, ordering: .sequentiallyConsistent).newValue == 0
            let mine = batch
            let result = Self.attempt(body, on: mine)
            // One that comes after `isLast` was found is no loss: the next batch has it.
            if isLast || mine.writing.events.count >= Self.changesMax {
                told = finish(mine)
            } else if !mine.writing.events.isEmpty {
                monitor.wait { mine.outcome != nil }
            }
            return Self.outcome(mine, result)
        }
        told.forEach { $0.deliver() }
        return try result.get()
    }

    private static func attempt<Value>(
        _ body: (inout StoreWriting) throws(APIFailure) -> Value, on batch: Batch
    ) -> Result<Value, APIFailure> {
        // A copy, so that a body that throws leaves no change.
        var writing = batch.writing
        do throws(APIFailure) {
            let value = try body(&writing)
            batch.writing = writing
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    private static func outcome<Value>(
        _ batch: Batch, _ result: Result<Value, APIFailure>
    ) -> Result<Value, APIFailure> {
        if case .failure(let failure) = batch.outcome { return .failure(failure) }
        return result
    }

    /// Makes a batch durable, then seen, and lets its writers go; returns the watches that are to deliver.
    private func finish(_ batch: Batch) -> [StoreWatch] {
        guard !batch.writing.events.isEmpty else { return [] }
        let events = batch.writing.events
        var told: [StoreWatch] = []
        do throws(APIFailure) {
            try save(events)
            told = state.withLock { $0.apply(events) }
            batch.outcome = .success(())
        } catch {
            batch.outcome = .failure(error)
        }
        self.batch = Batch(state)
        monitor.wakeAll()
        return told
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
