import Glibc
import ServerSupport
import TestSupport
import Testing

/// Starts that go wrong, and what waits.
@Suite(.requiresKernel) struct AgentStartTests {
    @Test("what cannot work ends with one line that says what is wrong")
    func refusals() throws {
        let node = try NodeInNamespace()
        let agent = try NodeAgent(on: node)
        let taken = try FlowSocket.listening(.tcp, at: 9_976, in: node.namespace)
        try Self.expect("9976", ["--healthz-bind-address", "127.0.0.1:9976"], agent)
        withExtendedLifetime(taken) {}
        try Self.expect("enforcement", ["--enforcement", "perhaps"], agent)
        let file = agent.state.file("wrong.yaml")
        try Command.output(
            of: ["tee", file],
            input: "apiVersion: martlet.config/v1alpha1\nkind: MartletConfiguration\nenforcment: audit\n")
        try Self.expect("wrong.yaml:3: enforcment is no setting", ["--config", file], agent)
        try Self.expect("nowhere", ["--config", "/nowhere/at/all.yaml"], agent)
        try Self.expect(
            "not permitted", ["--healthz-bind-address", "0", "--metrics-bind-address", "0"], agent,
            around: ["--reuid", "65534", "--clear-groups"])
    }

    @Test("without an API server it runs on, says so, keeps the rules, and hardly needs a processor")
    func unreachable() throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let connections = Connections(cluster.node.ends)
        let known = try cluster.node.cluster()
        try connections.settle(known, "at the start")
        try cluster.node.stopServer()
        #expect(agent.end() == .exited(0))
        try agent.start()
        #expect(agent.waits(for: "API server"), "\(agent.log)")
        let before = try agent.usage().seconds
        sleep(runsLongTests ? 10 : 2)
        let used = try agent.usage().seconds - before
        #expect(used <= (runsLongTests ? 0.08 : 0.05), "\(used) s")
        #expect(try agent.probe("/readyz").status == 503)
        #expect(try agent.probe("/livez").status == 200)
        #expect(try agent.command(["status"]).output.contains("not listed in full"))
        try connections.settle(known, "while the API server is away")
        try cluster.node.startServer()
        // It asks more rarely the longer the server is away: in the end once a minute.
        try agent.waitUntilReady(seconds: 70)
        try connections.settle(known, "when it is back")
    }

    @Test("a second agent waits, and takes over when the first ends, however it ends", arguments: [SIGTERM, SIGKILL])
    func second(_ signal: Int32) throws {
        let cluster = try TestCluster()
        try cluster.setPolicies()
        let (first, second) = (try NodeAgent(on: cluster.node), try NodeAgent(on: cluster.node))
        try first.startReady()
        try second.start(["--healthz-bind-address", "127.0.0.1:9986", "--metrics-bind-address", "0"])
        #expect(second.waits(for: "this one waits until it has ended"), "\(second.log)")
        let answer = try PlainHTTP.ask("GET", "/readyz", port: 9_986, in: cluster.node.namespace)
        #expect(answer.status == 503 && answer.body.contains("pid \(first.identifier)"), "\(answer)")
        let connections = Connections(cluster.node.ends)
        try connections.settle(try cluster.node.cluster(), "at the start")
        let probe = try SteadyProbe(cluster.ways)
        _ = first.end(by: signal)
        #expect(second.waits(for: "The kernel holds the rules"), "\(second.log)")
        #expect(probe.stop().faults.isEmpty)
        try cluster.node.setPolicy("shop", "web", #"{"podSelector":{"matchLabels":{"app":"web"}}}"#)
        try connections.settle(try cluster.node.cluster(), "by the second")
    }

    private static func expect(
        _ words: String, _ flags: [String], _ agent: NodeAgent, around: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try agent.start(flags, around: around)
        let hasEnded = Deadline(seconds: 30).waits { agent.log.contains("martlet: ") }
        let end = agent.end(by: 0)
        #expect(hasEnded && end != .exited(0), "\(end.map { "\($0)" } ?? "")", sourceLocation: sourceLocation)
        let lines = agent.log.split(separator: "\n").filter { $0.hasPrefix("martlet: ") }
        #expect(lines.count == 1 && lines[0].contains(words), "\(agent.log)", sourceLocation: sourceLocation)
    }
}
