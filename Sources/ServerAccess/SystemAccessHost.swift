internal import Glibc

/// The machine itself.
public struct SystemAccessHost: AccessHost, Sendable {
    /// No file that says who we are is as large; a device or a wrong file may be without end.
    static let sizeMax = 4 << 20

    /// The machine itself.
    public init() {}

    /// The host's name: `uname`.
    public var name: String {
        var names = utsname()
        uname(&names)
        return withUnsafeBytes(of: &names.nodename) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// A variable of the environment: `getenv`.
    public func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// What stands in a file: `read` to the end.
    public func contents(of path: String) throws(FileProblem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.problem(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count <= Self.sizeMax {
            let part = try Self.part(of: descriptor)
            if part.isEmpty { return bytes }
            bytes += part
        }
        throw .tooLarge(limit: Self.sizeMax)
    }

    private static func part(of descriptor: Int32) throws(FileProblem) -> [UInt8] {
        var count = 0
        var code: Int32 = 0
        let part = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, length in
            repeat {
                count = read(descriptor, buffer.baseAddress, buffer.count)
                code = count < 0 ? errno : 0
            } while code == EINTR
            length = max(0, count)
        }
        guard code == 0 else { throw problem(code) }
        return part
    }

    private static func problem(_ code: Int32) -> FileProblem {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .forbidden
        default: .other(String(cString: strerror(code)))
        }
    }
}
