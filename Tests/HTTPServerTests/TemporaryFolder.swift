import CTestSystem
import Glibc
import TestSupport

/// A folder that is gone with its last holder.
final class TemporaryFolder {
    private let path: String

    init() throws(SystemError) {
        var template = Array("/tmp/martlet-http-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        _ = try? Command.run(["rm", "-r", path])
    }

    /// Makes a file; its path.
    func write(_ name: String, _ bytes: [UInt8]) throws(SystemError) -> String {
        let place = "\(path)/\(name)"
        let file = open(place, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw SystemError("open \(place)") }
        defer { close(file) }
        guard bytes.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == bytes.count else {
            throw SystemError("write \(place)")
        }
        return place
    }
}

/// Lets other threads go on for a moment.
func sleepShortly() { usleep(5000) }
