import Benchmarks
import Glibc

/// The files that the command line names.
enum Files {
    /// The figures of a run that were kept.
    static func run(_ path: String) throws -> Run {
        guard access(path, R_OK) == 0 else { throw BenchError.system(path, errno) }
        do {
            return try Run(parsing: Array(Machine.text(of: path).utf8))
        } catch {
            throw BenchError.command("\(path): \(error)")
        }
    }

    /// Writes a text; its directory is made where it is missing.
    static func write(_ text: String, to path: String) throws(BenchError) {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { mkdir(String(path[..<slash]), 0o755) }
        guard let file = fopen(path, "w") else { throw .system("open \(path)", errno) }
        let isWritten = fputs(text, file) >= 0
        guard fclose(file) == 0, isWritten else { throw .system("write \(path)", errno) }
    }
}
