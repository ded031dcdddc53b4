import CTestSystem
import Glibc

/// The thread of a namespace and the one job it may have at a time.
///
/// Locked by a plain pthread mutex: the thread sanitizer sees false races in a contended `Synchronization.Mutex`.
final class NamespaceWorker: @unchecked Sendable {
    // Guarded by `mutex`: all but `thread`, which only `start` and the one `stop` that ends it touch.
    private let mutex = allocate(pthread_mutex_t())
    private let changed = allocate(pthread_cond_t())
    private var state = State.starting
    private var job: (() -> Void)?
    private var identifier: pid_t = 0
    private var thread = pthread_t()

    private enum State: Equatable {
        case starting
        case failed(SystemError)
        case idle
        case busy
        case closing
        case closed
    }

    /// A worker whose thread is not there yet.
    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(changed)
        mutex.deallocate()
        changed.deallocate()
    }

    /// The kernel's number of the thread.
    var threadIdentifier: pid_t { locked { identifier } }

    /// Whether the caller is the namespace's own thread.
    var isCurrentThread: Bool { threadIdentifier == gettid() }

    /// Starts the thread in a network namespace of its own: `unshare(CLONE_NEWNET)`.
    func start() throws(SystemError) {
        let context = Unmanaged.passRetained(self).toOpaque()
        let code = pthread_create(&thread, nil, serveNamespace, context)
        guard code == 0 else {
            Unmanaged<NamespaceWorker>.fromOpaque(context).release()
            locked { state = .closed }
            throw SystemError("pthread_create", code: code)
        }
        let started = locked {
            while state == .starting { pthread_cond_wait(changed, mutex) }
            return state
        }
        guard case .failed(let error) = started else { return }
        pthread_join(thread, nil)
        locked { state = .closed }
        throw error
    }

    /// Runs one job on the thread and waits until it is done; nothing is run once the worker is closed.
    func perform(_ body: @escaping () -> Void) {
        locked {
            while state == .busy { pthread_cond_wait(changed, mutex) }
            guard state == .idle else { return }
            job = body
            state = .busy
            pthread_cond_broadcast(changed)
            while job != nil { pthread_cond_wait(changed, mutex) }
            if state == .busy { state = .idle }
            pthread_cond_broadcast(changed)
        }
    }

    /// Lets the running job finish, ends the thread and waits for it.
    func stop() {
        let endsHere = locked {
            while state == .busy && !isOwnThread { pthread_cond_wait(changed, mutex) }
            guard state == .idle || state == .busy else { return false }
            state = .closing
            pthread_cond_broadcast(changed)
            return true
        }
        guard endsHere else { return }
        // A thread cannot wait for itself: the last owner may let go inside a job.
        if isCurrentThread { pthread_detach(thread) } else { pthread_join(thread, nil) }
        locked { state = .closed }
    }

    /// What the thread does: unshare, then one job after the other until it is closed.
    fileprivate func serve() {
        let failed = unshare(CLONE_NEWNET) != 0
        let error = SystemError("unshare(CLONE_NEWNET)")
        locked {
            identifier = gettid()
            state = failed ? .failed(error) : .idle
            pthread_cond_broadcast(changed)
        }
        if failed { return }
        while waitForJob() {
            runJob()
            locked {
                job = nil
                pthread_cond_broadcast(changed)
            }
        }
    }

    private func waitForJob() -> Bool {
        locked {
            while job == nil && state != .closing && state != .closed { pthread_cond_wait(changed, mutex) }
            return job != nil
        }
    }

    /// A function of its own, so that no copy of the closure is left when the caller of `perform` goes on.
    @inline(never)
    private func runJob() {
        job?()
    }

    /// Only with the mutex held.
    private var isOwnThread: Bool { identifier == gettid() }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}

private func serveNamespace(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<NamespaceWorker>.fromOpaque(context).takeRetainedValue().serve()
    return nil
}

/// A place that does not move, which pthread objects need.
private func allocate<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
    let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    pointer.initialize(to: value)
    return pointer
}
