import Addresses
import KubernetesClient
import KubernetesModel
import PolicyEngine
import ServerAccess
import ServerSupport
import Synchronization
import TestSupport
import Testing

/// A source that follows a scripted server, and the cluster that it tells of: a class, since it hears from a thread.
final class Following: Sendable {
    fileprivate struct Heard: Sendable {
        var cluster = Cluster()
        var eventCount = 0
        var notes: [SourceNote] = []
        var gone: Set<String> = []
        var podCounts: [Int] = []

        /// Takes an event; what was there before and is not behind it, was told as gone.
        mutating func take(_ event: ClusterEvent) {
            let before = event.canRemove ? keys : []
            cluster.apply(event)
            if event.canRemove { gone.formUnion(before.subtracting(keys)) }
            if case .pods(let all) = event { podCounts.append(all.count) }
            eventCount += 1
        }

        private var keys: Set<String> {
            Set(cluster.pods.keys.map { "pod \($0)" }).union(cluster.namespaces.keys.map { "namespace \($0)" })
                .union(cluster.policies.map { "policy \($0.key)" }).union(cluster.nodes.keys.map { "node \($0)" })
        }
    }

    let server: ScriptedServer
    let source: APIServerSource
    private let heard = SharedHeard()

    /// Follows a server, over plain HTTP where `isPlain`; it waits for everything a hundredth of what is usual.
    convenience init(
        _ server: ScriptedServer, isPlain: Bool = false, tokenFile: String? = nil,
        _ change: (inout APIServerSource.Options) -> Void = { _ in }
    ) throws {
        let access = AccessOptions(
            server: isPlain ? server.plainURL : server.url, tokenFile: tokenFile,
            certificateAuthority: isPlain ? nil : server.certificates.authority().certificate)
        try self.init(server, by: access, change)
    }

    /// Follows a server in a way that somebody has found.
    init(
        _ server: ScriptedServer, by access: AccessOptions,
        _ change: (inout APIServerSource.Options) -> Void = { _ in }
    ) throws {
        self.server = server
        var options = APIServerSource.Options()
        options.pacing = .quick
        options.seed = 7
        change(&options)
        let access = try ServerAccess(access, on: SystemAccessHost())
        let heard = heard
        source = try APIServerSource(access, options) { note in heard.state.withLock { $0.notes.append(note) } }
    }

    /// Begins to follow.
    func start() {
        let heard = heard
        source.start { event in
            heard.state.withLock { $0.take(event) }
        }
    }

    /// Ends.
    func stop() { source.stop() }

    /// The cluster as it was told.
    var cluster: Cluster { heard.state.withLock { $0.cluster } }

    /// What was told of what happened.
    var notes: [SourceNote] { heard.state.withLock { $0.notes } }

    /// How many events were told.
    var eventCount: Int { heard.state.withLock { $0.eventCount } }

    /// What was told as gone, by kind and name.
    var gone: Set<String> { heard.state.withLock { $0.gone } }

    /// How many pods there were each time that all were told.
    var podCounts: [Int] { heard.state.withLock { $0.podCounts } }

    /// Waits until something is so; other tests go on meanwhile.
    func wait(seconds: Double = 30, _ isSo: (Following) throws -> Bool) async throws -> Bool {
        let deadline = Deadline(seconds: seconds)
        while !deadline.hasPassed {
            if try isSo(self) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return try isSo(self)
    }

    /// Sees that something was said, as a part of a note.
    func expectNote(
        _ part: String, seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let isSaid = try await wait(seconds: seconds) { $0.notes.contains { "\($0)".contains(part) } }
        #expect(
            isSaid, "not said: \(part); but: \(Set(notes.map { "\($0)" }).sorted())", sourceLocation: sourceLocation)
    }

    /// Waits until the cluster is what the server holds; what they differ in, where it is not in time.
    func difference(seconds: Double = 30) async throws -> String? {
        var held = try Held(server)
        var version = ""
        let isSame = try await wait(seconds: seconds) { following in
            guard following.isComplete else { return false }
            // All of it is asked for only where something has changed.
            let newest = try server.stats(from: .max).version
            if newest != version { held = try Held(server) }
            version = newest
            return held == Held(following.cluster)
        }
        if isSame { return nil }
        let kinds = isComplete ? "" : "listed are only \(cluster.listed); "
        return "\(kinds)\(try Held(server).difference(from: Held(cluster))); \(notes.suffix(20))"
    }

