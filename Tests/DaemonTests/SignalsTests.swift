import Glibc
import Synchronization
import Testing

@testable import Daemon

@Suite struct SignalsTests {
    @Test("each signal is handed over once, in its meaning, until it is enough")
    func handed() throws {
        let seen = Heard()
        let signals = try Signals { seen.add($0) }
        let meanings: [(Int32, Signals.Message)] = [
            (SIGTERM, .end), (SIGINT, .end), (SIGHUP, .reload), (SIGUSR1, .report),
        ]
        for (index, (signal, _)) in meanings.enumerated() {
            signals.send(signal)
            #expect(becomes { seen.all.count == index + 1 })
        }
        signals.stop()
        signals.stop()
        signals.send(SIGTERM)
        #expect(seen.all == meanings.map(\.1))
    }

    @Test("a thread that blocks them, and those it starts, are not ended by them")
    func blocked() throws {
        let thread = try DaemonThread {
            Signals.block()
            var (blocked, action) = (sigset_t(), sigaction())
            pthread_sigmask(SIG_BLOCK, nil, &blocked)
            for signal in [SIGTERM, SIGINT, SIGHUP, SIGUSR1] { precondition(sigismember(&blocked, signal) == 1) }
            sigaction(SIGPIPE, nil, &action)
        }
        thread.join()
        let one: (Int32, Int32) = try withPipe()
        close(one.0)
        var byte: UInt8 = 0
        #expect(write(one.1, &byte, 1) == -1 && errno == EPIPE)
        close(one.1)
    }

    private func withPipe() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        return (ends[0], ends[1])
    }
}

/// Keeps what was heard. A class, since thread and test share it.
private final class Heard: Sendable {
    private let messages = Mutex<[Signals.Message]>([])
    var all: [Signals.Message] { messages.withLock { $0 } }
    func add(_ message: Signals.Message) { messages.withLock { $0.append(message) } }
}
