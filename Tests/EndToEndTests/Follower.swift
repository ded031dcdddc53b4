import KubernetesClient
import KubernetesModel
import PolicyEngine
import ServerAccess
import ServerSupport
import Synchronization
import TestSupport
import Testing

/// Who follows a server, and the cluster that it knows: a class, since it hears from a thread.
final class Follower: Sendable {
    private struct Heard: Sendable {
        var cluster = Cluster()
        var notes: [String] = []
    }

    let source: APIServerSource
    private let heard = SharedHeard()

    /// Begins to follow a server, by the kubeconfig that only reads where there is one.
    init(_ server: APIServerProcess, takesProtobuf: Bool = true) throws {
        var options = APIServerSource.Options()
        options.pacing = .quick
        options.takesProtobuf = takesProtobuf
        options.seed = 7
        let heard = heard
        source = try APIServerSource(try Self.access(server), options) { note in
            heard.state.withLock { $0.notes.append("\(note)") }
        }
        source.start { event in heard.state.withLock { _ = $0.cluster.apply(event) } }
    }

    /// The way to a server; its kubeconfig is put beside its keys.
    static func access(_ server: APIServerProcess) throws -> ServerAccess {
        guard let directory = server.directory else {
            return try ServerAccess(AccessOptions(server: server.url), on: SystemAccessHost())
        }
        let path = "\(directory)/reader.kubeconfig"
        try Command.output(of: ["tee", path], input: server.kubeconfig(isReadOnly: true))
        return try ServerAccess(AccessOptions(kubeconfig: path), on: SystemAccessHost())
    }

    /// Hears no more.
    func stop() { source.stop() }

    /// What was said of what happened.
    var notes: [String] { heard.state.withLock { $0.notes } }

    /// What it knows, an object a line as `changes.py` has it.
    var state: Set<String> { Self.lines(heard.state.withLock { $0.cluster }) }

    /// How many pods it knows.
    var podCount: Int { heard.state.withLock { $0.cluster.pods.count } }

    /// Waits until it knows what the server holds, where nothing changes meanwhile; other tests go on.
    func expect(
        _ held: Set<String>, _ what: String = "", seconds: Double = 30,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = Deadline(seconds: seconds)
        var known = state
        while known != held, !deadline.hasPassed {
            try await Task.sleep(for: .milliseconds(10))
            known = state
        }
        let missing = held.subtracting(known).sorted().prefix(5)
        let tooMuch = known.subtracting(held).sorted().prefix(5)
        #expect(
            known == held, "\(what): missing \(missing), too much \(tooMuch); \(notes.suffix(20))",
            sourceLocation: sourceLocation)
    }

    /// A cluster in lines.
    static func lines(_ cluster: Cluster) -> Set<String> {
        var lines: [String] = cluster.namespaces.values.map { "namespace \($0.name) \($0.labels["team"] ?? "")" }
        lines += cluster.nodes.keys.map { "node \($0)" }
        lines += cluster.policies.map { "policy \($0.key) \($0.ingress?.count ?? 0)" }
        for pod in cluster.pods.values where pod.phase != .finished {
            let addresses = pod.addresses.map { "\($0)" }.joined(separator: ",")
            lines.append("pod \(pod.key) \(addresses) \(pod.labels["app"] ?? "")")
        }
        return Set(lines)
    }

    /// What was heard, where several threads reach it.
    private final class SharedHeard: Sendable {
        let state = Mutex(Heard())
    }
}

extension ClusterSnapshot {
    /// What it says, an object a line.
    var lines: Set<String> {
        var cluster = Cluster()
        for event in objects.compactMap({ $0.object.flatMap { ClusterEvent($0) } }) { cluster.apply(event) }
        return Follower.lines(cluster)
    }
}

extension ReflectorPacing {
    /// Waits that are short, so that a server that comes back is found soon.
    fileprivate static var quick: ReflectorPacing {
        var pacing = ReflectorPacing()
        pacing.startSpread = .zero
        pacing.backoff = Backoff.Bounds(
            first: .milliseconds(10), longest: .milliseconds(200), forgottenAfter: .seconds(1))
        return pacing
    }
}
