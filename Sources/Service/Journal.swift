internal import Agent
internal import Daemon
internal import JSON
internal import Nftables

/// Writes what the agent did into the log, and counts it.
struct Journal {
    let log: LogWriter
    let board: Board
    /// Seconds since 1970, now.
    var time: @Sendable () -> Int64 = { UTCTime.now }

    /// Takes what happened.
    func take(_ report: AgentReport, now: Duration) {
        switch report {
        case .listed(let pods, let policies, let namespaces):
            log.info(
                "The cluster is known",
                ["pods": .number(pods), "policies": .number(policies), "namespaces": .number(namespaces)])
        case .booted:
            log.warning("There was no table, so the rules that were kept are in force until the cluster is known")
        case .programmed(let programming): take(programming)
        case .kernel(let report): take(report, now)
        case .cut(let connections):
            board.write { $0.measures.cut += connections.count }
            log.info(
                "Open connections were cut, which policies no longer allow",
                ["count": .number(connections.count), "first": connections.first.map { .string("\($0.original)") }])
        case .restored(let connections):
            board.write { $0.measures.restored += connections.count }
            log.info("Connections that had been cut are allowed again", ["count": .number(connections.count)])
        case .connectionsUnreachable(let error):
            log.limited(
                .error, "Open connections cannot be looked at, so those that policies no longer allow go on",
                ["reason": .string("\(error)")])
        case .localPods: break
        case .paused(let time):
            log.warning(
                "This node is OPEN: no policy is enforced until the time is over",
                ["seconds": .number(Int(time.components.seconds))])
        case .resumed: log.info("Policies are enforced again")
        }
    }

    private func take(_ programming: Programming) {
        board.write { state in
            state.measures.programming.observe(programming.latency.inSeconds)
            state.measures.compiling.observe(programming.compileTime.inSeconds)
            for arrival in programming.arrivals {
                state.measures.protectionSinceSeen.observe(arrival.delay.inSeconds)
                // At a start most pods are older than we are.
                if !programming.isFirst {
                    state.measures.protectionSinceCreated.observe(Double(max(0, time() - arrival.creation)))
                }
            }
            for written in programming.policies where !programming.isFirst {
                state.measures.policiesSinceWritten.observe(Double(max(0, time() - written)))
            }
        }
        guard programming.isFirst || programming.phaseCount > 0 && log.says(debug: 4) else { return }
        let fields: KeyValuePairs<String, JSONValue?> = [
            "batches": .number(programming.phaseCount), "milliseconds": .decimal(programming.latency.milliseconds),
            "chains": .number(programming.ruleset.chains.count), "sets": .number(programming.ruleset.sets.count),
        ]
        if programming.isFirst {
            log.info("The kernel holds the rules of this cluster", fields)
        } else {
            log.debug(4, "The kernel was brought up to date", fields)
        }
    }

    private func take(_ report: Reconciler.Report, _ now: Duration) {
        switch report {
        case .drift(let objects):
            board.write { state in
                state.lastDrift = now
                for object in objects { state.measures.drift[object.kind.rawValue, default: 0] += 1 }
            }
            log.warning(
                "Somebody changed our table; it is put right",
                [
                    "objects": .number(objects.count),
                    "names": .string(objects.prefix(8).map(\.title).joined(separator: ", ")),
                ])
        case .failed(let error, let tries, let retryAt):
            log.limited(
                tries > 1 ? .error : .warning, "The kernel does not hold yet what it should; what it held before stays",
                [
                    "reason": .string("\(error)"), "tries": .number(tries),
                    "retryMilliseconds": .decimal((retryAt - now).milliseconds),
                ])
        case .unplannable(let error, let tries, _):
            log.limited(
                .error, "There is no way from what the kernel holds to what it should; what it held before stays",
                ["reason": .string("\(error)"), "tries": .number(tries)])
        case .recovered(let tries): log.info("The kernel holds again what it should", ["tries": .number(tries)])
        }
    }
}

extension JSONValue {
    fileprivate static func number(_ value: Int) -> JSONValue { .number(Int64(value)) }
}

extension Duration {
    /// In seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// In milliseconds, with three places behind the point.
    var milliseconds: String { (self * 1_000).seconds }
}
