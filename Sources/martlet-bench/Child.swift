import Glibc

/// Another program, started in this namespace and waited for.
enum Child {
    /// A file without a name, with this text in it.
    static func file(_ text: String = "") throws(BenchError) -> Int32 {
        guard let file = tmpfile() else { throw .system("tmpfile", errno) }
        guard fputs(text, file) >= 0, fflush(file) == 0 else { throw .system("write", errno) }
        return fileno(file)  // stays open as long as this program runs
    }

    /// The path of this program.
    static var ownPath: String {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        return String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Runs a program with these files as its input and output, from their beginnings; anything but success throws.
    static func run(
        _ arguments: [String], input: Int32? = nil, output: Int32? = nil, environment: [String] = []
    ) throws(BenchError) {
        _ = try usage(of: arguments, input: input, output: output, environment: environment)
    }

    /// Runs a program, and returns the most that was resident of it, in bytes.
    static func peak(of arguments: [String], input: Int32? = nil) throws(BenchError) -> Int {
        try usage(of: arguments, input: input).ru_maxrss << 10
    }

    /// Runs a program, and returns how long it kept a core, in nanoseconds.
    static func coreTime(of arguments: [String], input: Int32? = nil) throws(BenchError) -> Double {
        coreTime(try usage(of: arguments, input: input))
    }

    /// How long this program and all that it waited for have kept a core, in nanoseconds.
    static var coreTimeOfAll: Double {
        var usages = (rusage(), rusage())
        getrusage(RUSAGE_SELF.rawValue, &usages.0)
        getrusage(RUSAGE_CHILDREN.rawValue, &usages.1)
        return coreTime(usages.0) + coreTime(usages.1)
    }

    private static func coreTime(_ usage: rusage) -> Double {
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(seconds) * 1e9 + Double(microseconds) * 1e3
    }

    /// Runs programs, so many at a time, in this order. Where one fails no other is started, and those that still run
    /// are waited for.
    static func run(
        _ programs: [[String]], atOnce limit: Int, environment: [String] = []
    ) throws(BenchError) {
        var (waiting, running, failure) = (programs[...], [(process: pid_t, arguments: [String])](), BenchError?.none)
        while !running.isEmpty || failure == nil && !waiting.isEmpty {
            do throws(BenchError) {
                if failure == nil, running.count < limit, let next = waiting.popFirst() {
                    running.append((try start(next, environment: environment), next))
                } else {
                    let first = running.removeFirst()
                    _ = try usage(ofStarted: first.process, first.arguments)
                }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private static func usage(
        of arguments: [String], input: Int32? = nil, output: Int32? = nil, environment: [String] = []
    ) throws(BenchError) -> rusage {
        if let input { lseek(input, 0, SEEK_SET) }
        let process = try start(arguments, input: input, output: output, environment: environment)
        return try usage(ofStarted: process, arguments)
    }

    /// Waits for a program; anything but success throws.
    private static func usage(ofStarted process: pid_t, _ arguments: [String]) throws(BenchError) -> rusage {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            if errno != EINTR { throw .system("wait4", errno) }
        }
        guard status == 0 else { throw .command("\(arguments.joined(separator: " ")): status \(status)") }
        return usage
    }

    /// Starts a program with these files as its input, output and errors; whoever starts it ends it and waits for it.
    static func start(
        _ arguments: [String], input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil,
        environment: [String] = []
    ) throws(BenchError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let silence = "/dev/null"
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, silence, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, silence, O_WRONLY, 0)
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        // What a program of ours starts in turn it has to find, too.
        let path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        var environment: [UnsafeMutablePointer<CChar>?] = ([path] + environment).map { strdup($0) } + [nil]
        defer { for word in words + environment { free(word) } }
        var process: pid_t = 0
        let failure = posix_spawnp(&process, arguments[0], &actions, nil, &words, &environment)
        guard failure == 0 else { throw .system("start \(arguments[0])", failure) }
        return process
    }

    /// The numbers that a program prints, separated by spaces.
    static func numbers(_ arguments: [String]) throws(BenchError) -> [Double] {
        try lines(arguments).flatMap { $0 }
    }

    /// The numbers that a program prints, line by line.
    static func lines(_ arguments: [String]) throws(BenchError) -> [[Double]] {
        try output(arguments).split(separator: "\n").map { line in
            line.split(separator: " ").compactMap { Double(String($0)) }
        }
    }

    /// What a program prints.
    static func output(_ arguments: [String], environment: [String] = []) throws(BenchError) -> String {
        let output = try file()
        defer { close(output) }
        try run(arguments, output: output, environment: environment)
        return text(of: output)
    }

    /// All that is in a file, as text.
    static func text(of file: Int32) -> String { String(decoding: bytes(of: file), as: UTF8.self) }

    /// All that is in a file.
    static func bytes(of file: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(file, &part, part.count, off_t(bytes.count))
            guard count > 0 else { return bytes }
            bytes += part.prefix(count)
        }
    }
}
