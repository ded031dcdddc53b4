internal import Glibc

/// Files that are read in one go: those of /proc, and our own.
enum SmallFile {
    /// All bytes of a file that has no more than `bytesMax`; `too large` is EFBIG.
    static func read(_ path: String, bytesMax: Int) throws(DaemonError) -> [UInt8] {
        let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw .last("open \(path)") }
        let file = OwnedDescriptor(number)
        var bytes: [UInt8] = []
        while true {
            let piece = try piece(of: file, path)
            if piece.isEmpty { return bytes }
            bytes += piece
            if bytes.count > bytesMax { throw .system(doing: "read \(path)", code: EFBIG) }
        }
    }

    /// A file of /proc as text; nil where it cannot be read.
    static func text(_ path: String) -> String? {
        // For hints only, which are left out where there are none.
        guard let bytes = try? read(path, bytesMax: 4 * 1024 * 1024) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func piece(of file: OwnedDescriptor, _ path: String) throws(DaemonError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, count in
            var got = Glibc.read(file.number, buffer.baseAddress, buffer.count)
            while got < 0, errno == EINTR { got = Glibc.read(file.number, buffer.baseAddress, buffer.count) }
            code = got < 0 ? errno : 0
            count = max(0, got)
        }
        guard code == 0 else { throw .system(doing: "read \(path)", code: code) }
        return bytes
    }
}
