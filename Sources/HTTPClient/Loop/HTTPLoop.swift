internal import Glibc
internal import Synchronization

/// One thread that sends requests, runs the actors that live on it, and waits for moments.
///
///     send, after, cancel, enqueue ──LoopInbox──► thread: jobs, timers, libcurl ──► events, on that thread
///
/// An actor whose `unownedExecutor` is `asUnownedSerialExecutor()` of a loop, and that keeps the loop, may say
/// `assumeIsolated` in whatever the loop calls. Nothing that runs here may wait for anything.
/// A class, because it is a thread: it lives until `stop()`, also where nobody holds it any more.
public final class HTTPLoop: SerialExecutor, Sendable {
    private let inbox: LoopInbox
    /// Touched by the one thread that does the commands of the inbox, and by no other.
    private nonisolated(unsafe) let core: LoopCore
    /// The thread, until it was waited for.
    private let thread = Locked<pthread_t?>(nil)
    private let numbers = Atomic<UInt64>(0)

    /// Starts the thread.
    public init() throws(HTTPFailure) {
        let multi = try MultiHandle()
        inbox = LoopInbox(wake: { multi.wake() })
        core = LoopCore(multi)
        let loop = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let failure = pthread_create(&thread, nil, Self.main, loop.toOpaque())
        guard failure == 0 else {
            loop.release()
            throw .other(code: 0, words: "no thread can be started: \(String(cString: strerror(failure)))")
        }
        self.thread.withLock { $0 = thread }
    }

    /// Sends a request; `take` is called on the loop's thread with what becomes of it, and never inside of this call.
    @discardableResult
    public func send(_ request: HTTPRequest, _ take: @escaping @Sendable (HTTPEvent) -> Void) -> HTTPTransfer {
        let transfer = HTTPTransfer(nextNumber(), on: self)
        put(.send(request, transfer, take))
        return transfer
    }

    /// Calls `body` on the loop's thread once this time is over, unless the loop is stopped before.
    @discardableResult
    public func after(_ delay: Duration, _ body: @escaping @Sendable () -> Void) -> HTTPTimer {
        let timer = HTTPTimer(nextNumber(), on: self, body)
        put(.timer(timer, at: .now.advanced(by: delay)))
        return timer
    }

    /// Ends every request by `.cancelled`, forgets the timers, runs the jobs that wait, and waits for the thread's end.
    ///
    /// May be called again, from every thread but the loop's own. Afterwards a request ends by `.cancelled`, a timer is
    /// never due, and a job of an actor runs, one after the other, on whichever thread brings it: none is lost. Call it
    /// before the program ends, or the thread may still be inside of the TLS library that is being taken down.
    public func stop() {
        precondition(!inbox.isWorkerCurrent, "a loop cannot wait for its own end: stop it from another thread")
        put(.stop)
        thread.withLock { thread in
            if let running = thread { pthread_join(running, nil) }
            thread = nil
        }
    }

    /// Whether the calling thread is the one that runs everything here.
    public var isCurrent: Bool { inbox.isWorkerCurrent }

    /// Runs a job of an actor on the loop's thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        put(.job(UnownedJob(job)))
    }

    /// This loop, for an actor that lives on it and keeps it.
    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Whether an actor of this loop may take the calling thread for its own.
    public func isIsolatingCurrentContext() -> Bool? { inbox.isWorkerCurrent }

    /// Has a command done on the loop's thread, or by the calling one where that has ended.
    func put(_ command: LoopCommand) {
        guard inbox.put(command) else { return }
        repeat { doCommands() } while !inbox.leave()
    }

    private func nextNumber() -> UInt64 { numbers.add(1, ordering: .relaxed).newValue }

    private func doCommands() {
        for command in inbox.takeAll() {
            if case .job(let job) = command {
                job.runSynchronously(on: asUnownedSerialExecutor())
            } else {
                core.perform(command)
            }
        }
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { raw in
        if let raw { Unmanaged<HTTPLoop>.fromOpaque(raw).takeRetainedValue().run() }
        return nil
    }

    private func run() {
        blockSignals()
        inbox.takeOver()
        while !core.isStopped {
            doCommands()
            core.turn { inbox.isEmpty }
        }
        inbox.endWaking()
        core.close()
        repeat { doCommands() } while !inbox.leave()
    }

    /// Signals are for threads that expect them; SIGPIPE, which a connection that is gone makes, is for nobody.
    private func blockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
    }
}
