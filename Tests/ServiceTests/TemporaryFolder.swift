import Glibc
import TestSupport

/// A folder of a test, which goes with it. A class, because it has an end.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/martlet-service-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw SystemError("mkdtemp", code: errno) }
        path = String(cString: made)
    }

    deinit { _ = try? Command.run(["rm", "-rf", path]) }

    /// A path in it.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, in the place of what stands there.
    func write(_ text: String, to name: String) throws {
        guard let file = fopen(file(name), "w") else { throw SystemError("fopen \(name)", code: errno) }
        defer { fclose(file) }
        fputs(text, file)
    }

    /// Takes a file away.
    func remove(_ name: String) { unlink(file(name)) }
}
