import Glibc

/// Another program, started in this namespace and waited for.
enum Child {
    /// A file without a name, with this text in it.
    static func file(_ text: String = "") throws(BenchError) -> Int32 {
        guard let file = tmpfile() else { throw .system("tmpfile", errno) }
        guard fputs(text, file) >= 0, fflush(file) == 0 else { throw .system("write", errno) }
        return fileno(file)  // stays open as long as this program runs
    }

    /// Runs a program with these files as its input and output, from their beginnings; anything but success throws.
    static func run(_ arguments: [String], input: Int32? = nil, output: Int32? = nil) throws(BenchError) {
        if let input { lseek(input, 0, SEEK_SET) }
        let process = try start(arguments, input: input, output: output)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { throw .system("waitpid", errno) }
        }
        guard status == 0 else { throw .command("\(arguments.joined(separator: " ")): status \(status)") }
    }

    /// Starts a program with these files as its input, output and errors; whoever starts it ends it and waits for it.
    static func start(
        _ arguments: [String], input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil
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
        defer { for word in words { free(word) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var process: pid_t = 0
        let failure = posix_spawnp(&process, arguments[0], &actions, nil, &words, &environment)
        guard failure == 0 else { throw .system("start \(arguments[0])", failure) }
        return process
    }

    /// The numbers that a program prints, separated by spaces.
    static func numbers(_ arguments: [String]) throws(BenchError) -> [Double] {
        let output = try file()
        try run(arguments, output: output)
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(output, &bytes, bytes.count, 0)
        close(output)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.split { " \n".contains($0) }.compactMap { Double(String($0)) }
    }
}
