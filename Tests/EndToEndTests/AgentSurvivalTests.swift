import Glibc
import ServerSupport
import TestSupport
import Testing

/// What is probed every millisecond while the agent, its table and its API server are ended and broken.
@Suite(.requiresKernel) struct AgentSurvivalTests {
    /// What is done to a running agent.
    enum Blow: String, CaseIterable, Sendable {
        case restart, kill, upgrade, flush, deletion, serverRestart

        /// What is done where the table is nobody's: all where this kernel has no tables that are owned and stay.
        static let unowned = RunningKernel.keepsOwnedTables ? [Self.flush, .deletion] : allCases

        /// Whether others take something out of the table.
        var isDrift: Bool { self == .flush || self == .deletion }

        /// How often the long form does it.
        var countLong: Int {
            switch self {
            case .restart, .kill: 50
            case .upgrade, .flush, .deletion: 20
            case .serverRestart: 10
            }
        }
    }

    @Test(
        "where the table is owned, no denied packet passes and no allowed one is lost",
        .requiresOwnedTables, arguments: Blow.allCases)
    func owned(_ blow: Blow) throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        try #require(try agent.metric("martlet_table_owned") == 1, "this kernel lets tables be owned")
        try Connections(cluster.node.ends).settle(try cluster.node.cluster(), "at the start")
        let stream = try OpenStream(from: cluster.web, to: cluster.db, port: 80)
        let probe = try SteadyProbe(cluster.ways)
        for round in 0..<rounds(2, long: blow.countLong) {
            try strike(blow, round, cluster, agent)
            #expect(stream.isAlive, "an open connection that is allowed goes on")
        }
        usleep(50_000)
        let result = probe.stop()
        #expect(result.faults.isEmpty, "\(blow): \(result.faults) of \(result.denied) and \(result.allowed)")
        #expect(result.denied > 100 && result.allowed > 100)
        #expect(agent.errors.isEmpty, "\(agent.errors)")
        #expect(try agent.metric("martlet_table_owned") == 1)
        if runsLongTests { print("survival, owned, \(blow): \(result.denied) denied, \(result.allowed) allowed") }
    }

    @Test(
        "where the table is not owned, no end of the agent opens it, and what others remove is back in a moment",
        arguments: Blow.unowned)
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
        for round in 0..<rounds(blow == .flush ? 2 : 5, long: blow.countLong) {
            let driftBefore = agent.log.matches(of: "put right")
            try strike(blow, round, cluster, agent)
            if blow.isDrift {
                #expect(
                    Deadline(seconds: 30).waits { agent.log.matches(of: "put right") > driftBefore }, "\(agent.log)")
            }
            // So long between two of them that what passes can be told apart.
            usleep(150_000)
        }
        let result = probe.stop()
        try connections.settle(known, "in the end")
        // While a table is built from nothing, what is to be denied is closed first: so something is lost, too.
        let (leaks, losses) = (Self.spans(result.leaks.map(\.at)), Self.spans(result.losses.map(\.at)))
        // The processors here are shared with other tests; alone it is measured by the long form.
        let bound = isSoak ? Duration.milliseconds(50) : .seconds(0.5 * Deadline.patience)
        #expect(blow.isDrift || result.faults.isEmpty, "\(blow): \(result.faults)")
        #expect((leaks + losses).allSatisfy { $0 <= bound }, "\(blow): open for \(leaks), closed for \(losses)")
        if runsLongTests {
            print("survival, shared, \(blow): open for \(leaks.sorted()), closed for \(losses.sorted())")
        }
    }

    private func strike(_ blow: Blow, _ round: Int, _ cluster: TestCluster, _ agent: NodeAgent) throws {
        switch blow {
        case .restart:
            #expect(agent.end() == .exited(0), "\(agent.log)")
            try agent.startReady()
        case .kill:
            #expect(agent.end(by: SIGKILL) == .killed(signal: SIGKILL))
            try agent.startReady()
        case .upgrade:
            // Other choices make other rules of all pods, as another version of the program does.
            #expect(agent.end() == .exited(0), "\(agent.log)")
            try agent.startReady(Self.layouts[round % Self.layouts.count])
        case .flush: _ = try cluster.node.nft("flush ruleset")
        case .deletion:
            _ = try cluster.node.nft(Self.deletions[round % Self.deletions.count])
        case .serverRestart:
            try cluster.node.restartServer(.killed)
            // It is heard of again when something changes.
            try cluster.node.label(cluster.far, "seen", "\(UInt32.random(in: 0 ... .max))")
            usleep(200_000)
        }
    }

    private static let deletions = [
        "flush chain inet martlet ingress", "insert rule inet martlet egress accept",
        "flush set inet martlet ingress-isolated-ipv4", "flush map inet martlet ingress-pods-ipv4",
        "delete table inet martlet",
    ]

    private static let layouts = [
        ["--log-denied", "0", "--pod-links", "ignore"], ["--deny", "reject", "--own-node", "allow"],
        ["--unknown-pods", "deny", "--cut-mark", "0x10000000"], ["--log-group", "977"],
    ]

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
