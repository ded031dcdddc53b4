/// Why the host did not give what a long-running program asked of it, in words for the log or the terminal.
public enum DaemonError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A call of the system failed; what was being done, and the `errno`.
    case system(doing: String, code: Int32)
    /// A text names no address to listen on; why.
    case unusableAddress(String, why: String)
    /// Somebody else listens at an address; who that may be.
    case addressInUse(String, holder: String)
    /// A file was kept as a whole and is not whole any more, or is larger than it may be; why.
    case unusableFile(String, why: String)
    /// Nobody answers at a control socket.
    case notRunning(String)
    /// A control socket is not for this user.
    case notPermitted(String)
    /// Whoever listens at a control socket said nothing in time.
    case noAnswer(String, seconds: Double)
    /// An answer ended before it was whole, or is none; why.
    case brokenAnswer(String, why: String)
    /// An answer that says no.
    case refused(status: Int, sentence: String)

    /// The failure in one line.
    public var description: String {
        switch self {
        case .system(let doing, let code): "cannot \(doing): \(Self.words(for: code))"
        case .unusableAddress(let text, let why): "\(text.debugDescription) is no address to listen on: \(why)"
        case .addressInUse(let address, let holder): "cannot listen on \(address), which is in use: \(holder)"
        case .unusableFile(let path, let why): "\(path) cannot be used: \(why)"
        case .notRunning(let path): "no agent is running: nobody listens at \(path)"
        case .notPermitted(let path): "not permitted to ask at \(path): only root and the agent's own user may"
        case .noAnswer(let path, let seconds): "the agent at \(path) does not answer: nothing came for \(seconds) s"
        case .brokenAnswer(let path, let why): "the answer that came from \(path) cannot be used: \(why)"
        case .refused(_, let sentence): sentence
        }
    }
}
