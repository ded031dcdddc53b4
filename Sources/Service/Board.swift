internal import Addresses
internal import Agent
internal import Daemon
internal import KubernetesClient
internal import KubernetesModel
internal import Nftables
internal import Synchronization

/// What the parts of the service tell each other: written by whoever knows, read for probes, measurements and people.
final class Board: Sendable {
    /// What there is to know.
    struct State: Sendable {
        /// Why there is no agent yet.
        var waitingFor: String?
        /// How the agent stood last.
        var status: AgentStatus?
        /// Whether nobody else can change the table.
        var isOwned = false
        /// Whether it is looked at by which links local pods are reached.
        var followsLinks = false
        /// What keeps packets of local pods from the rules.
        var obstacles: [IPAddress: LinkObstacle] = [:]
        /// Whether IPVS distributes connections, whose packets pass no forward hook.
        var hasVirtualServers = false
        /// What was measured.
        var measures = Measures()
        /// When the table was found to be another than it was left, and mended.
        var lastDrift: Duration?
        /// How each kind of object is followed, where an API server is.
        var feeds: [Resource: FeedFigures] = [:]
        /// What keeps the cluster from being read.
        var sourceProblem: String?
        /// What was refused of the configuration at the last reload.
        var configurationProblem: String?
    }

    private let state = Mutex(State())

    /// What is known now.
    var now: State { state.withLock { $0 } }

    /// Changes what is known.
    func write(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
}

/// What is counted and timed over the life of the service.
struct Measures: Sendable {
    /// From seeing a change to the kernel's acknowledgement.
    var programming = Histogram.doubling(from: 0.001, count: 15)
    /// From seeing the address of an isolated pod to its rules, and from the time at which the API server made the pod.
    var protectionSinceSeen = Histogram.doubling(from: 0.001, count: 15)
    var protectionSinceCreated = Histogram.doubling(from: 0.25, count: 12)
    /// From the time at which the API server took a policy, or what is new of it, to its rules.
    var policiesSinceWritten = Histogram.doubling(from: 0.25, count: 12)
    /// What probes were answered, by path and code.
    var probes: [ProbeAnswer: Int] = [:]
    /// Working out rules.
    var compiling = Histogram.doubling(from: 0.000_25, count: 15)
    /// What was mended, by the kind of object.
    var drift: [String: Int] = [:]
    /// Denied packets that were read from the log, and those that were lost before.
    var deniedRead = 0
    var deniedLost = 0
    /// Connections that were cut, and those that were let go of again.
    var cut = 0
    var restored = 0
}

/// An answer to a probe, as far as it is counted.
struct ProbeAnswer: Hashable, Sendable {
    /// Where it was asked.
    let path: String
    /// The code of the answer.
    let code: Int
}

extension Board.State {
    /// What went wrong with the kinds of objects that are followed; `nil` while all are heard.
    var feedProblem: String? {
        let problems = feeds.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { resource, figures in
            figures.problem.map { "\(resource.rawValue): \($0)" }
        }
        return problems.isEmpty ? nil : problems.joined(separator: "; ")
    }

    /// What keeps packets from the rules, in words, each once, with an address that it is true of.
    var bypasses: [String] {
        var words: [String: IPAddress] = [:]
        for (address, obstacle) in obstacles where obstacle.isBypass {
            let text = "\(obstacle)"
            words[text] = min(words[text] ?? address, address)
        }
        let links = words.sorted { $0.key < $1.key }.map { "pod address \($0.value): \($0.key)" }
        let servers = "IPVS distributes connections, whose packets do not meet the rules: let kube-proxy use nftables"
        return links + (hasVirtualServers ? [servers] : [])
    }
}

extension LinkObstacle {
    /// Whether packets of such an address pass the rules by. An address without a way to it has no packets.
    fileprivate var isBypass: Bool {
        switch self {
        case .kind, .bridge: true
        case .noRoute, .ownAddress, .defaultRoute, .router: false
        }
    }
}
