internal import Agent
internal import Daemon
internal import Glibc
internal import JSON
internal import KubernetesModel
internal import NetlinkKernel
internal import Nftables
internal import ServerAccess
internal import Synchronization

extension ServiceRun {
    /// Answers probes and measurements, at all addresses or at none.
    func startProbes() throws(ServiceError) -> [Responder] {
        let handlers: [(ResponderAddress?, @Sendable (ResponderRequest) -> ResponderAnswer)] = [
            (configuration.healthz, { [self] in probe($0) }), (configuration.metrics, { [self] in measure($0) }),
        ]
        var probes: [Responder] = []
        do throws(DaemonError) {
            for case (let address?, let handler) in handlers {
                probes.append(try Responder([address], handler: handler))
            }
        } catch {
            for probe in probes { probe.stop() }
            throw .host("\(error)")
        }
        return probes
    }

    /// The same at a start, where another martlet that has not ended yet may still answer there: then none.
    func startProbesEarly() -> [Responder] {
        do throws(ServiceError) {
            return try startProbes()
        } catch {
            log.warning(
                "Probes cannot be answered yet; it is tried again once this is the one that writes rules",
                ["reason": .string("\(error)")])
            return []
        }
    }

    /// Answers other commands at the Unix socket.
    func startControl() throws(ServiceError) -> Responder {
        let directory = configuration.runDirectory
        if mkdir(directory, 0o755) != 0, errno != EEXIST {
            throw .host("cannot make \(directory): \(Errno(rawValue: errno)); make it, or write --run-dir")
        }
        let routes = ControlRoutes(
            loop: loop, denials: denials, board: board, status: { [self] in report() },
            reload: { [self] in reload() }, configuration: { [self] in held.withLock { $0.fileText } })
        do throws(DaemonError) {
            return try Responder([.local("\(directory)/martlet.sock")]) { routes.answer($0) }
        } catch {
            throw .host("\(error)")
        }
    }

    /// The answer to a probe.
    func probe(_ request: ResponderRequest) -> ResponderAnswer {
        let isVerbose = request.query.contains { $0.name == "verbose" }
        let answer: ResponderAnswer
        switch request.path {
        case "/livez": answer = Health.answer(health.live, isVerbose: isVerbose, name: "livez")
        case "/readyz", "/healthz":
            answer = Health.answer(readiness, isVerbose: isVerbose, name: String(request.path.dropFirst()))
        default:
            return .text("there is no \(request.path) here: ask for /livez, /readyz or /healthz\n", status: 404)
        }
        board.write { $0.measures.probes[ProbeAnswer(path: request.path, code: answer.status), default: 0] += 1 }
        return answer
    }

    /// Whether it does what it is there for. Only while the cluster is not listed does that depend on its source.
    private var readiness: [Health.Check] {
        if board.now.status?.isListed != true { lookAtSource() }
        return health.ready
    }

    /// The answer to whoever collects measurements.
    func measure(_ request: ResponderRequest) -> ResponderAnswer {
        guard request.path == "/metrics" else {
            return .text("there is no \(request.path) here: ask for /metrics\n", status: 404)
        }
        let asked = askAgent { core in
            (core.status, core.wanted, Result { () throws(KernelError) in try core.counts() })
        }
        lookAtSource()
        board.write { $0.status = asked?.0 ?? $0.status }
        if case .failure(let error)? = asked?.2 {
            log.limited(.warning, "The counters of the table cannot be read", ["reason": .string("\(error)")])
        }
        let metrics = ServiceMetrics(
            now: .sinceBoot, unixTime: UTCTime.now, board: board.now, ruleset: asked?.1, counts: asked?.2.value,
            pendingCount: loop.mailbox.waitingCount, pendingSince: loop.mailbox.waitingSince,
            lastQueued: loop.mailbox.lastQueued, process: processFigures, version: version)
        return ResponderAnswer(
            contentType: PrometheusText.contentType,
            body: .bytes(Array(PrometheusText.text(metrics.families).utf8)))
    }

    /// Whether all is well, check by check.
    var health: Health {
        let board = board.now
        return Health(
            now: .sinceBoot, status: board.status, busySince: loop.busySince, waitingFor: board.waitingFor,
            sourceProblem: board.sourceProblem, followsLinks: board.followsLinks, bypasses: board.bypasses)
    }

    /// What the cluster is read from, for people.
    var sourceName: String {
        switch configuration.source {
        case .manifests(let directory): "manifests in \(directory)"
        case .server(let options): options.server ?? options.kubeconfig.map { "API server of \($0)" } ?? "API server"
        }
    }

    /// Tells the service manager now and then that this is not stuck, where it wants to know.
    func keepAlive() -> Task<Void, Never>? {
        guard let seconds = manager.watchdogSeconds else { return nil }
        return every(.seconds(seconds)) { [self] in
            if health.live.allSatisfy({ $0.problem == nil }) {
                tell { () throws(DaemonError) in try manager.keepAlive() }
            }
        }
    }

    /// Has the board know how the cluster is read by now. That is done for whoever asks: nobody else needs it, and a
    /// node at rest does nothing.
    func lookAtSource() {
        guard let source = source.withLock({ $0 }) else { return }
        let feeds = watches.now()
        board.write { $0.feeds = feeds }
        // What is wrong with an API server is told of these figures.
        let problem = source.problem()
        board.write { $0.sourceProblem = problem }
    }

    private func every(_ time: Duration, _ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        Task {
            while !Task.isCancelled {
                await body()
                do { try await Task.sleep(for: time) } catch { return }
            }
        }
    }

    private func report() -> JSONValue {
        if let status = askAgent({ $0.status }) { board.write { $0.status = status } }
        lookAtSource()
        return StatusReport(
            now: .sinceBoot, board: board.now, health: health, source: sourceName, version: version,
            process: getpid()
        ).json
    }

    /// Asks the agent, where there is one yet.
    private func askAgent<Answer: Sendable>(
        _ question: @escaping @Sendable (inout AgentCore<NetlinkKernel>) -> Answer
    ) -> Answer? {
        isGuarding.load(ordering: .relaxed) ? loop.ask(within: .seconds(2), question) : nil
    }

    private var processFigures: [MetricFamily] {
        do throws(DaemonError) {
            return try ProcessFigures.now().families
        } catch {
            log.limited(.warning, "What this process uses cannot be read", ["reason": .string("\(error)")])
            return []
        }
    }
}

extension AgentCore<NetlinkKernel> {
    /// What the counters of the table have counted.
    fileprivate func counts() throws(KernelError) -> Counts {
        try asking { (kernel) throws(KernelError) in try kernel.counts() }
    }
}

extension Result {
    /// The value, where there is one.
    fileprivate var value: Success? { if case .success(let value) = self { value } else { nil } }
}
