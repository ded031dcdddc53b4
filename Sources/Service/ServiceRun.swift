internal import Agent
internal import Daemon
internal import Glibc
internal import JSON
internal import KubernetesModel
internal import NetlinkKernel
internal import Nftables
internal import Synchronization

/// `martlet run`: the agent on this node, with all that it needs and all that it tells.
///
///     signals ─► stop, reload                             ┌─► log, figures
///     source ──► Mailbox ──► AgentLoop (this thread) ─────┼─► boot store
///     links, drift ─┘          │   ▲                      └─► connections, links
///                              ▼   │ questions
///                           kernel  └── probes, metrics, Unix socket
///
/// A class, since threads share it; it runs once.
public final class ServiceRun: Sendable {
    /// Reads again what is configured.
    public typealias Configure = @Sendable () throws(ConfigurationError) -> (SettingValues, RunConfiguration)

    static let ownerName = "owner"
    static let table = "martlet"

    /// What was said, and means, at the start: what a reload cannot take up holds on as it was.
    let values: SettingValues
    let configuration: RunConfiguration
    /// What holds now: as at the start, with what reloads took up.
    let held: Mutex<SettingValues>
    let configure: Configure
    let version: String
    let log: LogWriter
    let board = Board()
    let manager: ServiceManager
    let loop: AgentLoop<NetlinkKernel>
    let denials: DenialReader
    let watches = WatchFigures()
    /// What the cluster is read from, once it is.
    let source = Mutex<RunSource?>(nil)
    let isEnding = Atomic(false)
    /// Whether the loop runs, so that questions are answered.
    let isGuarding = Atomic(false)
    let cleansUp: Atomic<Bool>
    let reloading = Mutex(())

    /// A service that is configured so, and knows how to find out again.
    public convenience init(version: String, _ configure: @escaping Configure) throws(ServiceError) {
        try self.init(version: version, configure) { (configuration) in
            LogWriter(
                origin: "martlet", format: configuration.logsJSON ? .json : .text, verbosity: configuration.verbosity)
        }
    }

    /// The same with a log of another's making.
    init(
        version: String, _ configure: @escaping Configure, manager: ServiceManager = ServiceManager(),
        log: (RunConfiguration) -> LogWriter
    ) throws(ServiceError) {
        self.version = version
        self.manager = manager
        self.configure = configure
        do throws(ConfigurationError) {
            (values, configuration) = try configure()
        } catch {
            throw .configuration(error)
        }
        held = Mutex(values.naming(configuration.agent.node))
        self.log = log(configuration)
        cleansUp = Atomic(configuration.cleansUp)
        do throws(DaemonError) {
            loop = try AgentLoop()
        } catch {
            throw .host("\(error)")
        }
        denials = DenialReader(self.log, board)
    }

    /// Runs until it is told to end. Signals must have been blocked before any thread began.
    public func run() throws(ServiceError) {
        log.info(
            "Martlet starts",
            ["version": .string(version), "node": .string(configuration.agent.node), "source": .string(sourceName)])
        tellConflicts(values)
        let signals = try hearSignals()
        var probes = startProbesEarly()
        defer {
            for probe in probes { probe.stop() }
            signals.stop()
        }
        if let lock = try becomeWriter(), let kernel = try openKernel() {
            defer { withExtendedLifetime(lock) {} }
            if probes.isEmpty { probes = try startProbes() }
            try guardNode(with: kernel)
        } else {
            tellEarlyEnd()
        }
    }

    private func tellEarlyEnd() { log.info("Martlet ends before it began", ["rules": "stay as they are"]) }

    private func hearSignals() throws(ServiceError) -> Signals {
        do throws(DaemonError) {
            return try Signals { [self] in hear($0) }
        } catch {
            throw .host("\(error)")
        }
    }

    /// What was begun ends in the other order, also where something of it cannot begin.
    private func guardNode(with kernel: NetlinkKernel) throws(ServiceError) {
        let notices = try keepOwnership(of: kernel)
        defer { notices?.cancel() }
        let store = openStore()
        let links = followLinks()
        defer { links?.stop() }
        guard var core = try boot(kernel, store, links) else { return tellEarlyEnd() }
        readDenials(configuration.agent)
        defer { denials.stop() }
        let source = try openSource()
        watches.follow(source.figures)
        self.source.withLock { $0 = source }
        let control = try startControl()
        defer { control.stop() }
        let keepingAlive = keepAlive()
        defer { keepingAlive?.cancel() }
        source.source.start { [mailbox = loop.mailbox] event in mailbox.put(event, now: .sinceBoot) }
        defer { source.source.stop() }
        tell { () throws(DaemonError) in try manager.ready("waits for the cluster to be listed") }
        isGuarding.store(true, ordering: .relaxed)
        let keeper = store.map { BootKeeper($0) { [self] in tellUnkept($0) } }
        var books = Bookkeeper(Journal(log: log, board: board), keeper, follow: { links?.follow($0) }) { [self] words in
            tell { () throws(DaemonError) in try manager.status(words) }
        }
        loop.run(&core) { core, reports in books.take(reports, of: core, now: .sinceBoot) }
        tell { () throws(DaemonError) in try manager.stopping() }
        books.close()
        end(&core)
    }

    /// Has the table stay ours while no process runs, or has us hear of who changes it.
    private func keepOwnership(of kernel: NetlinkKernel) throws(ServiceError) -> Task<Void, Never>? {
        guard kernel.ownership == .ownerAndPersist else { return try hearOfDrift(kernel) }
        board.write { $0.isOwned = true }
        return nil
    }

    /// An agent that has taken over the table, or made it of what was kept; `nil` where it is told to end before.
    private func boot(
        _ kernel: NetlinkKernel, _ store: BootStore?, _ links: LinkFollower?
    ) throws(ServiceError) -> AgentCore<NetlinkKernel>? {
        var core = AgentCore(
            configuration.agent, kernel: kernel, connections: openConnections(), hearsOfChanges: true,
            findLinks: { links?.look(for: $0) }, elsewhere: { [self] in doElsewhere($0) }, clock: { .sinceBoot })
        do throws(KernelError) {
            try core.boot(kept(store), BootRetries()) { failed, time in
                tellRetry(failed)
                usleep(UInt32(clamping: Int(time.inSeconds * 1_000_000)))
                return !isEnding.load(ordering: .relaxed)
            }
        } catch {
            if isEnding.load(ordering: .relaxed) { return nil }
            throw .kernel(error)
        }
        _ = core.step()
        return core
    }

    /// Does something that takes long on a thread of its own, and calls the agent behind it; at once where there can be
    /// no thread.
    private func doElsewhere(_ job: @escaping @Sendable () -> Void) {
        do throws(DaemonError) {
            _ = try DaemonThread { [loop] in
                job()
                loop.enqueue { _ in }
            }
        } catch {
            job()
        }
    }

    private func end(_ core: inout AgentCore<NetlinkKernel>) {
        guard cleansUp.load(ordering: .relaxed) else {
            return log.info("Martlet ends", ["rules": "stay in force"])
        }
        tell { () throws(DaemonError) in try manager.removeStored(name: Self.ownerName) }
        if core.retire() {
            log.info("Martlet ends", ["rules": "removed"])
        } else {
            log.error("Martlet ends, and its table could not be removed: martlet cleanup does it", ["rules": "stay"])
        }
    }
}
