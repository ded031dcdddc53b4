import CTestSystem
import HTTPClient
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(3))) struct HTTPTimerTests {
    @Test("timers are due in their order, on the loop's thread, and not before their time")
    func order() async throws {
        try await withLoop { loop in
            let seen = Mutex<[(number: Int, delay: Duration)]>([])
            let start = ContinuousClock.now
            await withCheckedContinuation { continuation in
                for number in [3, 1, 2] {
                    loop.after(.milliseconds(20 * number)) {
                        #expect(loop.isCurrent)
                        seen.withLock { $0.append((number, start.duration(to: .now))) }
                        if number == 3 { continuation.resume() }
                    }
                }
            }
            let all = seen.withLock { $0 }
            #expect(all.map(\.number) == [1, 2, 3])
            // The thread rests for a minute where it is not woken.
            #expect(all.allSatisfy { .milliseconds(20 * $0.number)..<Duration.seconds(30) ~= $0.delay })
        }
    }

    @Test("a timer that is called off is never due, also when another one that is due with it calls it off")
    func cancelled() async throws {
        try await withLoop { loop in
            let rung = Counter()
            let early = loop.after(.milliseconds(30)) { rung.add(1) }
            early.cancel()
            early.cancel()
            let held = Mutex<HTTPTimer?>(nil)
            // The loop is kept busy, so that both are due at once.
            loop.after(.zero) { usleep(40_000) }
            loop.after(.milliseconds(10)) { held.withLock { $0 }?.cancel() }
            held.withLock { $0 = loop.after(.milliseconds(11)) { rung.add(1) } }
            await withCheckedContinuation { continuation in
                loop.after(.milliseconds(80)) { continuation.resume() }
            }
            #expect(rung.value == 0)
        }
    }

    @Test("a timer may set another one, and one whose time is over is due at once")
    func chain() async throws {
        try await withLoop { loop in
            await withCheckedContinuation { continuation in
                loop.after(.seconds(-1)) { loop.after(.zero) { continuation.resume() } }
            }
        }
    }
}
