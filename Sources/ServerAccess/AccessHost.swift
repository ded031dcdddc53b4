/// What finding an API server may ask of the machine: the real one, or one of a test.
public protocol AccessHost {
    /// The host's name.
    var name: String { get }
    /// A variable of the environment.
    func variable(_ name: String) -> String?
    /// What stands in a file, all of it.
    func contents(of path: String) throws(FileProblem) -> [UInt8]
}

/// Why a file cannot be read.
public enum FileProblem: Error, Hashable, Sendable {
    /// There is none.
    case missing
    /// Others may read it, we may not.
    case forbidden
    /// It is larger than any such file, in bytes.
    case tooLarge(limit: Int)
    /// Something else, in the system's words.
    case other(String)
}

extension FileProblem: CustomStringConvertible {
    /// Why, and what to do about it.
    public var description: String {
        switch self {
        case .missing: "no such file: create it, or name another one"
        case .forbidden: "permission denied: let this process read it"
        case .tooLarge(let limit): "it is larger than \(limit) bytes: name another file"
        case .other(let words): words
        }
    }
}
