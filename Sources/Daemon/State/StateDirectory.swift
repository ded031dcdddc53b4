internal import Glibc
internal import Synchronization

/// A directory of files that are written whole or not at all, and noticed where they are not whole.
///
/// Each begins with a line that says how long the rest is and what its sum is. The line begins with `#`, so that what
/// nft or YAML reads is read with it.
public struct StateDirectory: Sendable {
    private static let mark = "# whole 1"
    private static let headBytesMax = 100
    private static let temporary = ".tmp"
    private static let writes = Atomic(0)

    /// Where it is.
    public let path: String

    /// The directory at `path`, which need not be there yet.
    public init(_ path: String) { self.path = path }

    /// Makes the directory where there is none, and takes away what a write left that did not come to its end. To be
    /// called before the first write, by the one who writes.
    public func prepare() throws(DaemonError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .last("make \(path)") }
        guard let directory = opendir(path) else { throw .last("open \(path)") }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix("."), name.hasSuffix(Self.temporary) { unlink(place(name)) }
        }
    }

    /// Writes a file: it has either these bytes then, also after a crash, or those that it had before.
    public func write(_ bytes: [UInt8], to name: String) throws(DaemonError) {
        let count = Self.writes.add(1, ordering: .relaxed).newValue
        let temporary = place(".\(name).\(getpid()).\(count)\(Self.temporary)")
        do throws(DaemonError) {
            try Self.store(Self.head(bytes) + bytes, at: temporary)
            guard rename(temporary, place(name)) == 0 else { throw DaemonError.last("rename \(temporary)") }
        } catch {
            unlink(temporary)
            throw error
        }
        try synchronise()
    }

    /// The bytes of a file; nil where it is not there. One that is torn, was edited or has over `bytesMax` is an error.
    public func read(_ name: String, bytesMax: Int) throws(DaemonError) -> [UInt8]? {
        let bytes: [UInt8]
        do throws(DaemonError) {
            bytes = try SmallFile.read(place(name), bytesMax: bytesMax + Self.headBytesMax)
        } catch .system(_, ENOENT) {
            return nil
        } catch .system(_, EFBIG) {
            throw .unusableFile(place(name), why: "it has over \(bytesMax) bytes")
        }
        guard let end = bytes.prefix(Self.headBytesMax).firstIndex(of: 0x0A) else {
            throw .unusableFile(place(name), why: "its first line, which says what it has to be, is missing")
        }
        let rest = Array(bytes[(end + 1)...])
        guard bytes[...end].elementsEqual(Self.head(rest)) else {
            throw .unusableFile(place(name), why: Self.complaint(bytes[..<end], rest.count))
        }
        return rest
    }

    /// Takes a file away, where it is there.
    public func remove(_ name: String) throws(DaemonError) {
        guard unlink(place(name)) == 0 else {
            if errno == ENOENT { return }
            throw .last("remove \(place(name))")
        }
        try synchronise()
    }

    private func place(_ name: String) -> String {
        precondition(!name.contains("/") && !name.isEmpty, "the name of a file in this directory")
        return "\(path)/\(name)"
    }

    private static func head(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(mark) bytes=\(bytes.count) crc64=\(StateChecksum(bytes[...]).text)\n".utf8)
    }

    private static func complaint(_ head: ArraySlice<UInt8>, _ count: Int) -> String {
        let words = String(decoding: head, as: UTF8.self).split(separator: " ")
        guard words.prefix(3).joined(separator: " ") == mark else { return "its first line is none of ours" }
        guard words.count > 3, words[3] == "bytes=\(count)" else { return "it is cut off or was added to" }
        return "it was changed since it was written"
    }

    private static func store(_ bytes: [UInt8], at path: String) throws(DaemonError) {
        let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw .last("make \(path)") }
        let file = OwnedDescriptor(number)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write \(path)") }
            rest = rest.dropFirst(count)
        }
        guard fsync(file.number) == 0 else { throw .last("write \(path)") }
    }

    /// Has the names of the directory survive a crash too.
    private func synchronise() throws(DaemonError) {
        let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw .last("open \(path)") }
        let directory = OwnedDescriptor(number)
        guard fsync(directory.number) == 0 else { throw .last("write \(path)") }
    }
}
