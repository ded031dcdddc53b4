public import JSON
public import TestSupport

/// Why the scripted server did not do what it was told.
public enum ServerError: Error, CustomStringConvertible, Sendable {
    /// It could not be started or spoken with; the text is what it said on standard error.
    case unreachable(SystemError, said: String)
    /// It refused a command.
    case refused(op: String, reason: String)
    /// Its answer is not what was expected of it.
    case misunderstood(op: String, JSONError)
    /// Something else that it needs could not be run: openssl, say.
    case command(CommandError)
    /// A file or folder could not be made.
    case system(SystemError)

    /// The failure in words.
    public var description: String {
        switch self {
        case .unreachable(let error, let said): "the scripted server: \(error)\n\(said)"
        case .refused(let op, let reason): "the scripted server does not do \(op): \(reason)"
        case .misunderstood(let op, let error): "the scripted server's answer to \(op): \(error)"
        case .command(let error): "\(error)"
        case .system(let error): "\(error)"
        }
    }
}
