internal import Analysis
internal import Daemon
public import KubernetesModel
internal import Manifests
internal import PolicyEngine
internal import Synchronization

/// The cluster as a directory of manifests says it, read again whenever a file changes: a host without an API server.
///
/// All or nothing: while a document cannot be read, what was read before holds, since a policy that is missing would
/// open what it closed.
public final class ManifestSource: ClusterSource {
    private static let fileBytesMax = 64 << 20

    /// Where not all of the directory can be watched, it is read again so often.
    private static let blindInterval = Duration.seconds(10)

    private struct State {
        var watch: DirectoryWatch?
        var blindReader: Task<Void, Never>?
        var told: String?
        var problem: String?
        var isStopped = false
    }

    private let directory: String
    private let say: @Sendable (String) -> Void
    private let state = Mutex(State())
    /// One reading after the other: of two at a time the older might be told last.
    private let reading = Mutex(())

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
                if case .incomplete(let error) = notice { readBlindly("\(error)", take) }
                read(take)
            }
            state.withLock { $0.watch = watch }
        } catch {
            readBlindly("\(error)", take)
        }
        read(take)
    }

    /// Reads no more.
    public func stop() {
        let (watch, blindReader) = state.withLock { state in
            state.isStopped = true
            defer { (state.watch, state.blindReader) = (nil, nil) }
            return (state.watch, state.blindReader)
        }
        blindReader?.cancel()
        watch?.stop()
        // Whoever reads now has seen the end, or is waited for here.
        reading.withLock { _ in }
    }

    /// Reads by the clock too, from now on.
    private func readBlindly(_ reason: String, _ take: @escaping @Sendable (ClusterEvent) -> Void) {
        state.withLock { state in
            guard state.blindReader == nil, !state.isStopped else { return }
            say("\(directory) is not watched in full, so it is read every 10 seconds: \(reason)")
            state.blindReader = Task { [self] in
                while !Task.isCancelled {
                    do { try await Task.sleep(for: Self.blindInterval) } catch { return }
                    read(take)
                }
            }
        }
    }

    private func read(_ take: (ClusterEvent) -> Void) {
        reading.withLock { _ in
            if !state.withLock({ $0.isStopped }) { readAlone(take) }
        }
    }

    private func readAlone(_ take: (ClusterEvent) -> Void) {
        var manifests = Manifests()
        do throws(DaemonError) {
            for path in try files() {
                manifests.read(try SmallText.bytes(of: path, bytesMax: Self.fileBytesMax), from: path)
            }
        } catch {
            return note(problem: "nothing of \(directory) was taken up, and what was read before holds: \(error)")
        }
        let errors = manifests.remarks.filter { $0.severity == .error }.prefix(5).map(\.description)
        guard manifests.unreadableCount == 0 else {
            return note(
                problem: "nothing of \(directory) was taken up, and what was read before holds, since a document "
                    + "cannot be read: \(errors.joined(separator: "; "))")
        }
        note(problem: nil, mistakes: errors)
        let cluster = manifests.inventory.withImpliedNamespaces().cluster
        take(.namespaces(Array(cluster.namespaces.values)))
        take(.nodes(Array(cluster.nodes.values)))
        take(.policies(cluster.policies))
        take(.pods(Array(cluster.pods.values)))
    }

    /// Takes note of how a reading went, and tells it where it went otherwise than the one before.
    private func note(problem: String?, mistakes: [String] = []) {
        let words =
            problem ?? "\(directory) is read" + (mistakes.isEmpty ? "" : ", with mistakes: ")
            + mistakes.joined(separator: "; ")
        let isNew = state.withLock { state in
            defer { (state.problem, state.told) = (problem, words) }
            return state.told != words
        }
        if isNew { say(words) }
    }

    private func files() throws(DaemonError) -> [String] {
        let found = try ManifestFiles.below(directory) { (path) throws(DaemonError) in
            try SmallText.entries(of: path)
        } tooDeep: {
            DaemonError.unusableFile($0, why: "it lies too deep: a link may lead in a circle")
        }
        guard let found else { throw .unusableFile(directory, why: "there is no such directory") }
        return found
    }
}
