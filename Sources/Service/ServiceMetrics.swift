internal import Agent
internal import Daemon
internal import KubernetesClient
internal import KubernetesModel
internal import NetlinkKernel
internal import Nftables

/// What is measured, under the names that Prometheus has for it.
struct ServiceMetrics {
    let now: Duration
    /// The same in seconds since 1970.
    let unixTime: Int64
    let board: Board.State
    /// What the table should be, and what its counters have counted.
    let ruleset: Ruleset?
    let counts: Counts?
    let pendingCount: Int
    let pendingSince: Duration?
    let lastQueued: Duration?
    /// What this process uses.
    let process: [MetricFamily]
    let version: String

    /// All of it.
    var families: [MetricFamily] { programming + delays + guarded + table + counted + watch + about }

    /// How changes reach the kernel.
    private var programming: [MetricFamily] {
        guard let figures = board.status?.figures else { return [] }
        return [
            MetricFamily(
                "martlet_network_programming_duration_seconds", .histogram,
                help: "From seeing a change to the kernel's acknowledgement.", [Sample(board.measures.programming)]),
            MetricFamily(
                "martlet_sync_duration_seconds", .histogram, help: "Working out the rules of this node.",
                [Sample(board.measures.compiling)]),
            MetricFamily(
                "martlet_last_sync_timestamp_seconds", .gauge,
                help: "When the table was last known to be as it should be, in seconds since 1970; 0 for never.",
                figures.lastSync.map { timestamp($0) } ?? 0),
            MetricFamily(
                "martlet_last_queued_timestamp_seconds", .gauge,
                help: "When the source last said something, in seconds since 1970; 0 for never.",
                lastQueued.map { timestamp($0) } ?? 0),
            MetricFamily(
                "martlet_changes_pending", .gauge, help: "Objects that changed and are not worked off.",
                Double(pendingCount)),
            MetricFamily(
                "martlet_changes_pending_seconds", .gauge, help: "How long the oldest change waits to be worked off.",
                pendingSince.map { (now - $0).inSeconds } ?? 0),
            MetricFamily(
                "martlet_sync_failures_total", .counter, help: "Calls to the kernel that failed, by what was wrong.",
                figures.failureCounts.sorted { $0.key < $1.key }.map { Sample(Double($0.value), ["reason": $0.key]) }),
            MetricFamily("martlet_commits_total", .counter, help: "Batches committed.", Double(figures.commitCount)),
            MetricFamily(
                "martlet_table_looks_total", .counter, help: "Looks at the whole table.", Double(figures.lookCount)),
            MetricFamily(
                "martlet_drift_repairs_total", .counter,
                help: "Objects of the table that somebody else changed and that were put right, by kind.",
                board.measures.drift.sorted { $0.key < $1.key }.map { Sample(Double($0.value), ["kind": $0.key]) }),
        ]
    }

    /// How long pods and policies wait for their rules, also by the API server's own times, which are whole seconds.
    private var delays: [MetricFamily] {
        guard board.status != nil else { return [] }
        return [
            MetricFamily(
                "martlet_pod_protection_delay_seconds", .histogram,
                help: "From the first sight of an isolated pod's address, or from the pod's creation, to its rules.",
                [
                    Sample(board.measures.protectionSinceSeen, ["since": "seen"]),
                    Sample(board.measures.protectionSinceCreated, ["since": "created"]),
                ]),
            MetricFamily(
                "martlet_policy_programming_delay_seconds", .histogram,
                help: "From the creation or last change of a policy that isolates pods of this node to its rules.",
                [Sample(board.measures.policiesSinceWritten)]),
        ]
    }

    /// What the node's owner gets.
    private var guarded: [MetricFamily] {
        guard let status = board.status else { return [] }
        return [
            MetricFamily("martlet_pods", .gauge, help: "Pods that are known, of all nodes.", Double(status.podCount)),
            MetricFamily("martlet_local_pods", .gauge, help: "Pods of this node.", Double(status.localPodCount)),
            MetricFamily(
                "martlet_isolated_pods", .gauge, help: "Pods of this node that policies isolate.",
                Direction.allCases.map { direction in
                    Sample(Double(status.isolatedPodCounts[direction] ?? 0), ["direction": direction.rawValue])
                }),
            MetricFamily("martlet_policies", .gauge, help: "Policies that are known.", Double(status.policyCount)),
            MetricFamily(
                "martlet_unenforceable_policies", .gauge,
                help: "Policies that cannot be read in full, and therefore allow nothing.",
                Double(status.brokenPolicies.count)),
            MetricFamily(
                "martlet_enforcement", .gauge, help: "1 for what becomes of what policies deny.",
                AgentOptions.Enforcement.allCases.map { mode in
                    Sample(status.enforcement == mode ? 1 : 0, ["mode": mode.rawValue])
                }),
            MetricFamily(
                "martlet_paused", .gauge, help: "1 while this node is open by hand.",
                status.pausedUntil == nil ? 0 : 1),
        ]
    }

