import Glibc

/// Another program while it runs, in a process of its own. A class, since that ends with it, and with the thread that
/// started it at the latest.
final class RunningProgram {
    private static let patience = 60e9

    private let arguments: [String]
    private let process: pid_t
    private let words: Int32
    private var isRunning = true

    /// Starts a program, whose output goes to a file where there is one.
    init(_ arguments: [String], output: Int32? = nil) throws(BenchError) {
        self.arguments = arguments
        let file = try Child.file()
        do throws(BenchError) {
            process = try Child.start(["setpriv", "--pdeathsig", "KILL"] + arguments, output: output, errors: file)
        } catch {
            close(file)
            throw error
        }
        words = file
    }

    deinit {
        stop()
        close(words)
    }

    /// Where a program of this build is: beside this one.
    static func built(_ name: String) throws(BenchError) -> String {
        let own = Child.ownPath
        let path = String(own.prefix(through: own.lastIndex(of: "/") ?? own.startIndex)) + name
        guard access(path, X_OK) == 0 else {
            throw .command("there is no \(path): swift build --configuration release --product \(name) makes it")
        }
        return path
    }

    /// Ends it, if it has not ended; its memory is gone then.
    func stop(by signal: Int32 = SIGTERM) {
        guard isRunning else { return }
        isRunning = false
        kill(process, signal)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// What it has said to standard error.
    var text: String { Child.text(of: words) }

    /// Waits until it has said a line with these words, and returns that; throws where it ends before that, or does not
    /// within a minute.
    func line(with wanted: String) throws(BenchError) -> String {
        let start = Clock.now()
        while Clock.now() < start + Self.patience, !hasEnded() {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let line = lines.first(where: { $0.contains(wanted) }) { return String(line) }
            usleep(1_000)
        }
        throw .command("\(arguments.joined(separator: " ")): no \"\(wanted)\" in: \(text)")
    }

    /// What it holds of memory, in bytes.
    var residentByteCount: Int { Memory.residentByteCount(of: process) }

    /// The most that it held since `resetPeak`, or since its start.
    var peakByteCount: Int { Memory.peakByteCount(of: process) }

    /// Forgets that so far, and returns what it holds now.
    func resetPeak() -> Int { Memory.resetPeak(of: process) }

    /// How long it has kept a core, in nanoseconds.
    var coreTime: Double {
        var clock = clockid_t()
        guard clock_getcpuclockid(process, &clock) == 0 else { return 0 }
        return Clock.now(clock)
    }

    /// Whether it has ended by itself.
    private func hasEnded() -> Bool {
        var status: Int32 = 0
        if isRunning, waitpid(process, &status, WNOHANG) == process { isRunning = false }
        return !isRunning
    }
}
