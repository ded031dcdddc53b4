/// The program `martlet-apiserver` of this build, in a process of its own.
struct APIServerProcess {
    /// The process.
    let program: RunningProgram
    /// The port of the loopback that it serves.
    let port: UInt16

    /// Starts it, on any free port, by plain HTTP; in memory where there is no directory.
    init(directory: String? = nil) throws(BenchError) {
        let storage = directory.map { ["--data-dir", $0] } ?? []
        program = try RunningProgram(
            [RunningProgram.built("martlet-apiserver"), "--listen", "127.0.0.1:0", "--insecure-http"] + storage)
        let line = try program.line(with: "serving on")
        guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw .command("martlet-apiserver says no port: \(line)")
        }
        self.port = port
    }
}
