import Glibc
public import TestSupport

/// A folder of its own for files that end with it; it holds files only, no folders.
///
/// A class, because it is removed once.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes one: `mkdtemp`.
    public init() throws(SystemError) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/martlet-server-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp in \(base)") }
        path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) }
                if name != "." && name != ".." { unlink("\(path)/\(name)") }
            }
            closedir(folder)
        }
        rmdir(path)
    }

    /// The path of a file in it.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Takes the last byte from a file in it.
    public func shorten(_ name: String) throws(SystemError) {
        var status = stat()
        guard stat(file(name), &status) == 0, truncate(file(name), status.st_size - 1) == 0 else {
            throw SystemError("truncate \(file(name))")
        }
    }
}
