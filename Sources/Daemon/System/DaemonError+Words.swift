internal import Glibc

extension DaemonError {
    /// What the system says of an `errno`.
    static func words(for code: Int32) -> String {
        // strerror(3) would share its text between threads.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { words in
            guard let start = words.baseAddress, strerror_r(code, start, words.count) == 0 else {
                return "errno \(code)"
            }
            return String(cString: start)
        }
    }

    /// The failure of the call that was just made.
    static func last(_ doing: String) -> DaemonError { .system(doing: doing, code: errno) }
}
