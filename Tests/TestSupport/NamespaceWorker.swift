import CTestSystem
import Glibc

/// The thread of a namespace and the one job it may have at a time.
final class NamespaceWorker: @unchecked Sendable {
    private let monitor = Monitor()
    // Only with the monitor locked:
    private var state = State.starting
    private var job: (() -> Void)?
    private var identifier: pid_t = 0
    private var thread: OwnThread?

    private enum State: Equatable {
        case starting
        case failed(SystemError)
        case idle
        case busy
        case closed
    }

    /// The kernel's number of the thread.
    var threadIdentifier: pid_t { monitor.locked { identifier } }

    /// Whether the caller is the namespace's own thread.
    var isCurrentThread: Bool { threadIdentifier == gettid() }

    /// Starts the thread in a network namespace of its own: `unshare(CLONE_NEWNET)`.
    func start() throws(SystemError) {
        let started = try OwnThread { self.serve() }
        let outcome = monitor.locked {
            thread = started
            monitor.wait { state != .starting }
            return state
        }
        guard case .failed(let error) = outcome else { return }
        stop()
        throw error
    }

    /// Runs one job on the thread and waits until it is done; nothing is run once the worker is closed.
    func perform(_ body: @escaping () -> Void) {
        monitor.locked {
            monitor.wait { state != .busy }
            guard state == .idle else { return }
            job = body
            state = .busy
            monitor.wakeAll()
            monitor.wait { job == nil }
            if state == .busy { state = .idle }
            monitor.wakeAll()
        }
    }

    /// Lets the running job finish, ends the thread and waits for it.
    func stop() {
        let ending = monitor.locked {
            let isInJob = identifier == gettid()
            monitor.wait { state != .busy || isInJob }
            state = .closed
            monitor.wakeAll()
            return thread
        }
        ending?.join()
    }

    /// What the thread does: unshare, then one job after the other until it is closed.
    private func serve() {
        let failed = unshare(CLONE_NEWNET) != 0
        let error = SystemError("unshare(CLONE_NEWNET)")
        monitor.locked {
            identifier = gettid()
            state = failed ? .failed(error) : .idle
            monitor.wakeAll()
        }
        if failed { return }
        while waitForJob() {
            runJob()
            monitor.locked {
                job = nil
                monitor.wakeAll()
            }
        }
    }

    private func waitForJob() -> Bool {
        monitor.locked {
            monitor.wait { job != nil || state == .closed }
            return job != nil
        }
    }

    /// A function of its own, so that no copy of the closure is left when the caller of `perform` goes on.
    @inline(never)
    private func runJob() {
        job?()
    }
}
