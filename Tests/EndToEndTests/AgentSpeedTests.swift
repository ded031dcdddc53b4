import Glibc
import ServerSupport
import TestSupport
import Testing

/// How fast and how small the agent is beside a large cluster. Programs that were built for release are named by
/// MARTLET_PROGRAMS; without them nothing is measured that is worth a bound.
@Suite(.requiresKernel) struct AgentSpeedTests {
    private static let isMeasured = runsLongTests && TestProgram.variable("MARTLET_PROGRAMS") != nil

    @Test("a large cluster is enforced within a second, and followed with little", .enabled(if: isMeasured, "measures"))
    func large() throws {
        let cluster = try LargeCluster(pods: 10_000, policies: 1_000, localPods: 100)
        let agent = try NodeAgent(on: cluster.node)
        let start = ContinuousClock.now
        try agent.start()
        #expect(agent.waits(for: "The kernel holds the rules", seconds: 60), "\(agent.log)")
        let (cold, used) = (start.duration(to: .now), try agent.usage())
        print("speed: cold start \(cold), \(used.seconds) s of processor, \(used.bytes >> 20) MB\n\(agent.log)")
        sleep(3)
        let idle = try Self.load(agent) { sleep(20) }
        let write = try cluster.timeWrites()
        let busy = try Self.load(agent) { try cluster.churn(seconds: 20, perSecond: 20) }
        print("speed: idle \(idle) of a core, at 20 changes a second \(busy), \(try agent.usage().bytes >> 20) MB")
        let latencies = try cluster.latencies(count: 200).sorted()
        print("speed: the longest of them \(latencies.suffix(8))", try agent.histogram("martlet_network_programming"))
        let (median, high) = (latencies[latencies.count / 2], latencies[latencies.count * 99 / 100])
        print("speed: write to packet median \(median), p99 \(high), most \(latencies.last ?? .zero); a write \(write)")
        #expect(cold < .seconds(1) && used.seconds < 0.6 && used.bytes < 60 << 20)
        #expect(idle < 0.001 && busy < 0.02 && median < .milliseconds(3) && high < .milliseconds(15))
    }

    /// The part of a core that the agent uses meanwhile.
    private static func load(_ agent: NodeAgent, _ body: () throws -> Void) throws -> Double {
        let (before, start) = (try agent.usage().seconds, ContinuousClock.now)
        try body()
        return (try agent.usage().seconds - before) / (start.duration(to: .now) / .seconds(1))
    }
}

/// A node among many, of which only two pods have a network.
private struct LargeCluster {
    let node: NodeInNamespace
    private let web: NodeEnd
    private let db: NodeEnd
    private let pods: Int

    init(pods: Int, policies: Int, localPods: Int) throws {
        self.pods = pods
        node = try NodeInNamespace(isDurable: false)
        for number in 0..<20 { try node.makeSpace("s\(number)", ["team": "t\(number % 4)"]) }
        web = try node.makePod("s0", "web", ["app": "web"])
        db = try node.makePod("s0", "db", ["app": "db"])
        for number in 0..<pods {
            try node.ask("POST", Self.path(number), Self.pod(number, isLocal: number < localPods - 2))
        }
        for number in 0..<policies { try node.setPolicy("s\(number % 20)", "p\(number)", Self.policy(number)) }
        try node.setPolicy("s0", "db", TestCluster.webToDatabase)
    }

    /// How long the API server takes for one change.
    func timeWrites() throws -> Duration {
        try ContinuousClock().measure { for number in 0..<50 { try change(number) } } / 50
    }

    /// Changes so many pods a second.
    func churn(seconds: Int, perSecond: Int) throws {
        let start = ContinuousClock.now
        for count in 0..<seconds * perSecond {
            try change(Int.random(in: 0..<pods))
            let next = start + .seconds(1) * (count + 1) / perSecond
            usleep(UInt32(max(0, ContinuousClock.now.duration(to: next) / .microseconds(1))))
        }
    }

    /// From the end of an API write to the first packet that is judged by it, so many times.
    func latencies(count: Int) throws -> [Duration] {
        let place = SocketPlace(db.addresses[0], port: 53)
        return try (0..<count).map { number in
            let isAllowed = number % 2 == 1
            // A new connection each time: an old one may be cut.
            let socket = try FlowSocket(.udp, in: web.namespace)
            usleep(UInt32.random(in: 50_000...150_000))
            try node.label(web, "app", isAllowed ? "web" : "none")
            let start = ContinuousClock.now
            while start.duration(to: .now) < .seconds(5) {
                while db.listeners[2].receive() != nil {}
                let sent = ContinuousClock.now
                socket.send([1], to: place)
                if (db.listeners[2].receive(by: Deadline(seconds: isAllowed ? 0.000_1 : 0.000_5)) != nil) == isAllowed {
                    return start.duration(to: sent)
                }
            }
            throw NodeError(description: "packets were not judged anew within 5 s")
        }
    }

    private func change(_ number: Int) throws {
        let label = #"{"metadata":{"labels":{"app":"a\#(Int.random(in: 0..<50))"}}}"#
        try node.patch("\(Self.path(number))/q\(number)", label)
    }

    private static func path(_ number: Int) -> String { "/api/v1/namespaces/s\(number % 20)/pods" }

    private static func pod(_ number: Int, isLocal: Bool) -> String {
        let (high, low) = (number / 250, number % 250 + 1)
        let ips =
            isLocal
            ? ["10.244.1.\(low + 2)", "fd00:244:1::a:\(low)"] : ["10.245.\(high).\(low)", "fd00:245::\(high):\(low)"]
        let listed = ips.map { #"{"ip":"\#($0)"}"# }.joined(separator: ",")
        return #"{"metadata":{"name":"q\#(number)","labels":{"app":"a\#(number % 50)","tier":"x\#(number % 7)"}},"#
            + #""spec":{"nodeName":"\#(isLocal ? NodeInNamespace.name : "node-\(number % 100 + 2)")","#
            + #""containers":[{"name":"c","image":"registry.example/image"}]},"#
            + #""status":{"phase":"Running","podIP":"\#(ips[0])","podIPs":[\#(listed)]}}"#
    }

    private static func policy(_ number: Int) -> String {
        let from =
            #"{"podSelector":{"matchLabels":{"app":"a\#(number * 7 % 50)"}},"#
            + #""namespaceSelector":{"matchLabels":{"team":"t\#(number % 4)"}}}"#
        return #"{"podSelector":{"matchLabels":{"app":"a\#(number % 50)"}},"#
            + #""ingress":[{"from":[\#(from)],"ports":[{"port":\#(8_000 + number % 5)}]}]}"#
    }
}
