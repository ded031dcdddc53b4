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
    private var store: BootStore?
    private var announced: String?

    /// Empty books.
    init(
        _ journal: Journal, _ store: BootStore?, follow: @escaping (Set<IPAddress>) -> Void,
        announce: @escaping (String) -> Void
    ) {
        self.journal = journal
        self.store = store
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
            case .programmed(let programming): note(programming, status)
            case .listed, .booted, .kernel, .cut, .restored, .connectionsUnreachable, .paused, .resumed: break
            }
        }
        journal.board.write { $0.status = status }
        write(core, now: now, atOnce: false)
        return store?.due
    }

    /// Writes what waits: this is the end.
    mutating func close<Node: Kernel>(_ core: AgentCore<Node>, now: Duration) { write(core, now: now, atOnce: true) }

    private mutating func note(_ programming: Programming, _ status: AgentStatus) {
        // A node that is paused when it loses its power is not to start open.
        if status.pausedUntil == nil { store?.note(programming.ruleset) }
        let isolated = status.isolatedPodCounts.values.max() ?? 0
        let words =
            programming.isOpen
            ? "enforces nothing, by choice" : "guards \(status.localPodCount) pods, \(isolated) of them isolated"
        if words != announced { announce(words) }
        announced = words
    }

    private mutating func write<Node: Kernel>(_ core: AgentCore<Node>, now: Duration, atOnce: Bool) {
        guard store != nil else { return }
        let ranges = AddressRanges(core.knownCluster.nodes[core.options.node]?.podRanges ?? [])
        attempt { (store) throws(DaemonError) in try store.keep(ranges, now: now) }
        attempt { (store) throws(DaemonError) in try store.write(now: now, atOnce: atOnce) }
    }

    private mutating func attempt(_ body: (inout BootStore) throws(DaemonError) -> Void) {
        guard var store else { return }
        do throws(DaemonError) {
            try body(&store)
        } catch {
            journal.log.limited(
                .warning, "The rules cannot be kept for the next boot", ["reason": .string("\(error)")], key: "keep")
        }
        self.store = store
    }
}
