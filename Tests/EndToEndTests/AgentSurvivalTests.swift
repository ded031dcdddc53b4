import Glibc
import ServerSupport
import TestSupport
import Testing

/// What is probed every millisecond while the agent, its table and its API server are ended and broken.
@Suite(.requiresKernel) struct AgentSurvivalTests {
    /// What is done to a running agent.
    enum Blow: String, CaseIterable, Sendable {
        case restart, kill, flush, deletion, serverRestart

        /// How often the long form does it.
        var countLong: Int {
            switch self {
            case .restart, .kill: 50
            case .flush, .deletion: 20
            case .serverRestart: 10
            }
        }
    }

    @Test("where the table is owned, no denied packet passes and no allowed one is lost", arguments: Blow.allCases)
    func owned(_ blow: Blow) throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        try #require(try agent.metric("martlet_table_owned") == 1, "this kernel lets tables be owned")
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "at the start")
        let stream = try OpenStream(from: cluster.web, to: cluster.db, port: 80)
        let probe = try SteadyProbe(cluster.ways)
        for _ in 0..<rounds(2, long: blow.countLong) {
            try strike(blow, cluster, agent)
            #expect(stream.isAlive, "an open connection that is allowed goes on")
        }
        usleep(50_000)
        let result = probe.stop()
        #expect(result.faults.isEmpty, "\(blow): \(result.faults) of \(result.denied) and \(result.allowed)")
        #expect(result.denied > 100 && result.allowed > 100)
        #expect(agent.errors.isEmpty, "\(agent.errors)")
        if runsLongTests { print("survival, owned, \(blow): \(result.denied) denied, \(result.allowed) allowed") }
    }

    @Test("where the table is not owned, it is open for a moment only", arguments: [Blow.flush, .deletion])
    func shared(_ blow: Blow) throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        try cluster.node.namespace.command(["nft", "add table inet martlet"])
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        #expect(try agent.metric("martlet_table_owned") == 0)
        let connections = Connections(cluster.node.ends)
        let known = try cluster.node.cluster()
        try connections.settle(known, "at the start")
        let probe = try SteadyProbe(cluster.ways)
        var exposures: [Duration] = []
        for _ in 0..<rounds(3, long: blow.countLong) {
            let start = SteadyProbe.now
            let driftBefore = agent.log.matches(of: "put right")
            try strike(blow, cluster, agent)
            #expect(Deadline(seconds: 5).waits { agent.log.matches(of: "put right") > driftBefore }, "\(agent.log)")
            exposures.append(SteadyProbe.now - start)
        }
        let result = probe.stop()
        #expect(result.losses.isEmpty, "what is allowed is never stopped: \(result.losses.prefix(3))")
        try connections.settle(known, "in the end")
        let spans = Self.spans(result.leaks.map(\.at))
        let longest = spans.max() ?? .zero
        // The processors here are shared with other tests; alone it is measured by the long form.
        #expect(longest <= (isSoak ? .milliseconds(50) : .milliseconds(500)), "\(blow): open for \(spans)")
        if runsLongTests { print("survival, shared, \(blow): open for \(spans.sorted()) of \(exposures.count)") }
    }

    private func strike(_ blow: Blow, _ cluster: TestCluster, _ agent: NodeAgent) throws {
        switch blow {
        case .restart:
            #expect(agent.end() == .exited(0), "\(agent.log)")
            try agent.startReady()
        case .kill:
            #expect(agent.end(by: SIGKILL) == .killed(signal: SIGKILL))
            try agent.startReady()
        case .flush: _ = try cluster.node.nft("flush ruleset")
        case .deletion:
            for order in ["flush chain inet martlet egress", "delete table inet martlet"] {
                _ = try cluster.node.nft(order)
                usleep(20_000)
            }
        case .serverRestart:
            try cluster.node.restartServer(.killed)
            // It is heard of again when something changes.
            try cluster.node.label(cluster.far, "seen", "\(UInt32.random(in: 0 ... .max))")
            usleep(200_000)
        }
    }

    /// How long each of the times lasted in which something passed: what lies less than 100 ms apart is one of them.
    private static func spans(_ times: [Duration]) -> [Duration] {
        var spans: [(first: Duration, last: Duration)] = []
        for time in times.sorted() {
            if let last = spans.last, time - last.last < .milliseconds(100) {
                spans[spans.count - 1].last = time
            } else {
                spans.append((time, time))
            }
        }
        return spans.map { $0.last - $0.first }
    }
}

extension NodeInNamespace {
    /// Has nft do something that may be refused.
    func nft(_ order: String) throws -> CommandResult {
        try namespace.run { try Command.run(["nft"] + order.split(separator: " ").map { String($0) }) }
    }
}

extension String {
    /// How often it has these words.
    func matches(of words: String) -> Int { split(separator: words, omittingEmptySubsequences: false).count - 1 }
}
