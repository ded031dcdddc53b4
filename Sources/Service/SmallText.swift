internal import Daemon
internal import Glibc

/// Files and directories, read whole.
enum SmallText {
    /// The bytes of a file that has no more than this.
    static func bytes(of path: String, bytesMax: Int) throws(DaemonError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(doing: "open \(path)", code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            var found = 0
            let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                found = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                count = max(0, found)
            }
            if found < 0, errno == EINTR { continue }
            if found < 0 { throw .system(doing: "read \(path)", code: errno) }
            if part.isEmpty { return bytes }
            bytes += part
            guard bytes.count <= bytesMax else { throw .unusableFile(path, why: "it has over \(bytesMax) bytes") }
        }
    }

    /// The names in a directory, in order; `nil` where the path is none.
    static func entries(of path: String) throws(DaemonError) -> [String]? {
        guard let directory = opendir(path) else {
            let code = errno
            if code == ENOTDIR || code == ENOENT && isGone(path) { return nil }
            throw .system(doing: "read \(path)", code: code)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether nothing is there, not even a link that leads nowhere: editors make files for a moment.
    private static func isGone(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) != 0
    }
}
