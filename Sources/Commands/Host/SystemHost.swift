import Daemon
import Glibc
import KubernetesClient
public import NetlinkKernel
public import Nftables
public import ServerAccess
public import Service

/// The machine itself.
public struct SystemHost: Host {
    /// The machine itself.
    public init() {}

    /// The environment's variables.
    public var environment: [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        return variables
    }

    /// The host's name: `gethostname`.
    public var name: String { Self.system.nodename }

    /// The kernel's release: `uname`.
    public var kernelRelease: String { Self.system.release }

    /// Whether standard output is a terminal: `isatty`.
    public var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes data to standard output: `write`.
    public func write(_ text: String) throws(HostError) {
        guard Self.write(Array(text.utf8), to: STDOUT_FILENO) else { throw .unwritable(reason: Self.lastReason) }
    }

    /// Writes a text into a file: `open`, `write`.
    public func write(_ text: String, to path: String) throws(HostError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(reason: "\(path): \(Self.lastReason)") }
        defer { close(descriptor) }
        guard Self.write(Array(text.utf8), to: descriptor) else {
            throw .unwritable(reason: "\(path): \(Self.lastReason)")
        }
    }

    /// Writes words to standard error.
    public func say(_ text: String) { _ = Self.write(Array("\(text)\n".utf8), to: STDERR_FILENO) }

    /// What stands in a file; of `-`, in standard input: `read` to the end.
    public func contents(of path: String) throws(HostError) -> [UInt8] {
        var bytes: [UInt8] = []
        try read(path) { bytes += $0 }
        return bytes
    }

    /// What stands in a file or in standard input, as `read` gives it.
    public func read(_ path: String, _ take: ([UInt8]) -> Void) throws(HostError) {
        if path == "-" { return try Self.read(STDIN_FILENO, of: "standard input", take) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: Self.lastReason) }
        defer { close(descriptor) }
        try Self.read(descriptor, of: path, take)
    }

    /// The names in a directory, in order: `opendir`, `readdir`.
    public func entries(of path: String) throws(HostError) -> [String]? {
        guard let directory = opendir(path) else {
            if errno == ENOTDIR { return nil }
            throw .unreadable(path: path, reason: Self.lastReason)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Asks an API server for all that commands ask about, over HTTP.
    public func ask(_ options: AccessOptions) throws(HostError) -> ServerAnswer {
        let access: ServerAccess
        do throws(AccessError) {
            access = try ServerAccess(options, on: SystemAccessHost())
        } catch {
            throw .noServer(error)
        }
        do throws(SourceError) {
            let snapshot = try ClusterSnapshot.take(from: access, userAgent: Version.userAgent)
            return ServerAnswer(
                server: access.server, objects: snapshot.objects,
                warnings: access.warnings + snapshot.notes.map(\.description))
        } catch {
            throw .noAnswer(reason: error.description)
        }
    }

    /// Opens the table in the kernel, by a netlink socket of this network namespace.
    public func kernel(_ ownership: Ownership) throws(KernelError) -> any TableKernel {
        // Who only looks need not wait until the agent has ended.
        ownership == .none ? try NetlinkKernel(reading: "martlet") : try NetlinkKernel(ownership: ownership)
    }

    /// Runs the agent on this thread, until a signal ends it.
    public func serve(_ configure: @escaping ServiceRun.Configure) throws(HostError) {
        Signals.block()
        do throws(ServiceError) {
            try ServiceRun(version: Version.number, configure).run()
        } catch {
            throw .agentFailed(reason: "\(error)")
        }
    }

    /// Asks the agent, by its Unix socket.
    public func askAgent(_ question: AgentQuestion) throws(HostError) -> [UInt8] {
        let client = ControlClient(socket: question.socket)
        let query = question.query
        do throws(DaemonError) {
            let answer =
                question.isOrder
                ? try client.post(question.path, query: query) : try client.get(question.path, query: query)
            return try answer.successful().body
        } catch {
            throw Self.reason(error)
        }
    }

    /// Reads a stream of the agent, by its Unix socket.
    public func followAgent(_ question: AgentQuestion, each line: (String) -> Bool) throws(HostError) {
        do throws(DaemonError) {
            try ControlClient(socket: question.socket).follow(question.path, query: question.query, line: line)
        } catch {
            throw Self.reason(error)
        }
    }

    private static func reason(_ error: DaemonError) -> HostError {
        if case .notRunning = error { .noAgent(reason: "\(error)") } else { .noAnswer(reason: "\(error)") }
    }

    /// Becomes the one writer of this network namespace.
    public func becomeWriter() throws(HostError) -> WriterLock {
        do {
            return try WriterLock()
        } catch {
            switch error {
            case .held(let process): throw .otherWriter(process: process)
            case .refused(let errno): throw .noLock(reason: "\(errno)")
            }
        }
    }

    private static let partLength = 1 << 17

    private static var lastReason: String { String(cString: strerror(errno)) }

    private static var system: (nodename: String, release: String) {
        var names = utsname()
        uname(&names)
        return withUnsafeBytes(of: &names.nodename) { node in
            withUnsafeBytes(of: &names.release) { release in (text(node), text(release)) }
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            offset += count
        }
        return true
    }

    private static func read(
        _ descriptor: Int32, of path: String, _ take: ([UInt8]) -> Void
    ) throws(HostError) {
        while true {
            var count = 0
            let part = [UInt8](unsafeUninitializedCapacity: partLength) { buffer, length in
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                length = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .unreadable(path: path, reason: lastReason) }
            if count == 0 { return }
            take(part)
        }
    }
}

extension AgentQuestion {
    /// What is said with it, as the client takes it.
    fileprivate var query: KeyValuePairs<String, String> { detail.map { [$0.name: $0.value] } ?? [:] }
}
