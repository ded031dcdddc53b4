import CTestSystem
import Glibc
import Synchronization
import TestSupport

/// A count that threads share.
final class Counter: Sendable {
    private let value = Atomic(0)

    /// What was counted.
    var count: Int { value.load(ordering: .relaxed) }

    /// Counts one more.
    func add() { value.add(1, ordering: .relaxed) }
}

/// The bytes of memory that this process holds now, from /proc/self/statm.
func residentBytes() throws -> Int {
    let text = try Command.output(of: ["cat", "/proc/\(getpid())/statm"])
    guard let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
        throw SystemError("read statm", code: 0)
    }
    return pages * Int(getpagesize())
}

/// Has this process open as many files as it may.
func raiseFileLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
