internal import HTTPClient
public import KubernetesModel
public import ServerAccess
internal import Synchronization

/// What is known of a cluster from its API server: listed and watched, for as long as it runs.
///
/// A class, since it has a thread. What goes wrong is told and tried again, always; it never says that objects are gone
/// because the server is.
public final class APIServerSource: ClusterSource {
    /// What it follows, and how.
    public struct Options: Sendable {
        /// The node whose object is followed; `nil`: all nodes.
        public var node: String?
        /// Whether pods are followed that policies do not speak of: finished ones, and those on a node's own network.
        public var wantsAllPods = false
        /// Whether protobuf is asked for.
        public var takesProtobuf = true
        /// Where versions are kept over a restart; `nil`: nowhere.
        public var stateDirectory: String?
        /// How long it waits for what.
        public var pacing = ReflectorPacing()
        /// What waits are chosen by; `nil`: by chance.
        public var seed: UInt64?
        /// What it calls itself.
        public var userAgent = "martlet"

        /// What is usual.
        public init() {}
    }

    private let access: ServerAccess
    private let options: Options
    private let host: any AccessHost & Sendable
    private let say: @Sendable (SourceNote) -> Void
    private let loop: HTTPLoop
    private let feed = Mutex<ClusterFeed?>(nil)

    /// A source that follows an API server, and tells what happens to it.
    public init(
        _ access: ServerAccess, _ options: Options = Options(), on host: any AccessHost & Sendable = SystemAccessHost(),
        say: @escaping @Sendable (SourceNote) -> Void = { _ in }
    ) throws(SourceError) {
        self.access = access
        self.options = options
        self.host = host
        self.say = say
        do throws(HTTPFailure) {
            loop = try HTTPLoop()
        } catch {
            throw SourceError(description: "\(error)")
        }
    }

    /// Begins: all of each kind is said first, then what changes.
    public func start(_ take: @escaping @Sendable (ClusterEvent) -> Void) {
        let say = say
        let started = feed.withLock { feed -> ClusterFeed? in
            guard feed == nil else { return nil }
            feed = makeFeed { resource, action in
                switch action {
                case .know(let all): if let event = resource.event(ofAll: all) { take(event) }
                case .change(let sent): if let event = sent.object.flatMap({ ClusterEvent($0) }) { take(event) }
                case .forget(let sent): if let event = sent.object?.absence { take(event) }
                case .note(let note): say(SourceNote(resource: resource, note: note))
                case .ask, .hangUp, .setAlarm, .remember: break
                }
            }
            return feed
        }
        started?.begin()
    }

    /// Says no more, once it returns.
    public func stop() { loop.stop() }

    /// What there is to measure, by resource.
    public func statistics() async -> [Resource: FeedFigures] {
        await feed.withLock { $0 }?.statistics() ?? [:]
    }

    private func makeFeed(_ listener: @escaping ClusterFeed.Listener) -> ClusterFeed {
        let versions = options.stateDirectory.map { VersionStore(in: $0, of: access.server) }
        let seed = options.seed ?? .random(in: .min ... .max)
        let reflectors = Resource.ofRules.enumerated().map { index, resource in
            Reflector(
                resource, version: versions?[resource] ?? "", node: options.node, wantsAllPods: options.wantsAllPods,
                takesProtobuf: options.takesProtobuf, pacing: options.pacing, seed: seed &+ UInt64(index))
        }
        return ClusterFeed(
            reflectors, of: access, on: host, loop: loop, userAgent: options.userAgent, versions: versions,
            listener: listener)
    }
}

/// Why there is no source.
public struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, in a sentence.
    public let description: String
}
