import Glibc
import ServerSupport
import Synchronization
import TestSupport
import Testing

/// `martlet run` on a node that a namespace plays, with directories of its own, which stay from one start to the next.
///
/// A class, since the process ends with it, at the latest with the node.
final class NodeAgent: Sendable {
    let node: NodeInNamespace
    /// What it keeps for the next boot.
    let state: TemporaryFolder
    private let run: TemporaryFolder
    private let process = Mutex<Dialogue?>(nil)

    /// An agent that does not run yet.
    init(on node: NodeInNamespace) throws {
        self.node = node
        (state, run) = (try TemporaryFolder(), try TemporaryFolder())
    }

    deinit { _ = end(by: SIGKILL) }

    /// Where it keeps its files, and where other commands ask it.
    var directories: [String] { ["--state-dir", state.path, "--run-dir", run.path] }

    /// Starts it with further flags, and what is to be run around it.
    func start(_ more: [String] = [], source: [String]? = nil, around: [String] = []) throws {
        let words = try ["setpriv", "--pdeathsig", "KILL"] + around + [BuiltProgram.path("martlet"), "run"]
        let source = source ?? ["--server", node.url]
        let dialogue = try node.namespace.run {
            try Dialogue(words + ["--node-name", NodeInNamespace.name] + source + directories + more)
        }
        process.withLock { $0 = dialogue }
    }

    /// Starts it and waits until it says that it is ready.
    func startReady(_ more: [String] = []) throws {
        try start(more)
        try waitUntilReady()
    }

    /// Its process.
    var identifier: Int32 { process.withLock { $0?.identifier } ?? 0 }

    /// What it said so far, or in its last run.
    var log: String { process.withLock { $0?.errorText } ?? "" }

    /// The lines in which it says that enforcement may be wrong.
    var errors: [Substring] { log.split(separator: "\n").filter { $0.hasPrefix("E") } }

    /// Sends it a signal.
    func tell(_ signal: Int32) { kill(identifier, signal) }

    /// Ends it by a signal, and says how it ended.
    @discardableResult
    func end(by signal: Int32 = SIGTERM) -> CommandEnd? {
        let dialogue = process.withLock { $0 }
        if let dialogue { kill(dialogue.identifier, signal) }
        return dialogue?.end()
    }

    /// Asks one of its probes.
    func probe(_ path: String) throws -> PlainHTTP {
        try PlainHTTP.ask("GET", path, port: 9_976, in: node.namespace)
    }

    /// A measurement of one name and these labels, as its line has them; `nil` where there is none.
    func metric(_ name: String) throws -> Double? {
        let text = try PlainHTTP.ask("GET", "/metrics", port: 9_977, in: node.namespace).body
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        return line.flatMap { Double($0.dropFirst(name.count + 1)) }
    }

    /// Runs another command of the program beside it.
    func command(_ words: [String], timeoutSeconds: Double = 60) throws -> CommandResult {
        let program = [try BuiltProgram.path("martlet")] + words + ["--run-dir", run.path]
        return try node.namespace.run { try Command.run(program, timeoutSeconds: timeoutSeconds) }
    }

    /// Waits until it is ready.
    func waitUntilReady(seconds: Double = 60) throws {
        let deadline = Deadline(seconds: seconds)
        var last = ""
        let isReady = try deadline.waits {
            let answer = try probe("/readyz")
            last = answer.body
            return answer.status == 200
        }
        guard isReady else { throw NodeError(description: "not ready: \(last)\n\(log)") }
    }

    /// Waits until its log has these words.
    func waits(for words: String, seconds: Double = 60) -> Bool {
        Deadline(seconds: seconds).waits { log.contains(words) }
    }

    /// Waits until it keeps a file of this name for the next boot.
    func keeps(_ name: String, seconds: Double = 60) -> Bool {
        Deadline(seconds: seconds).waits { access(state.file(name), F_OK) == 0 }
    }

    /// The seconds of processor time that it used so far, and the bytes of memory it has now.
    func usage() throws -> (seconds: Double, bytes: Int) {
        let stat = try Command.output(of: ["cat", "/proc/\(identifier)/stat"])
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        let memory = try Command.output(of: ["cat", "/proc/\(identifier)/statm"]).split(separator: " ")
        guard fields.count > 12, memory.count > 1, let user = Double(fields[11]), let system = Double(fields[12]),
            let pages = Int(memory[1])
        else { throw NodeError(description: "no such process: \(identifier)") }
        return ((user + system) / Double(sysconf(Int32(_SC_CLK_TCK))), pages * Int(sysconf(Int32(_SC_PAGESIZE))))
    }
}
