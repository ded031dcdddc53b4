public import Nftables
public import ServerAccess

/// Why the service could not start, in a sentence with what to do.
public enum ServiceError: Error, Sendable, CustomStringConvertible {
    /// A setting is wrong.
    case configuration(ConfigurationError)
    /// The way to the API server is not there.
    case access(AccessError)
    /// The kernel does not let us.
    case kernel(KernelError)
    /// Something of the host is missing.
    case host(String)

    /// The reason.
    public var description: String {
        switch self {
        case .configuration(let error): "\(error)"
        case .access(let error): "\(error)"
        case .kernel(let error): "\(error)"
        case .host(let words): words
        }
    }
}
