internal import Addresses
internal import Agent
internal import Daemon
internal import JSON
internal import KubernetesModel
internal import Nftables
internal import PolicyEngine

/// Keeps the books of the agent: after each step what it did goes to the log, the board and the boot store, and what
/// others have to know of it to them.
struct Bookkeeper {
    let journal: Journal
    /// Hears of the addresses of this node's pods.
    let follow: (Set<IPAddress>) -> Void
    /// Tells people what this node's agent does, in a few words.
    let announce: (String) -> Void
    private let keeper: BootKeeper?
    private var announced: String?

    /// Empty books.
    init(
        _ journal: Journal, _ keeper: BootKeeper?, follow: @escaping (Set<IPAddress>) -> Void,
        announce: @escaping (String) -> Void
    ) {
        self.journal = journal
        self.keeper = keeper
        self.follow = follow
        self.announce = announce
    }

    /// Takes what happened in a step; when to be called again at the latest, if at all.
    mutating func take<Node: Kernel>(_ reports: [AgentReport], of core: AgentCore<Node>, now: Duration) -> Duration? {
        let status = core.status
        for report in reports {
            journal.take(report, now: now)
            switch report {
            case .localPods(let addresses): follow(addresses)
            case .programmed(let programming):
                note(programming, status)
                keeper?.note(core.nodeRanges)
            case .listed, .booted, .kernel, .cut, .restored, .connectionsUnreachable, .paused, .resumed: break
            }
        }
        journal.board.write { $0.status = status }
        keeper?.write(now: now)
        return keeper?.due(now: now)
    }

    /// Writes what waits: this is the end.
    func close() { keeper?.finish() }

    private mutating func note(_ programming: Programming, _ status: AgentStatus) {
        // A node that is paused when it loses its power is not to start open.
        if status.pausedUntil == nil { keeper?.note(programming.ruleset) }
        let isolated = status.isolatedPodCounts.values.max() ?? 0
        let words =
            programming.isOpen
            ? "enforces nothing, by choice" : "guards \(status.localPodCount) pods, \(isolated) of them isolated"
        if words != announced { announce(words) }
        announced = words
    }
}
