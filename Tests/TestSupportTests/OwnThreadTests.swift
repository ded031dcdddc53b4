import CTestSystem
import Glibc
import Testing

@testable import TestSupport

@Suite struct OwnThreadTests {
    @Test("runs its body once, and is gone once it is joined; joining twice does nothing")
    func runsAndEnds() throws {
        let monitor = Monitor()
        nonisolated(unsafe) var identifier: pid_t = 0
        let thread = try OwnThread { monitor.locked { identifier = gettid() } }
        thread.join()
        thread.join()
        let deadline = Deadline(seconds: 30)
        let path = "/proc/self/task/\(identifier)"
        #expect(identifier != 0 && identifier != gettid())
        while access(path, F_OK) == 0 && !deadline.hasPassed { usleep(500) }
        #expect(access(path, F_OK) != 0)
    }

    @Test("keeps to one processor for as long as it is told to")
    func pins() throws {
        nonisolated(unsafe) var seen: [UInt64] = []
        let thread = try OwnThread {
            let before = martlet_processors()
            OwnThread.pinned(to: OwnThread.firstProcessor) { seen.append(martlet_processors()) }
            seen.append(martlet_processors() ^ before)
        }
        thread.join()
        #expect(seen == [1 << UInt64(OwnThread.firstProcessor), 0])
    }
}
