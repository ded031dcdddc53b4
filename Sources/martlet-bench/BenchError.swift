import Glibc

/// Why a benchmark could not run.
enum BenchError: Error, CustomStringConvertible {
    /// A system call failed.
    case system(String, Int32)
    /// A command did not do what it should.
    case command(String)
    /// The kernel refused prebuilt bytes.
    case refused(Int32)

    /// What happened.
    var description: String {
        switch self {
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        case .command(let words): words
        case .refused(let code): "the kernel refused prebuilt bytes: \(String(cString: strerror(code)))"
        }
    }
}
