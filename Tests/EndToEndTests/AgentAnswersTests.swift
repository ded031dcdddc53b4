import Glibc
import ServerSupport
import TestSupport
import Testing

/// What a running agent tells people, probes and measurements.
@Suite(.requiresKernel) struct AgentAnswersTests {
    @Test("probes, measurements and commands without a source answer for the agent that runs")
    func answers() throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "at the start")
        try Self.expectProbes(agent)
        try Self.expectMeasurements(agent)
        try Self.expectCommands(agent)
        try Self.expectDenials(cluster, agent)
    }

    private static func expectProbes(_ agent: NodeAgent) throws {
        for path in ["/livez", "/readyz", "/healthz"] {
            let (short, long) = (try agent.probe(path), try agent.probe("\(path)?verbose"))
            #expect(short.status == 200 && short.body == "ok\n" && long.body.contains("[+]loop ok"), "\(path)")
        }
        #expect(try agent.probe("/readyz?verbose").body.contains("[+]programmed ok"))
        #expect(try agent.probe("/else").status == 404)
    }

    private static func expectMeasurements(_ agent: NodeAgent) throws {
        let expected: KeyValuePairs<String, ClosedRange<Double>> = [
            "martlet_pods": 4...4, "martlet_local_pods": 3...3, "martlet_policies": 2...2,
            #"martlet_isolated_pods{direction="ingress"}"#: 1...1, "martlet_paused": 0...0,
            #"martlet_enforcement{mode="enforce"}"#: 1...1, "martlet_table_owned": 0...1,
            "martlet_network_programming_duration_seconds_count": 1...100, "martlet_nft_chains": 3...100,
            "martlet_nft_rules": 5...1_000, "martlet_nft_sets": 2...100, "martlet_nft_set_elements": 2...1_000,
            #"martlet_denied_packets_total{direction="ingress"}"#: 1...1_000_000,
            #"martlet_watch_up{resource="pods"}"#: 1...1, #"martlet_watch_objects{resource="pods"}"#: 4...4,
            "process_resident_memory_bytes": 1e6...1e9, "martlet_unenforceable_policies": 0...0,
        ]
        for (name, range) in expected {
            let value = try agent.metric(name)
            #expect(value.map { range.contains($0) } ?? false, "\(name): \(value.map { "\($0)" } ?? "missing")")
        }
    }

    private static func expectCommands(_ agent: NodeAgent) throws {
        let status = try agent.command(["status"])
        #expect(status.succeeded && status.output.contains("node-1"), "\(status)")
        let denied = try agent.command(["explain", "other/guest", "shop/db:80"])
        #expect(denied.end == .exited(3) && denied.output.contains("other/out"), "\(denied)")
        let allowed = try agent.command(["explain", "shop/web", "shop/db:80", "-4"])
        #expect(allowed.succeeded && allowed.output.contains("jump sources"), "\(allowed)")
        let listed = try agent.command(["list"])
        #expect(listed.succeeded && listed.output.contains("shop/db"), "\(listed)")
        let dumped = try agent.command(["dump"])
        let kernel = try agent.node.nft("list table inet martlet")
        #expect(dumped.succeeded && dumped.output.contains("pod/shop/db/ingress"), "\(dumped)")
        #expect(kernel.succeeded && kernel.output.contains("pod/shop/db/ingress"))
        for verb in ["verify", "diff"] {
            let answer = try agent.command([verb])
            #expect(answer.succeeded, "\(verb): \(answer)")
        }
        try expectOneMaster(agent)
    }

    /// Whoever would write the table beside the agent is refused, or asks it.
    private static func expectOneMaster(_ agent: NodeAgent) throws {
        for words in [["apply"], ["apply", "--dry-run"]] {
            let synced = try agent.command(words)
            #expect(synced.succeeded && synced.errors.contains("already in sync: table inet martlet"), "\(synced)")
        }
        for words in [["cleanup"], ["cleanup", "--dry-run"], ["apply", "--deny", "reject"]] {
            let refused = try agent.command(words)
            #expect(refused.end == .exited(2) && refused.errors.contains("pid \(agent.identifier)"), "\(refused)")
        }
        #expect(try agent.node.nft("list table inet martlet").output.contains("pod/shop/db/ingress"))
    }

    private static func expectDenials(_ cluster: TestCluster, _ agent: NodeAgent) throws {
        let words = try [BuiltProgram.path("martlet"), "observe", "--follow"] + agent.directories.suffix(2)
        let observer = try cluster.node.namespace.run {
            try Dialogue(["setpriv", "--pdeathsig", "KILL"] + words)
        }
        defer {
            kill(observer.identifier, SIGKILL)
            observer.end()
        }
        // What was denied before is told first; the limit is so many a second.
        let deadline = Deadline(seconds: 30)
        var seen: [String] = []
        while !deadline.hasPassed, !seen.contains(where: { $0.contains("shop/db (10.244.1.2)") && $0.contains("53") }) {
            _ = try cluster.far.reaches(cluster.db, cluster.db.addresses[0], milliseconds: 5)
            seen.append(try observer.greeting(seconds: 30))
        }
        #expect(seen.contains { $0.contains("other/far") && $0.contains("shop/db (10.244.1.2)") }, "\(seen.suffix(3))")
        #expect(agent.log.contains("Denied") && agent.log.contains("other/guest"), "\(agent.log)")
    }
}