    private var table: [MetricFamily] {
        guard let ruleset else { return [] }
        let rules = ruleset.chains.values.reduce(0) { $0 + $1.rules.count }
        let elements = ruleset.sets.values.reduce(0) { $0 + $1.elements.count }
        return [
            MetricFamily("martlet_nft_chains", .gauge, help: "Chains of the table.", Double(ruleset.chains.count)),
            MetricFamily("martlet_nft_rules", .gauge, help: "Rules of the table.", Double(rules)),
            MetricFamily("martlet_nft_sets", .gauge, help: "Sets of the table.", Double(ruleset.sets.count)),
            MetricFamily("martlet_nft_set_elements", .gauge, help: "Elements of its sets.", Double(elements)),
            MetricFamily(
                "martlet_table_owned", .gauge, help: "1 where nobody else can change the table.",
                board.isOwned ? 1 : 0),
        ]
    }

    private var counted: [MetricFamily] {
        var denied: [Direction: UInt64] = [:]
        for (name, count) in counts?.named ?? [:] where name.hasPrefix("denied/") {
            denied[name.hasSuffix("/egress") ? .egress : .ingress, default: 0] += count.packets
        }
        return [
            MetricFamily(
                "martlet_denied_packets_total", .counter,
                help: "Packets that were denied, to and from the pods that there are now.",
                Direction.allCases.map { Sample(Double(denied[$0] ?? 0), ["direction": $0.rawValue]) }),
            MetricFamily(
                "martlet_denied_logged_total", .counter, help: "Denied packets that were read from the log.",
                Double(board.measures.deniedRead)),
            MetricFamily(
                "martlet_log_suppressed_total", .counter, help: "Denied packets that the log lost.",
                Double(board.measures.deniedLost)),
            MetricFamily(
                "martlet_connections_cut_total", .counter,
                help: "Open connections that were cut because policies no longer allow them.",
                Double(board.measures.cut)),
            MetricFamily(
                "martlet_connections_restored_total", .counter,
                help: "Cut connections that policies allow again, and that go on.", Double(board.measures.restored)),
            MetricFamily(
                "martlet_connection_looks_total", .counter, help: "Looks through open connections for what to cut.",
                Double(board.status?.figures.connectionLookCount ?? 0)),
            MetricFamily(
                "martlet_connection_look_seconds_total", .counter, help: "The time that these looks took.",
                board.status?.figures.connectionLookTime.inSeconds ?? 0),
            MetricFamily(
                "martlet_bypassing_pod_addresses", .gauge,
                help: "Pod addresses of this node whose packets pass the rules by.", Double(board.bypasses.count)),
        ]
    }

    private var watch: [MetricFamily] {
        let sorted = board.feeds.sorted { $0.key.rawValue < $1.key.rawValue }
        func family(
            _ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: (FeedFigures) -> Double?
        ) -> MetricFamily {
            MetricFamily(
                name, kind, help: help,
                sorted.compactMap { resource, figures in
                    value(figures).map { Sample($0, ["resource": resource.rawValue]) }
                })
        }
        if sorted.isEmpty { return [] }
        return [
            family("martlet_watch_up", .gauge, "1 while changes are heard as they come.") { $0.isWatching ? 1 : 0 },
            family("martlet_watch_objects", .gauge, "Objects that are known.") { Double($0.objectCount) },
            family(
                "martlet_watch_defective_objects_total", .counter, "Objects that could not be read as they should."
            ) { Double($0.defectiveCount) },
            family("martlet_watch_restarts_total", .counter, "Watches that were begun again.") {
                Double($0.watchRestartCount)
            },
            family("martlet_watch_lists_total", .counter, "Listings of all there is.") { Double($0.listCount) },
            family("martlet_watch_silence_seconds", .gauge, "For how long nothing was heard.") {
                $0.silence?.inSeconds
            },
            family("martlet_watch_received_bytes_total", .counter, "Bytes of answers.") { Double($0.byteCount) },
            MetricFamily(
                "martlet_rest_client_requests_total", .counter,
                help: "Answers of the API server by code; 0 for none.",
                sorted.flatMap { resource, figures in
                    figures.answerCounts.sorted { $0.key < $1.key }.map {
                        Sample(Double($0.value), ["resource": resource.rawValue, "code": "\($0.key)"])
                    }
                }),
        ]
    }

    /// A time since boot in seconds since 1970.
    private func timestamp(_ time: Duration) -> Double { Double(unixTime) - (now - time).inSeconds }

    private var about: [MetricFamily] {
        process + [
            MetricFamily(
                "martlet_health_answers_total", .counter, help: "Answers to probes, by path and code.",
                board.measures.probes.sorted { ($0.key.path, $0.key.code) < ($1.key.path, $1.key.code) }.map {
                    Sample(Double($0.value), ["code": "\($0.key.code)", "path": $0.key.path])
                }),
            MetricFamily(
                "martlet_build_info", .gauge, help: "1, with the version.", [Sample(1, ["version": version])]),
        ]
    }
}
