import Testing

@testable import TestSupport

@Suite struct MonitorTests {
    @Test("lets one in at a time and wakes who waits")
    func handsOver() throws {
        let monitor = Monitor()
        nonisolated(unsafe) var turn = 0
        let threads = try (0..<4).map { number in
            try OwnThread {
                for round in 0..<50 {
                    monitor.locked {
                        monitor.wait { turn == round * 4 + number }
                        turn += 1
                        monitor.wakeAll()
                    }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(turn == 200)
    }
}
