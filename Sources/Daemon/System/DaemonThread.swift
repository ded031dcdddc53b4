internal import Glibc
internal import Synchronization

/// A thread that is ours from its start to its end, on which no signal is handled.
///
/// A class, because its end is waited for exactly once, by whoever comes first.
package final class DaemonThread: Sendable {
    private let thread: Mutex<pthread_t?>

    /// Starts a thread that runs `body` once: `pthread_create`.
    package init(_ body: @escaping @Sendable () -> Void) throws(DaemonError) {
        let context = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
        var started = pthread_t()
        let code = SignalSet.withoutSignals { pthread_create(&started, nil, runBody, context) }
        guard code == 0 else {
            Unmanaged<ThreadBody>.fromOpaque(context).release()
            throw .system(doing: "start a thread", code: code)
        }
        thread = Mutex(started)
    }

    /// A thread that nobody waits for any more leaves nothing behind when it ends: `pthread_detach`.
    deinit {
        if let left = thread.withLock({ $0 }) { pthread_detach(left) }
    }

    /// Waits until the thread has ended; a thread that asks for its own end is left to end by itself.
    package func join() {
        let mine = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        guard let mine else { return }
        if pthread_equal(mine, pthread_self()) != 0 { pthread_detach(mine) } else { pthread_join(mine, nil) }
    }

    /// Sends the thread a signal, which it must wait for: `pthread_kill`.
    func send(_ signal: Int32) {
        thread.withLock { thread in
            if let thread { _ = pthread_kill(thread, signal) }
        }
    }
}

/// What a thread does, on its way through `pthread_create`.
private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
