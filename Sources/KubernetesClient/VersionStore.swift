internal import Glibc
internal import JSON
internal import KubernetesModel

/// Keeps the last versions that were heard of in a file, so that after a restart nothing older is taken for true, and
/// the server need not ask its storage for what is newest.
///
/// Written soon after a change and not at each: the time in which a server could show an older state than we had seen
/// is as short as that. Nothing is flushed to disk, since the rules do not outlive the machine either.
struct VersionStore: Sendable {
    /// How long after a change it is written.
    static let writeInterval = Duration.seconds(1)
    private static let lengthMax = 64 << 10

    private let path: String
    private let server: String
    private var versions: [Resource: String] = [:]
    private var saidProblem = false

    /// The versions of a server that are kept in a directory. What cannot be read, or is of another server, is none:
    /// then the newest is asked for.
    init(in directory: String, of server: String) {
        path = directory + "/resource-versions.json"
        self.server = server
        versions = Self.read(path, of: server) ?? [:]
    }

    /// The version that was heard of last; empty where none was.
    subscript(resource: Resource) -> String { versions[resource] ?? "" }

    /// Takes note of a version; whether it is another one.
    mutating func keep(_ version: String, of resource: Resource) -> Bool {
        versions.updateValue(version, forKey: resource) != version
    }

    /// Writes them; what hinders it is said once.
    mutating func write() -> String? {
        let problem = Self.write(Array(text.utf8), to: path)
        defer { saidProblem = problem != nil }
        return saidProblem ? nil : problem.map { "\(path): \($0): after a restart the newest state is asked for" }
    }

    private var text: String {
        let sorted = versions.sorted { $0.key.rawValue < $1.key.rawValue }
        let members = sorted.map { ",\(JSONValue.string($0.key.rawValue).text):\(JSONValue.string($0.value).text)" }
        return "{\"server\":\(JSONValue.string(server).text)\(members.joined())}\n"
    }

    private static func read(_ path: String, of server: String) -> [Resource: String]? {
        var reader = JSONReader(contents(of: path))
        do throws(JSONError) {
            var versions: [Resource: String] = [:]
            var isOurs = false
            try reader.beginObject()
            while let name = try reader.nextKey() {
                let value = try reader.string()
                if name == "server" { isOurs = value == server }
                if let resource = Resource(rawValue: name) { versions[resource] = value }
            }
            try reader.finish()
            return isOurs ? versions : nil
        } catch {
            return nil
        }
    }

    private static func contents(of path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: lengthMax) { buffer, count in
            count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
        }
    }

    /// Under another name first, so that there is always a whole one.
    private static func write(_ bytes: [UInt8], to path: String) -> String? {
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return String(cString: strerror(errno)) }
        let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        let code = errno
        close(file)
        if written != bytes.count { return written < 0 ? String(cString: strerror(code)) : "there is no room" }
        return rename(draft, path) == 0 ? nil : String(cString: strerror(errno))
    }
}
