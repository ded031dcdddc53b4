import Commands
import KubernetesModel
import NetlinkKernel
import Nftables
import ServerAccess
import Service
import TestSupport

/// A host made of values: files, an environment and a kernel; what a command writes is kept.
///
/// A class, since commands only hold it and write through it.
final class TestHost: Host {
    var environment: [String: String] = [:]
    var name = "N1.Example"
    var kernelRelease = "6.18.0"
    var isTerminal = false
    var files: [String: String]
    var kernelError: KernelError?
    var otherWriter: Int32?
    var server: ServerAnswer?
    private(set) var asked: AccessOptions?
    /// What the agent answers, by path; where it is empty none runs.
    var agent: [String: String] = [:]
    /// The rules that the agent keeps, as an archive.
    var archive: [UInt8]?
    /// Why the agent does not answer, although it runs.
    var agentError: HostError?
    private(set) var questions: [AgentQuestion] = []
    private(set) var served: RunConfiguration?
    var features: Features = Features(Features.words.map(\.feature))
    let kernel: MemoryKernel
    private(set) var output = ""
    private(set) var words = ""

    init(_ files: [String: String] = [:], kernel: MemoryKernel = MemoryKernel()) {
        self.files = files
        self.kernel = kernel
    }

    func write(_ text: String) { output += text }

    func write(_ text: String, to path: String) { files[path] = text }

    func say(_ text: String) { words += "\(text)\n" }

    func contents(of path: String) throws(HostError) -> [UInt8] {
        guard let text = files[path] else { throw .unreadable(path: path, reason: "No such file or directory") }
        return Array(text.utf8)
    }

    func entries(of path: String) throws(HostError) -> [String]? {
        if files[path] != nil { return nil }
        let below = files.keys.filter { $0.hasPrefix("\(path)/") }.map { $0.dropFirst(path.count + 1) }
        guard !below.isEmpty else { throw .unreadable(path: path, reason: "No such file or directory") }
        return Set(below.map { String($0.prefix { $0 != "/" }) }).sorted()
    }

    func ask(_ options: AccessOptions) throws(HostError) -> ServerAnswer {
        asked = options
        if let server { return server }
        do throws(AccessError) {
            _ = try ServerAccess(options, on: NoFiles())
        } catch {
            throw HostError.noServer(error)
        }
        throw HostError.noAnswer(reason: "the server at \(options.server ?? "") refused the connection")
    }

    func kernel(_ ownership: Ownership) throws(KernelError) -> any TableKernel {
        if let kernelError { throw kernelError }
        return TestKernel(kernel, features: features)
    }

    func serve(_ configure: @escaping ServiceRun.Configure) throws(HostError) {
        do throws(ConfigurationError) {
            served = try configure().1
        } catch {
            throw .agentFailed(reason: "\(error)")
        }
    }

    func askAgent(_ question: AgentQuestion) throws(HostError) -> [UInt8] {
        questions.append(question)
        if let agentError { throw agentError }
        if question.path == "/ruleset", let archive { return archive }
        guard let answer = agent[question.path] else {
            throw .noAgent(reason: "no agent is running: nobody listens at \(question.socket)")
        }
        return Array(answer.utf8)
    }

    func followAgent(_ question: AgentQuestion, each line: (String) -> Bool) throws(HostError) {
        let text = String(decoding: try askAgent(question), as: UTF8.self)
        for part in text.split(separator: "\n") where !line(String(part)) { return }
    }

    func becomeWriter() throws(HostError) -> WriterLock {
        if let otherWriter { throw .otherWriter(process: otherWriter) }
        do {
            return try WriterLock(name: "martlet-test-\(ObjectIdentifier(self).hashValue)")
        } catch {
            throw .noLock(reason: "\(error)")
        }
    }
}

/// A host without files, on which only what is said leads to an API server.
private struct NoFiles: AccessHost {
    let name = "n1"

    func variable(_ name: String) -> String? { nil }

    func contents(of path: String) throws(FileProblem) -> [UInt8] { throw .missing }
}

/// The kernel of a test host.
private struct TestKernel: TableKernel {
    let features: Features
    private let kernel: MemoryKernel

    init(_ kernel: MemoryKernel, features: Features) {
        self.kernel = kernel
        self.features = features
    }

    func observe() throws(KernelError) -> Observation { try kernel.observe() }

    func generation() throws(KernelError) -> Generation { try kernel.generation() }

    func apply(_ phase: Phase, expecting generation: Generation) throws(KernelError) -> Generation {
        try kernel.apply(phase, expecting: generation)
    }

    /// Whether a kernel with this table would take it.
    func tryOut(_ phase: Phase) throws(KernelError) {
        let seen = try kernel.observe()
        _ = try MemoryKernel(seen.ruleset).apply(phase, expecting: Generation(rawValue: 1))
    }
}

/// What came of a command line.
struct Run: Equatable {
    let code: ExitCode
    let output: String
    let words: String
}

extension TestHost {
    /// Runs a command line, split at spaces, and gives what it wrote this time.
    func run(_ line: String) -> Run {
        (output, words) = ("", "")
        let code = Martlet.run(line.split(separator: " ").map(String.init), on: self)
        return Run(code: code, output: output, words: words)
    }
}
