import CTestSystem
import Glibc
import Synchronization

/// A count that threads share.
final class Counter: Sendable {
    private let value = Atomic(0)

    /// What was counted.
    var count: Int { value.load(ordering: .relaxed) }

    /// Counts one more.
    func add() { value.add(1, ordering: .relaxed) }
}

/// Has this process open as many files as it may.
func raiseFileLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
