public import KubernetesModel
public import NetlinkKernel
public import Nftables
public import ServerAccess

/// What a command may touch of the machine it runs on: the real one, or one of a test.
public protocol Host {
    /// The environment's variables.
    var environment: [String: String] { get }
    /// The host's name.
    var name: String { get }
    /// The kernel's release, such as `6.1.0`.
    var kernelRelease: String { get }
    /// Whether standard output is a terminal.
    var isTerminal: Bool { get }

    /// Writes data to standard output.
    func write(_ text: String) throws(HostError)
    /// Writes words to standard error; where that fails nobody can be told.
    func say(_ text: String)
    /// What stands in a file; of `-`, in standard input.
    func contents(of path: String) throws(HostError) -> [UInt8]
    /// What stands in a file, or of `-` in standard input, in parts as they come.
    func read(_ path: String, _ take: ([UInt8]) -> Void) throws(HostError)
    /// The names in a directory, in order; `nil` where the path is no directory.
    func entries(of path: String) throws(HostError) -> [String]?
    /// Asks an API server for all that commands ask about.
    func ask(_ options: AccessOptions) throws(HostError) -> ServerAnswer
    /// Opens the table in the kernel.
    func kernel(_ ownership: Ownership) throws(KernelError) -> any TableKernel
    /// Becomes the one writer of this network namespace; gives the process that is it already.
    func becomeWriter() throws(HostError) -> WriterLock
}

extension Host {
    /// All of it as one part.
    public func read(_ path: String, _ take: ([UInt8]) -> Void) throws(HostError) { take(try contents(of: path)) }
}

/// A kernel that can also be asked without being changed.
public protocol TableKernel: Kernel {
    /// What this kernel can do.
    var features: Features { get }
    /// What the kernel would say to a phase, without doing it.
    func tryOut(_ phase: Phase) throws(KernelError)
}

extension NetlinkKernel: TableKernel {}

/// What an API server said.
public struct ServerAnswer: Sendable {
    /// Where it is.
    public let server: String
    /// Its objects.
    public let objects: [SentObject]
    /// What works and had better be otherwise.
    public let warnings: [String]

    /// An answer.
    public init(server: String, objects: [SentObject], warnings: [String] = []) {
        self.server = server
        self.objects = objects
        self.warnings = warnings
    }
}

/// What could not be done on the host.
public enum HostError: Error, Hashable {
    /// A file or directory cannot be read, and why.
    case unreadable(path: String, reason: String)
    /// Standard output takes no more.
    case unwritable(reason: String)
    /// Somebody else writes rules here: the process, where it is known.
    case otherWriter(process: Int32?)
    /// The lock cannot be had, and why.
    case noLock(reason: String)
    /// There is no way to an API server.
    case noServer(AccessError)
    /// An API server gives no answer, and why.
    case noAnswer(reason: String)
}

extension HostError: CustomStringConvertible {
    /// What could not be done, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .unwritable(let reason): "standard output cannot be written: \(reason)"
        case .otherWriter(let process):
            "table inet martlet is held by another martlet\(process.map { " (pid \($0))" } ?? ""): "
                + "stop it first, or wait until it has ended"
        case .noLock(let reason): "cannot become the one writer of this network namespace: \(reason)"
        case .noServer(let error): "\(error)"
        case .noAnswer(let reason): reason
        }
    }
}
