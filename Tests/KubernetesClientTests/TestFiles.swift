import Glibc
import TestSupport

/// Writes a file whole, under another name first, as everybody does who rotates something.
func write(_ text: String, to path: String) throws(SystemError) { try write(Array(text.utf8), to: path) }

/// Copies a file over another in the same way.
func copy(_ source: String, to path: String) throws(SystemError) { try write(try contents(of: source), to: path) }

/// What is in a file.
func contents(of path: String) throws(SystemError) -> [UInt8] {
    guard let file = fopen(path, "r") else { throw SystemError("open \(path)") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    return bytes
}

private func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    guard let file = fopen(path + ".new", "w") else { throw SystemError("open \(path).new") }
    let count = fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    guard count == bytes.count, rename(path + ".new", path) == 0 else { throw SystemError("write \(path)") }
}
