import Agent
import ClusterSupport
import Daemon
import KubernetesClient
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

@testable import NetlinkKernel
@testable import Service

@Suite struct ServiceMetricsTests {
    @Test("each family is of ours, or what every process has, and each is there once")
    func names() throws {
        let names = try Self.families().map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.hasPrefix("martlet_") || $0.hasPrefix("process_") })
    }

    @Test("counters end in _total, and no other does; times are in seconds", arguments: try families())
    func units(_ family: MetricFamily) {
        #expect(family.name.hasSuffix("_total") == (family.kind == .counter), "\(family.name)")
        #expect(!family.name.contains("milli") && family.help.hasSuffix("."), "\(family.name)")
    }

    @Test("the names that other agents of this kind have are there")
    func conventions() throws {
        let names = Set(try Self.families().map(\.name))
        for name in [
            "sync_duration_seconds", "network_programming_duration_seconds", "last_sync_timestamp_seconds",
            "last_queued_timestamp_seconds", "changes_pending", "changes_pending_seconds", "sync_failures_total",
            "drift_repairs_total",
            "policies", "local_pods", "isolated_pods", "nft_rules", "nft_sets", "nft_set_elements",
            "denied_packets_total", "log_suppressed_total", "watch_up", "unenforceable_policies",
            "pod_protection_delay_seconds", "policy_programming_delay_seconds", "table_looks_total",
            "health_answers_total", "connections_restored_total", "connection_looks_total", "build_info", "table_owned",
            "enforcement", "paused",
        ] { #expect(names.contains("martlet_\(name)"), "\(name)") }
    }

    @Test("what is measured is what there is")
    func values() throws {
        let text = PrometheusText.text(try Self.families())
        for line in [
            #"martlet_isolated_pods{direction="ingress"} 1"#, #"martlet_isolated_pods{direction="egress"} 0"#,
            "martlet_local_pods 2", "martlet_pods 2", "martlet_policies 1", "martlet_unenforceable_policies 0",
            "martlet_table_owned 1", #"martlet_enforcement{mode="enforce"} 1"#, #"martlet_enforcement{mode="off"} 0"#,
            "martlet_paused 0", #"martlet_drift_repairs_total{kind="chain"} 2"#,
            #"martlet_denied_packets_total{direction="ingress"} 12"#,
            #"martlet_denied_packets_total{direction="egress"} 5"#, "martlet_denied_logged_total 3",
            "martlet_log_suppressed_total 4", "martlet_connections_cut_total 6", "martlet_bypassing_pod_addresses 1",
            #"martlet_watch_up{resource="pods"} 0"#, "martlet_last_sync_timestamp_seconds 990",
            "martlet_last_queued_timestamp_seconds 980", "martlet_changes_pending_seconds 2",
            #"martlet_build_info{version="1.2"} 1"#, "martlet_network_programming_duration_seconds_count 3",
            #"martlet_sync_failures_total{reason="not_permitted"} 1"#, "martlet_changes_pending 3",
            "martlet_table_looks_total 1", "martlet_connections_restored_total 8", "martlet_connection_looks_total 0",
            #"martlet_health_answers_total{code="200",path="/livez"} 5"#,
            #"martlet_health_answers_total{code="503",path="/readyz"} 2"#,
            #"martlet_watch_defective_objects_total{resource="pods"} 0"#,
            "martlet_policy_programming_delay_seconds_count 1",
            #"martlet_policy_programming_delay_seconds_bucket{le="16"} 1"#,
            #"martlet_policy_programming_delay_seconds_bucket{le="8"} 0"#,
            #"martlet_pod_protection_delay_seconds_count{since="seen"} 1"#,
        ] { #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)") }
    }

    @Test("before there is an agent there is what does not need one, and no number is made up")
    func early() {
        let metrics = ServiceMetrics(
            now: .seconds(1), unixTime: 1_000, board: Board.State(), ruleset: nil, counts: nil, pendingCount: 0,
            pendingSince: nil,
            lastQueued: nil, process: [], version: "1.2")
        let names = metrics.families.map(\.name)
        #expect(names.contains("martlet_build_info") && !names.contains("martlet_pods"))
        #expect(!names.contains("martlet_nft_rules") && !names.contains("martlet_watch_up"))
    }

    @Test("docs/run.md has a row for each, and for no other")
    func documented() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try Command.output(of: ["cat", "/\(root)/docs/run.md"])
        let named = page.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("| `martlet_"), let end = line.dropFirst(3).firstIndex(of: "`") else { return nil }
            return String(line[line.index(line.startIndex, offsetBy: 3)..<end].prefix { $0 != "{" })
        }
        #expect(named.sorted() == (try Self.families()).map(\.name).filter { $0.hasPrefix("martlet_") }.sorted())
    }

    private static func families() throws -> [MetricFamily] {
        let clock = ManualClock()
        let kernel = MemoryKernel(faults: [.init(.apply, number: 1, .notPermitted)])
        var core = try SmallShop.guarding(kernel, clock)
        clock.now += .seconds(1)
        _ = core.step()
        var younger = SmallShop.policy
        (younger.creation, younger.lastWrite) = (980, 990)
        _ = core.step(SmallShop.contents([.policy(younger.key, nil)], at: clock.now))
        clock.now += .seconds(1)
        _ = core.step(SmallShop.contents([.policy(younger.key, younger)], at: clock.now))
        let board = Board()
        for report in core.takeReports() {
            Journal(log: Lines().writer(), board: board, time: { 1_000 }).take(report, now: clock.now)
        }
        board.write { state in
            state.status = core.status
            state.isOwned = true
            state.measures.drift = ["chain": 2]
            (state.measures.deniedRead, state.measures.deniedLost, state.measures.cut) = (3, 4, 6)
            state.measures.restored = 8
            state.measures.probes = [.init(path: "/readyz", code: 503): 2, .init(path: "/livez", code: 200): 5]
            state.hasVirtualServers = true
            state.feeds = [.pods: FeedFigures()]
        }
        var counts = Counts()
        counts.named = [
            "denied/shop/db/ingress": Count(packets: 10, bytes: 1),
            "denied/shop/web/ingress": Count(packets: 2, bytes: 1),
            "denied/shop/web/egress": Count(packets: 5, bytes: 1), "other": Count(packets: 9, bytes: 9),
        ]
        return ServiceMetrics(
            now: clock.now + .seconds(10), unixTime: 1_000, board: board.now, ruleset: core.wanted, counts: counts,
            pendingCount: 3, pendingSince: clock.now + .seconds(8), lastQueued: clock.now - .seconds(10),
            process: try ProcessFigures.now().families, version: "1.2"
        ).families
    }
}