    /// Sees that the cluster is, in the end, what the server holds.
    func expectAgreement(
        _ what: String = "", seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let difference = try await difference(seconds: seconds)
        #expect(difference == nil, "\(what): \(difference ?? "")", sourceLocation: sourceLocation)
    }

    /// Whether every kind was listed.
    private var isComplete: Bool { cluster.listed.count == Cluster.Kind.allCases.count }
}

extension Following {
    /// What two sides must agree on: of each object its name, and the address or label that tests change.
    struct Held: Equatable {
        var pods: [String: String] = [:]
        var namespaces: [String: String] = [:]
        var policies: Set<String> = []
        var nodes: Set<String> = []

        init(_ cluster: Cluster) {
            // Servers that do not select by these fields send all pods.
            for pod in cluster.pods.values where pod.phase != .finished && !pod.isHostNetwork {
                pods["\(pod.key)"] =
                    pod.addresses.map { "\($0)" }.joined(separator: ",") + " " + (pod.labels["app"] ?? "")
            }
            for namespace in cluster.namespaces.values { namespaces[namespace.name] = namespace.labels["team"] ?? "" }
            policies = Set(cluster.policies.map { "\($0.key)" })
            nodes = Set(cluster.nodes.keys)
        }

        /// What the server holds, of pods those that policies speak of.
        init(_ server: ScriptedServer) throws {
            for pod in try server.state(of: .pods).objects {
                let isFinished = ["Succeeded", "Failed"].contains(pod["status"]["phase"].string ?? "")
                if isFinished || pod["spec"]["hostNetwork"].bool == true { continue }
                let addresses = try pod["status"]["podIPs"].items.map {
                    "\(try IPAddress(parsing: $0["ip"].string ?? ""))"
                }
                let app = pod["metadata"]["labels"]["app"].string ?? ""
                pods[Self.key(pod)] = addresses.joined(separator: ",") + " " + app
            }
            for namespace in try server.state(of: .namespaces).objects {
                let metadata = namespace["metadata"]
                namespaces[metadata["name"].string ?? ""] = metadata["labels"]["team"].string ?? ""
            }
            policies = Set(try server.state(of: .policies).objects.map { Self.key($0) })
            nodes = Set(try server.state(of: .nodes).objects.compactMap { $0["metadata"]["name"].string })
        }

        /// What the two do not both have.
        func difference(from other: Held) -> String {
            let (own, others) = (lines, other.lines)
            let missing = own.subtracting(others).sorted().prefix(5)
            return "missing: \(missing), too much: \(others.subtracting(own).sorted().prefix(5))"
        }

        private var lines: Set<String> {
            Set(pods.map { "pod \($0): \($1)" } + namespaces.map { "namespace \($0): \($1)" })
                .union(policies.map { "policy \($0)" }).union(nodes.map { "node \($0)" })
        }

        private static func key(_ object: ServedValue) -> String {
            let metadata = object["metadata"]
            return "\(metadata["namespace"].string ?? "")/\(metadata["name"].string ?? "")"
        }
    }
}

extension ClusterEvent {
    /// Whether anything may be gone behind it.
    fileprivate var canRemove: Bool {
        switch self {
        case .pods, .namespaces, .policies, .nodes: true
        case .pod(_, let one): one == nil
        case .namespace(_, let one): one == nil
        case .policy(_, let one): one == nil
        case .node(_, let one): one == nil
        }
    }
}

extension ReflectorPacing {
    /// A hundredth of what is usual, so that tests need not wait.
    static var quick: ReflectorPacing {
        var pacing = ReflectorPacing()
        pacing.shortestWatch = .milliseconds(10)
        pacing.answerMax = .milliseconds(600)
        pacing.silenceMax = .milliseconds(1_800)
        pacing.initialSilenceMax = .milliseconds(600)
        pacing.listSilenceMax = .milliseconds(600)
        pacing.startSpread = .zero
        pacing.backoff = Backoff.Bounds(
            first: .milliseconds(8), longest: .milliseconds(300), forgottenAfter: .milliseconds(1_200))
        pacing.forbiddenWait = .milliseconds(300)
        return pacing
    }
}

/// What was heard, where several threads reach it.
private final class SharedHeard: Sendable {
    let state = Mutex(Following.Heard())
}
