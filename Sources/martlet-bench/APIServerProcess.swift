import Glibc

/// The program `martlet-apiserver` of this build, in a process of its own. A class, since that is ended with it.
final class APIServerProcess {
    /// The port that it serves.
    let port: UInt16
    private let process: pid_t
    private var isRunning = true

    /// Starts it, on any free port, by plain HTTP; in memory where there is no directory.
    init(directory: String? = nil) throws {
        let words = try Child.file()
        defer { close(words) }
        let storage = directory.map { ["--data-dir", $0] } ?? []
        process = try Child.start(
            [Self.program, "--listen", "127.0.0.1:0", "--insecure-http"] + storage, errors: words)
        port = try Self.port(process, words)
    }

    deinit { stop() }

    /// Ends it; its memory is gone then.
    func stop() {
        guard isRunning else { return }
        isRunning = false
        kill(process, SIGTERM)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// What it holds of memory, in bytes.
    var residentByteCount: Int { Memory.residentByteCount(of: process) }

    /// The most that it held since `resetPeak`.
    var peakByteCount: Int { Memory.peakByteCount(of: process) }

    /// Forgets that so far, and returns what it holds now.
    func resetPeak() -> Int { Memory.resetPeak(of: process) }

    /// How long it has kept a core, in nanoseconds.
    var coreTime: Double {
        var clock = clockid_t()
        guard clock_getcpuclockid(process, &clock) == 0 else { return 0 }
        return Clock.now(clock)
    }

    /// The program beside this one.
    private static var program: String {
        let own = Child.ownPath
        return own.prefix(through: own.lastIndex(of: "/") ?? own.startIndex) + "martlet-apiserver"
    }

    /// Waits until it says where it serves.
    private static func port(_ process: pid_t, _ words: Int32) throws(BenchError) -> UInt16 {
        var text = ""
        for _ in 0..<3_000 {
            usleep(10_000)
            var bytes = [UInt8](repeating: 0, count: 1024)
            let count = pread(words, &bytes, bytes.count, 0)
            text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let line = lines.first(where: { $0.contains("serving on") }),
                let port = line.split(separator: ":").last.flatMap({ UInt16($0) })
            {
                return port
            }
        }
        // Nobody will stop what has not begun.
        kill(process, SIGTERM)
        throw .command("martlet-apiserver does not serve: \(text)")
    }
}
