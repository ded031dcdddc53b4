internal import Addresses
internal import Agent
internal import Daemon
internal import Glibc
internal import JSON
internal import KubernetesClient
internal import KubernetesModel
internal import NetlinkKernel
public import Nftables
internal import PolicyCompiler
internal import PolicyEngine
public import ServerAccess
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

    private let values: Mutex<SettingValues>
    private let configuration: RunConfiguration
    private let configure: Configure
    private let version: String
    private let log: LogWriter
    private let board = Board()
    private let manager = ServiceManager()
    private let loop: AgentLoop<NetlinkKernel>
    private let denials: DenialReader
    private let watches = WatchFigures()
    private let isEnding = Atomic(false)

    /// A service that is configured so, and knows how to find out again.
    public init(version: String, _ configure: @escaping Configure) throws(ServiceError) {
        self.version = version
        self.configure = configure
        let values: SettingValues
        do throws(ConfigurationError) {
            (values, configuration) = try configure()
        } catch {
            throw .configuration(error)
        }
        self.values = Mutex(values)
        log = LogWriter(
            origin: "martlet", format: configuration.logsJSON ? .json : .text, verbosity: configuration.verbosity)
        do throws(Errno) {
            loop = try AgentLoop()
        } catch {
            throw .host("no socket pair: \(error)")
        }
        denials = DenialReader(log, board)
    }

    /// Runs until it is told to end. Signals must have been blocked before any thread began.
    public func run() throws(ServiceError) {
        log.info(
            "Martlet starts",
            ["version": .string(version), "node": .string(configuration.agent.node), "source": .string(sourceName)])
        let signals = try daemon { () throws(DaemonError) in try Signals { [self] in hear($0) } }
        let probes = try startResponders()
        defer {
            for probe in probes { probe.stop() }
            signals.stop()
        }
        guard let lock = try becomeWriter(), let kernel = try openKernel() else { return }
        defer { withExtendedLifetime(lock) {} }
        try guardNode(with: kernel)
        tell { () throws(DaemonError) in try manager.stopping() }
        log.info("Martlet ends", ["rules": .string(configuration.cleansUp ? "removed" : "stay in force")])
    }

    private func guardNode(with kernel: NetlinkKernel) throws(ServiceError) {
        let isOwned = kernel.ownership == .ownerAndPersist
        board.write { $0.isOwned = isOwned }
        if isOwned, let descriptor = kernel.descriptor {
            tell { () throws(DaemonError) in try manager.store(descriptor, name: Self.ownerName) }
        }
        let notices = isOwned ? nil : try hearOfDrift(kernel)
        let store = openStore()
        var core = AgentCore(
            configuration.agent, kernel: kernel, connections: openConnections(), hearsOfChanges: true,
            clock: { .sinceBoot })
        do throws(KernelError) {
            try core.boot(kept(store))
        } catch {
            throw .kernel(error)
        }
        _ = core.step()
        let keeper = store.map { BootKeeper($0) { [self] in tellUnkept($0) } }
        let links = followLinks()
        if let group = configuration.agent.compiler.log?.group { denials.start(group: group, loop) }
        let source = try openSource()
        watches.follow(source)
        let control = try startControl(source)
        tell { () throws(DaemonError) in try manager.ready("waits for the cluster to be listed") }
        let watchdog = keepAlive()
        defer {
            source.stop()
            watchdog?.cancel()
            notices?.cancel()
            links?.stop()
            denials.stop()
            control.stop()
        }
        source.start { [mailbox = loop.mailbox] event in mailbox.put(event, now: .sinceBoot) }
        let journal = Journal(log: log, board: board)
        loop.run(&core) { core, reports in
            let now = Duration.sinceBoot
            for report in reports {
                journal.take(report, now: now)
                if case .localPods(let addresses) = report { links?.follow(addresses) }
                if case .programmed(let programming) = report {
                    keeper?.note(programming.ruleset)
                    if let ranges = core.knownCluster.nodes[configuration.agent.node]?.podRanges {
                        keeper?.note(AddressRanges(ranges))
                    }
                    if programming.isFirst { announce(core.status) }
                }
            }
            if !reports.isEmpty { board.write { $0.status = core.status } }
            keeper?.write(now: now)
            return keeper?.due(now: now)
        }
        keeper?.finish()
        if configuration.cleansUp {
            tell { () throws(DaemonError) in try manager.removeStored(name: Self.ownerName) }
            core.retire()
        }
    }

    private static let ownerName = "owner"
    private static let table = "martlet"

    // MARK: starting

    /// Waits until no other process writes rules here; `nil` where it is told to end before.
    private func becomeWriter() throws(ServiceError) -> WriterLock? {
        var told: Int32?
        while !isEnding.load(ordering: .relaxed) {
            do throws(WriterLock.Failure) {
                let lock = try WriterLock()
                board.write { $0.waitingFor = nil }
                return lock
            } catch {
                switch error {
                case .refused(let errno): throw .host("cannot become the one writer of this network namespace: \(errno)")
                case .held(let process):
                    if told != process {
                        log.info(
                            "Another martlet writes rules here; this one waits until it has ended",
                            ["pid": process.map { .number(Int64($0)) }])
                    }
                    told = process
                    board.write {
                        $0.waitingFor = "another martlet\(process.map { " (pid \($0))" } ?? "") writes rules here"
                    }
                    usleep(20_000)
                }
            }
        }
        return nil
    }

    /// Opens the table, by the socket that owns it where it was kept; waits while another process owns it.
    private func openKernel() throws(ServiceError) -> NetlinkKernel? {
        var inherited = manager.inherited().first { $0.name == Self.ownerName }?.number
        while !isEnding.load(ordering: .relaxed) {
            do throws(KernelError) {
                let kernel = try NetlinkKernel(table: Self.table, ownership: .ownerAndPersist, socket: inherited)
                board.write { $0.waitingFor = nil }
                return kernel
            } catch {
                switch error {
                case .ownedByAnother:
                    log.limited(.warning, "The table belongs to somebody else", ["reason": .string("\(error)")])
                    board.write { $0.waitingFor = "\(error)" }
                    usleep(100_000)
                default:
                    guard inherited != nil else { throw .kernel(error) }
                    log.warning("The socket that was kept cannot be used", ["reason": .string("\(error)")])
                    inherited = nil
                }
            }
        }
        return nil
    }

    private func hearOfDrift(_ kernel: NetlinkKernel) throws(ServiceError) -> Task<Void, Never> {
        let notices: AsyncStream<DriftNotice>
        do throws(KernelError) {
            notices = try DriftWatch.notices(table: Self.table, ownPort: kernel.port)
        } catch {
            throw .kernel(error)
        }
        return Task { [mailbox = loop.mailbox] in
            for await notice in notices {
                mailbox.put(notice.origin == .unknown ? .noticesLost : .foreignCommit)
            }
        }
    }

    private func openStore() -> BootStore? {
        guard let directory = configuration.stateDirectory else { return nil }
        do throws(DaemonError) {
            return try BootStore(directory, table: Self.table)
        } catch {
            log.warning(
                "Nothing can be kept for the next boot, so pods will be open until the cluster is known",
                ["reason": .string("\(error)")])
            return nil
        }
    }

    /// What is to hold where there is no table; of rules that cannot be read, none to or from pods.
    private func kept(_ store: BootStore?) -> Ruleset? {
        do throws(DaemonError) {
            return try store?.ruleset(configuration.boot, configuration.agent)
        } catch {
            log.error(
                "The rules that were kept cannot be read; until the cluster is known nothing passes to or from pods",
                ["reason": .string("\(error)")])
            return try? store?.closed(configuration.agent)
        }
    }

    private func openConnections() -> ConntrackTable? {
        do throws(KernelError) {
            return try ConntrackTable()
        } catch {
            log.warning(
                "Open connections cannot be looked at: those that policies no longer allow will go on",
                ["reason": .string("\(error)")])
            return nil
        }
    }

    private func followLinks() -> LinkFollower? {
        guard configuration.verifiesLinks else { return nil }
        do throws(KernelError) {
            return try LinkFollower(loop.mailbox, board, log)
        } catch {
            log.warning("The links of pods cannot be followed", ["reason": .string("\(error)")])
            return nil
        }
    }

    private func openSource() throws(ServiceError) -> any ClusterSource {
        switch configuration.source {
        case .manifests(let directory):
            return ManifestSource(directory) { [log] words in log.info("Manifests", ["what": .string(words)]) }
        case .server(let options):
            let access: ServerAccess
            do throws(AccessError) {
                access = try ServerAccess(options, on: SystemAccessHost())
            } catch {
                throw .access(error)
            }
            for warning in access.warnings { log.warning("\(warning)") }
            var server = APIServerSource.Options()
            server.node = configuration.agent.node
            server.stateDirectory = configuration.stateDirectory
            server.userAgent = "martlet/\(version)"
            do throws(SourceError) {
                return try APIServerSource(access, server) { [log] note in
                    log.limited(.info, "API server", ["what": .string("\(note)")], key: "\(note.resource)")
                }
            } catch {
                throw .host("\(error)")
            }
        }
    }

    // MARK: telling

    private func startResponders() throws(ServiceError) -> [Responder] {
        var responders: [Responder] = []
        let handlers: [(ResponderAddress?, @Sendable (ResponderRequest) -> ResponderAnswer)] = [
            (configuration.healthz, { [self] in probe($0) }), (configuration.metrics, { [self] in measure($0) }),
        ]
        for case (let address?, let handler) in handlers {
            responders.append(try daemon { () throws(DaemonError) in try Responder([address], handler: handler) })
        }
        return responders
    }

    private func startControl(_ source: any ClusterSource) throws(ServiceError) -> Responder {
        let directory = configuration.runDirectory
        if mkdir(directory, 0o755) != 0, errno != EEXIST {
            throw .host("cannot make \(directory): \(Errno(rawValue: errno)); make it, or write --run-dir")
        }
        let routes = ControlRoutes(
            loop: loop, denials: denials, status: { [self] in report(source) }, reload: { [self] in reload() })
        return try daemon { () throws(DaemonError) in
            try Responder([.local("\(directory)/martlet.sock")]) { routes.answer($0) }
        }
    }

    private func probe(_ request: ResponderRequest) -> ResponderAnswer {
        let isVerbose = request.query.contains { $0.name == "verbose" }
        return switch request.path {
        case "/livez": Health.answer(health.live, isVerbose: isVerbose, name: "livez")
        case "/readyz", "/healthz":
            Health.answer(health.ready, isVerbose: isVerbose, name: String(request.path.dropFirst()))
        default: .text("there is no \(request.path) here: ask for /livez, /readyz or /healthz\n", status: 404)
        }
    }

    private func measure(_ request: ResponderRequest) -> ResponderAnswer {
        guard request.path == "/metrics" else {
            return .text("there is no \(request.path) here: ask for /metrics\n", status: 404)
        }
        let asked = loop.ask(within: .seconds(2)) { core -> (AgentStatus, Ruleset?, Counts?) in
            (core.status, core.wanted, try? core.asking { (kernel) throws(KernelError) in try kernel.counts() })
        }
        if let asked { board.write { $0.status = asked.0 } }
        let metrics = ServiceMetrics(
            now: .sinceBoot, board: board.now, ruleset: asked?.1, counts: asked?.2, watches: watches.now(),
            pendingSince: loop.mailbox.waitingSince, version: version)
        return ResponderAnswer(
            contentType: PrometheusText.contentType,
            body: .bytes(Array(PrometheusText.text(metrics.families).utf8)))
    }

    private var health: Health {
        let board = board.now
        return Health(
            now: .sinceBoot, status: board.status, busySince: loop.busySince, waitingFor: board.waitingFor,
            bypasses: board.bypasses)
    }

    private func report(_ source: any ClusterSource) -> JSONValue {
        if let status = loop.ask(within: .seconds(2), { $0.status }) { board.write { $0.status = status } }
        return StatusReport(
            now: .sinceBoot, board: board.now, health: health, source: sourceName,
            sourceProblem: (source as? ManifestSource)?.problem, version: version
        ).json
    }

    private var sourceName: String {
        switch configuration.source {
        case .manifests(let directory): "manifests in \(directory)"
        case .server(let options): options.server ?? options.kubeconfig.map { "API server of \($0)" } ?? "API server"
        }
    }

    private func announce(_ status: AgentStatus) {
        let isolated = status.isolatedPodCounts.values.max() ?? 0
        tell { () throws(DaemonError) in
            try manager.status("guards \(status.localPodCount) pods, \(isolated) of them isolated")
        }
    }

    private func keepAlive() -> Task<Void, Never>? {
        guard let seconds = manager.watchdogSeconds else { return nil }
        return Task { [self] in
            while !Task.isCancelled {
                if health.live.allSatisfy({ $0.problem == nil }) {
                    tell { () throws(DaemonError) in try manager.keepAlive() }
                }
                try? await Task.sleep(for: .seconds(seconds))
            }
        }
    }

    // MARK: while it runs

    private func hear(_ message: Signals.Message) {
        switch message {
        case .end:
            isEnding.store(true, ordering: .relaxed)
            loop.stop()
        case .reload:
            tell { () throws(DaemonError) in try manager.reloading() }
            _ = reload()
            tell { () throws(DaemonError) in try manager.ready() }
        case .report: log.info("Status", ["health": .string(health.ready.compactMap(\.problem).joined(separator: "; "))])
        }
    }

    /// Reads the configuration again; what is wrong with it, in which case all stays as it is.
    private func reload() -> String? {
        let (values, new): (SettingValues, RunConfiguration)
        do throws(ConfigurationError) {
            (values, new) = try configure()
        } catch {
            board.write { $0.configurationProblem = "\(error)" }
            log.error("The configuration was not taken up; the one before holds", ["reason": .string("\(error)")])
            return "\(error)"
        }
        board.write { $0.configurationProblem = nil }
        let old = self.values.withLock { $0 }
        let late = RunConfiguration.needingRestart(old, values)
        if !late.isEmpty {
            log.warning(
                "Some settings hold from the next start on",
                ["settings": .string(late.map(\.path).joined(separator: ", "))])
        }
        log.configure(format: configuration.logsJSON ? .json : .text, verbosity: new.verbosity)
        let options = configuration.agent.taking(new.agent)
        loop.enqueue { core in core.change(options) }
        log.info("The configuration was read again")
        return nil
    }

    private func tellUnkept(_ error: DaemonError) {
        log.limited(
            .warning, "The rules cannot be kept for the next boot", ["reason": .string("\(error)")], key: "keep")
    }

    private func daemon<Value>(_ body: () throws(DaemonError) -> Value) throws(ServiceError) -> Value {
        do throws(DaemonError) {
            return try body()
        } catch {
            throw .host("\(error)")
        }
    }

    /// Tells the service manager something, which is not worth an end where it fails.
    private func tell(_ body: () throws(DaemonError) -> Void) {
        do throws(DaemonError) {
            try body()
        } catch {
            log.limited(.warning, "The service manager cannot be told", ["reason": .string("\(error)")])
        }
    }
}

/// Why the service could not start, in a sentence with what to do.
public enum ServiceError: Error, Sendable, CustomStringConvertible {
    /// A setting is wrong.
    case configuration(ConfigurationError)
    /// The way to the API server is not there.
    case access(AccessError)
    /// The kernel does not let us.
    case kernel(KernelError)
    /// Something of the host is missing.
    case host(String)

    /// The reason.
    public var description: String {
        switch self {
        case .configuration(let error): "\(error)"
        case .access(let error): "\(error)"
        case .kernel(let error): "\(error)"
        case .host(let words): words
        }
    }
}

extension AgentOptions {
    /// These options with what may change while an agent runs taken from others.
    fileprivate func taking(_ new: AgentOptions) -> AgentOptions {
        var result = new
        result.node = node
        result.nodeLocalDNS = nodeLocalDNS
        result.compiler.cutMark = compiler.cutMark
        result.compiler.log?.group = compiler.log?.group
        return result
    }
}
