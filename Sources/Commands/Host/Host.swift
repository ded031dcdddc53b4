public import KubernetesModel
public import NetlinkKernel
public import Nftables
public import ServerAccess
public import Service

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
    /// Writes a text into a file, in the place of what stands there.
    func write(_ text: String, to path: String) throws(HostError)
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
    /// Runs the agent until it is told to end.
    func serve(_ configure: @escaping ServiceRun.Configure) throws(HostError)
    /// Asks the agent that runs here.
    func askAgent(_ question: AgentQuestion) throws(HostError) -> [UInt8]
    /// Hands over each line of what the agent tells, until it ends or no more is wanted.
    func followAgent(_ question: AgentQuestion, each line: (String) -> Bool) throws(HostError)
    /// Becomes the one writer of this network namespace; gives the process that is it already.
    func becomeWriter() throws(HostError) -> WriterLock
}

extension Host {
    /// All of it as one part.
    public func read(_ path: String, _ take: ([UInt8]) -> Void) throws(HostError) { take(try contents(of: path)) }
}

/// A question to the agent that runs on this host, or something that it is to do.
public struct AgentQuestion: Hashable, Sendable {
    /// The socket that it listens at.
    public let socket: String
    /// What is asked for, or to be done.
    public let path: String
    /// What is said with it: a name and its value, which may be empty.
    public let detail: Detail?
    /// Whether something is to be done.
    public let isOrder: Bool

    /// A name and its value.
    public struct Detail: Hashable, Sendable {
        let name: String
        let value: String

        /// A value by its name.
        public init(_ name: String, _ value: String = "") {
            self.name = name
            self.value = value
        }
    }

    /// A question, or an order.
    public init(_ path: String, at socket: String, _ detail: Detail? = nil, isOrder: Bool = false) {
        self.path = path
        self.socket = socket
        self.detail = detail
        self.isOrder = isOrder
    }
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
    /// No agent runs on this host.
    case noAgent(reason: String)
    /// The agent could not begin, or not go on, and why.
    case agentFailed(reason: String)
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
        case .noAnswer(let reason), .noAgent(let reason), .agentFailed(let reason): reason
        }
    }
}
