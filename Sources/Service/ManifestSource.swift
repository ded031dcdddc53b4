internal import Analysis
internal import Daemon
internal import Glibc
public import KubernetesModel
internal import Manifests
internal import PolicyEngine
internal import Synchronization

/// The cluster as a directory of manifests says it, read again whenever a file changes: a host without an API server.
///
/// All or nothing: while a document cannot be read, what was read before holds, since a policy that is missing would
/// open what it closed.
public final class ManifestSource: ClusterSource {
    private static let suffixes = [".yaml", ".yml", ".json"]
    private static let fileBytesMax = 64 << 20
    private static let depthMax = 32

    private struct State {
        var watch: DirectoryWatch?
        var problem: String?
        var fileCount = 0
    }

    private let directory: String
    private let say: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// A source that reads this directory and tells what is wrong with it.
    public init(_ directory: String, say: @escaping @Sendable (String) -> Void) {
        self.directory = directory
        self.say = say
    }

    /// What keeps it from being read; `nil` while all is well.
    public var problem: String? { state.withLock { $0.problem } }

    /// Reads the directory, and again whenever something in it changes.
    public func start(_ take: @escaping @Sendable (ClusterEvent) -> Void) {
        do throws(DaemonError) {
            let watch = try DirectoryWatch(directory) { [self] notice in
                if case .incomplete(let error) = notice { say("\(directory) is not watched in full: \(error)") }
                read(take)
            }
            state.withLock { $0.watch = watch }
        } catch {
            note("\(directory) cannot be watched: \(error)")
        }
        read(take)
    }

    /// Reads no more.
    public func stop() {
        let watch = state.withLock { state in
            defer { state.watch = nil }
            return state.watch
        }
        watch?.stop()
    }

    private func read(_ take: (ClusterEvent) -> Void) {
        var manifests = Manifests()
        do throws(DaemonError) {
            for path in try files(below: directory, depth: 0) {
                manifests.read(try SmallText.bytes(of: path, bytesMax: Self.fileBytesMax), from: path)
            }
        } catch {
            return note("nothing of \(directory) was taken up: \(error)")
        }
        guard manifests.unreadableCount == 0 else {
            let errors = manifests.remarks.filter { $0.severity == .error }.prefix(5).map(\.description)
            return note(
                "nothing of \(directory) was taken up, and what was read before holds, since a document cannot be read: "
                    + errors.joined(separator: "; "))
        }
        note(nil)
        let cluster = manifests.inventory.withImpliedNamespaces().cluster
        take(.namespaces(Array(cluster.namespaces.values)))
        take(.nodes(Array(cluster.nodes.values)))
        take(.policies(cluster.policies))
        take(.pods(Array(cluster.pods.values)))
    }

    private func note(_ problem: String?) {
        let isNew = state.withLock { state in
            defer { state.problem = problem }
            return state.problem != problem
        }
        if isNew { say(problem ?? "\(directory) is read") }
    }

    private func files(below path: String, depth: Int) throws(DaemonError) -> [String] {
        guard depth < Self.depthMax else {
            throw .unusableFile(path, why: "it lies too deep: a link may lead in a circle")
        }
        var found: [String] = []
        for name in try SmallText.names(in: path) where !name.hasPrefix(".") {
            let inner = "\(path)/\(name)"
            if SmallText.isDirectory(inner) {
                found += try files(below: inner, depth: depth + 1)
            } else if Self.suffixes.contains(where: { name.hasSuffix($0) }) {
                found.append(inner)
            }
        }
        return found
    }
}

/// Files and directories, read whole.
enum SmallText {
    /// The bytes of a file that has no more than this.
    static func bytes(of path: String, bytesMax: Int) throws(DaemonError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(doing: "open \(path)", code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
            }
            if part.isEmpty { return bytes }
            bytes += part
            guard bytes.count <= bytesMax else { throw .unusableFile(path, why: "it has over \(bytesMax) bytes") }
        }
    }

    /// The names in a directory, in order.
    static func names(in path: String) throws(DaemonError) -> [String] {
        guard let directory = opendir(path) else { throw .system(doing: "read \(path)", code: errno) }
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

    /// Whether a path is a directory, or a link to one.
    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
