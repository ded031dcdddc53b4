internal import Glibc
internal import Synchronization

/// What other threads, and the loop itself, ask of the loop.
enum LoopCommand: Sendable {
    /// Runs a job of an actor that lives on the loop.
    case job(UnownedJob)
    /// Sends a request.
    case send(HTTPRequest, HTTPTransfer, @Sendable (HTTPEvent) -> Void)
    /// Ends the request of this number.
    case cancel(UInt64)
    /// Waits for a moment.
    case timer(HTTPTimer, at: ContinuousClock.Instant)
    /// No longer waits for it.
    case cancelTimer(UInt64)
    /// Ends everything.
    case stop
}

/// The commands that wait, and which thread does them: the loop's own and, when that has ended, whoever brings one.
///
/// A class, since those threads share it.
final class LoopInbox: Sendable {
    private struct State {
        var waiting: [LoopCommand] = []
        /// Tells the loop's thread that there is something, while it may be waiting for the network.
        var wake: (@Sendable () -> Void)?
    }

    private let state: Locked<State>
    /// `pthread_self` of the thread that does the commands; 0 where nobody does. Changes inside the lock only.
    private let worker = Atomic(UInt.max)

    /// An inbox whose commands wait for a thread to take over.
    init(wake: @escaping @Sendable () -> Void) {
        state = Locked(State(wake: wake))
    }

    /// Whether the calling thread does the commands.
    var isWorkerCurrent: Bool { worker.load(ordering: .relaxed) == pthread_self() }

    /// Makes the calling thread the one that does the commands.
    func takeOver() {
        state.withLock { _ in worker.store(pthread_self(), ordering: .relaxed) }
    }

    /// Adds a command; true where nobody does commands any more and the calling thread has become the one that has to.
    func put(_ command: LoopCommand) -> Bool {
        state.withLock { state in
            state.waiting.append(command)
            if worker.load(ordering: .relaxed) == 0 {
                worker.store(pthread_self(), ordering: .relaxed)
                return true
            }
            if state.waiting.count == 1 { state.wake?() }
            return false
        }
    }

    /// What waits, in the order in which it came.
    func takeAll() -> [LoopCommand] {
        state.withLock { state in
            defer { state.waiting.removeAll() }
            return state.waiting
        }
    }

    /// Whether nothing waits.
    var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

    /// From now on nobody is woken: the worker looks by itself.
    func endWaking() {
        state.withLock { $0.wake = nil }
    }

    /// Lets the calling thread go where nothing waits; false where it has to go on.
    func leave() -> Bool {
        state.withLock { state in
            guard state.waiting.isEmpty else { return false }
            worker.store(0, ordering: .relaxed)
            return true
        }
    }
}
