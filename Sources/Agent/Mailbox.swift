public import KubernetesModel
internal import Synchronization

/// What was said since the loop looked last: the latest of each object, so that it is bounded by their number and not
/// by how often they change. Sources write from their threads, the loop takes it all at once.
public final class Mailbox: Sendable {
    /// What there is to be read.
    public struct Contents: Sendable {
        /// What changed in the cluster; of each kind all of it before single objects.
        public internal(set) var events: [ClusterEvent] = []
        /// When the first of these events came in.
        public internal(set) var since: Duration?
        /// The links that lead to local pods, if they were looked at anew.
        public internal(set) var links: LocalLinks?
        /// Whether the table should be looked at: somebody else may have changed it.
        public internal(set) var isSuspicious = false

        /// Nothing.
        public init() {}

        /// Whether there is nothing.
        public var isEmpty: Bool { events.isEmpty && links == nil && !isSuspicious }
    }

    private struct State: Sendable {
        var namespaces = Pending<String, Namespace>()
        var pods = Pending<ObjectKey, Pod>()
        var policies = Pending<ObjectKey, NetworkPolicy>()
        var nodes = Pending<String, Node>()
        var since: Duration?
        var links: LocalLinks?
        var isSuspicious = false
    }

    private let state = Mutex(State())
    private let queued = Mutex<Duration?>(nil)
    private let wake: @Sendable () -> Void

    /// An empty one that wakes its reader whenever something comes in.
    public init(wake: @escaping @Sendable () -> Void = {}) { self.wake = wake }

    /// Takes what a source says at a time.
    public func put(_ event: ClusterEvent, now: Duration) {
        queued.withLock { $0 = now }
        state.withLock { state in
            state.since = state.since ?? now
            switch event {
            case .namespace(let name, let namespace): state.namespaces.set(namespace, at: name)
            case .pod(let key, let pod): state.pods.set(pod, at: key)
            case .policy(let key, let policy): state.policies.set(policy, at: key)
            case .node(let name, let node): state.nodes.set(node, at: name)
            case .namespaces(let all): state.namespaces.replace(by: all)
            case .pods(let all): state.pods.replace(by: all)
            case .policies(let all): state.policies.replace(by: all)
            case .nodes(let all): state.nodes.replace(by: all)
            }
        }
        wake()
    }

    /// Takes which links lead to local pods now.
    public func put(_ links: LocalLinks) {
        state.withLock { $0.links = links }
        wake()
    }

    /// Takes note that the table may be another than we made.
    public func putSuspicion() {
        state.withLock { $0.isSuspicious = true }
        wake()
    }

    /// Whether anything waits to be read.
    public var isEmpty: Bool {
        state.withLock { $0.since == nil && $0.links == nil && !$0.isSuspicious }
    }

    /// How many objects wait to be read.
    public var waitingCount: Int {
        state.withLock { $0.namespaces.count + $0.pods.count + $0.policies.count + $0.nodes.count }
    }

    /// Since when the oldest event of the cluster waits to be read.
    public var waitingSince: Duration? { state.withLock { $0.since } }

    /// When the latest event of the cluster came in; `nil` before the first.
    public var lastQueued: Duration? { queued.withLock { $0 } }

    /// All that waits, which is then read.
    public func take() -> Contents {
        let state = state.withLock { state in
            defer { state = State() }
            return state
        }
        var contents = Contents()
        contents.events =
            state.namespaces.events(all: ClusterEvent.namespaces, one: ClusterEvent.namespace)
            + state.nodes.events(all: ClusterEvent.nodes, one: ClusterEvent.node)
            + state.policies.events(all: ClusterEvent.policies, one: ClusterEvent.policy)
            + state.pods.events(all: ClusterEvent.pods, one: ClusterEvent.pod)
        contents.since = state.since
        contents.links = state.links
        contents.isSuspicious = state.isSuspicious
        return contents
    }
}

/// What was said of the objects of one kind.
private struct Pending<Key: Hashable & Comparable & Sendable, Object: Sendable>: Sendable {
    /// All there are, if that was said; what is in `single` came later.
    private var all: [Object]?
    private var single: [Key: Object?] = [:]

    var count: Int { (all?.count ?? 0) + single.count }

    mutating func set(_ object: Object?, at key: Key) { single[key] = .some(object) }

    mutating func replace(by objects: [Object]) {
        all = objects
        single = [:]
    }

    /// In the order of keys, so that the same contents are always read alike.
    func events(all whole: ([Object]) -> ClusterEvent, one: (Key, Object?) -> ClusterEvent) -> [ClusterEvent] {
        (all.map { [whole($0)] } ?? []) + single.sorted { $0.key < $1.key }.map { one($0.key, $0.value) }
    }
}
