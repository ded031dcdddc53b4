import CTestSystem
import Glibc

/// A system call that failed: which, on what, and why.
public struct SystemError: Error, CustomStringConvertible, Equatable, Sendable {
    /// What was being done, in words.
    public let doing: String
    /// The errno it failed with.
    public let code: Int32

    /// The failure of `doing`, with the calling thread's `errno`.
    public init(_ doing: String) {
        self.init(doing, code: errno)
    }

    /// The failure of `doing` with `code`.
    public init(_ doing: String, code: Int32) {
        self.doing = doing
        self.code = code
    }

    /// The failure in one line.
    public var description: String { "\(doing): \(String(cString: strerror(code))) (errno \(code))" }

    /// The result of a call that says -1 when it fails; throws what `errno` says.
    static func check(_ result: Int32, _ doing: @autoclosure () -> String) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(doing()) }
        return result
    }
}
