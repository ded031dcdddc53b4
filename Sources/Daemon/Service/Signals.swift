internal import Glibc

/// The signals that a service is told things by, each handed to a closure on one thread of their own.
///
/// They are blocked everywhere else, so no call of any thread is interrupted by them and nothing runs in a handler.
/// A class, since it owns a thread.
public final class Signals: Sendable {
    /// What a service is told.
    public enum Message: CaseIterable, Equatable, Sendable {
        /// End: SIGTERM, or SIGINT of a terminal.
        case end
        /// Read the configuration again: SIGHUP.
        case reload
        /// Say how you are: SIGUSR1.
        case report
    }

    private static let meanings: [Int32: Message] = [
        SIGTERM: .end, SIGINT: .end, SIGHUP: .reload, SIGUSR1: .report,
    ]

    private let stopping: StopFlag
    private let thread: DaemonThread

    /// Keeps the signals from every thread that is started from now on, and ignores SIGPIPE. To be called on the main
    /// thread before any other is started; a thread that was there before may still be ended by one.
    public static func block() {
        _ = signal(SIGPIPE, SIG_IGN)
        SignalSet(Array(meanings.keys)).block()
    }

    /// Hands over what comes from now on, and what came since `block`.
    public init(_ handler: @escaping @Sendable (Message) -> Void) throws(DaemonError) {
        let stopping = StopFlag()
        self.stopping = stopping
        thread = try DaemonThread {
            var signals = SignalSet(Array(Self.meanings.keys)).set
            var number: Int32 = 0
            while sigwait(&signals, &number) == 0, !stopping.isSet {
                if let message = Self.meanings[number] { handler(message) }
            }
        }
    }

    /// Hears no more, and comes back when the thread has ended. Signals stay blocked.
    public func stop() {
        stopping.set()
        send(SIGUSR1)
        thread.join()
    }

    /// Sends the thread a signal, as the system does where all others block it.
    func send(_ signal: Int32) { thread.send(signal) }
}
