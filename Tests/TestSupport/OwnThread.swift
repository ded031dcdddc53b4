import CTestSystem
import Glibc

/// A thread that is ours from its start to its end, unlike those that tasks run on.
///
/// A class, because its end is waited for exactly once, by whoever comes first.
public final class OwnThread: @unchecked Sendable {
    private let monitor = Monitor()
    private var thread = pthread_t()
    private var isJoined = false

    /// Starts a thread that runs `body` once: `pthread_create`.
    public init(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let context = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
        let code = pthread_create(&thread, nil, runThreadBody, context)
        guard code == 0 else {
            Unmanaged<ThreadBody>.fromOpaque(context).release()
            throw SystemError("pthread_create", code: code)
        }
    }

    /// Waits until the thread has ended; a thread that asks for its own end is left to end by itself.
    public func join() {
        let isFirst = monitor.locked {
            defer { isJoined = true }
            return !isJoined
        }
        guard isFirst else { return }
        if pthread_equal(thread, pthread_self()) != 0 { pthread_detach(thread) } else { pthread_join(thread, nil) }
    }

    /// Keeps the calling thread on one processor: `sched_setaffinity`.
    static func pin(to processor: Int) throws(SystemError) {
        _ = try SystemError.check(martlet_set_processors(1 << UInt64(processor)), "pin to processor \(processor)")
    }

    /// Runs `body` with the calling thread on one processor, and lets it go where it could go before.
    public static func pinned<Value, Failure: Error>(
        to processor: Int, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let before = martlet_processors()
        _ = martlet_set_processors(1 << UInt64(processor))
        defer { _ = martlet_set_processors(before) }
        return try body()
    }

    /// The highest processor that this process may use.
    public static var lastProcessor: Int { 63 - martlet_processors().leadingZeroBitCount }

    /// The lowest processor that this process may use.
    public static var firstProcessor: Int { martlet_processors().trailingZeroBitCount % 64 }
}

/// What a thread does, on its way through `pthread_create`.
private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func runThreadBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
