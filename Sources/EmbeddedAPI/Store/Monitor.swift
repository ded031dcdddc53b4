internal import Glibc

/// A mutex with a condition, for state that several threads share. A class, since neither may move in memory.
///
/// Plain pthreads: the thread sanitizer sees false races in a contended `Synchronization.Mutex`.
final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// A monitor that nobody has locked.
    init() {
        mutex.initialize(to: pthread_mutex_t())
        changed.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(changed)
        mutex.deallocate()
        changed.deallocate()
    }

    /// Runs `body` while no other thread runs one here.
    func locked<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Inside `locked`: lets others in until `condition` holds.
    func wait(until condition: () -> Bool) {
        while !condition() { pthread_cond_wait(changed, mutex) }
    }

    /// Inside `locked`: has those who wait look again.
    func wakeAll() {
        pthread_cond_broadcast(changed)
    }
}

/// A value that several threads share, one at a time. A class, since all of them hold it.
final class Shared<Value: Sendable>: @unchecked Sendable {
    private let monitor = Monitor()
    private var value: Value

    /// A value that nobody uses.
    init(_ value: Value) {
        self.value = value
    }

    /// Runs `body` on the value while no other thread does.
    func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try monitor.locked { () throws(Failure) in try body(&value) }
    }
}
