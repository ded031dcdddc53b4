internal import Glibc

/// A set of signals, as the calls about them take it.
struct SignalSet {
    /// Faults of a thread itself: blocked, they would end the process without a trace of where.
    private static let faults = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP]
    /// The set as libc has it.
    var set = sigset_t()

    /// These signals.
    init(_ signals: [Int32]) {
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
    }

    /// All that other threads may handle as well.
    static var all: SignalSet {
        var all = SignalSet([])
        sigfillset(&all.set)
        for fault in faults { sigdelset(&all.set, fault) }
        return all
    }

    /// Blocks the signals for the calling thread and those that it starts.
    func block() {
        var set = set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Runs `body` while the calling thread takes no signals; a thread that it starts takes none ever.
    static func withoutSignals<Result>(_ body: () -> Result) -> Result {
        var (all, before) = (all.set, sigset_t())
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        return body()
    }
}
