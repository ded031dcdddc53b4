import Agent
import Analysis
import ClusterSupport
import JSON
import KubernetesModel
import Manifests
import NetlinkKernel
import Nftables
import PolicyEngine
import TestSupport
import Testing

@testable import Daemon
@testable import Service

@Suite struct ControlRoutesTests {
    @Test(
        "every path has its method, and another is told which",
        arguments: [
            ("GET", "/nothing", 404, "there is no /nothing here: ask for /status"),
            ("POST", "/status", 405, "/status is read with GET\n"),
            ("POST", "/ruleset", 405, "/ruleset is read with GET\n"),
            ("HEAD", "/ruleset", 405, "/ruleset is read with GET\n"),
            ("POST", "/objects", 405, "/objects is read with GET\n"),
            ("POST", "/denied", 405, "/denied is read with GET\n"),
            ("POST", "/facts", 405, "/facts is read with GET\n"),
            ("GET", "/facts", 200, #"{"node":"n0","enforcement":"enforce","links":{},"lingering":[],"podRanges":[],"#),
            ("GET", "/pause", 405, "/pause is done with POST\n"),
            ("GET", "/resume", 405, "/resume is done with POST\n"),
            ("GET", "/reload", 405, "/reload is done with POST\n"),
            ("GET", "/sync", 405, "/sync is done with POST\n"),
            ("POST", "/configuration", 405, "/configuration is read with GET\n"),
            ("GET", "/configuration", 200, "apiVersion: martlet.config/v1alpha1\n"),
            ("GET", "/status", 200, "{\"so\":true}\n"), ("HEAD", "/status", 200, "{\"so\":true}\n"),
            ("POST", "/pause", 400, "write for how long: /pause?seconds=N, from 1 to 86400\n"),
            ("POST", "/reload", 200, "the configuration was read again\n"),
        ])
    func paths(method: String, path: String, status: Int, text: String) throws {
        let running = try Running()
        defer { running.stop() }
        let answer = running.routes().answer(Self.request(method, path))
        #expect(answer.status == status && answer.text.hasPrefix(text), "\(answer)")
    }

    @Test("a reload that fails says why")
    func reload() throws {
        let running = try Running()
        defer { running.stop() }
        let answer = running.routes(reload: "--boot never").answer(Self.request("POST", "/reload"))
        #expect(answer.status == 400 && answer.text == "--boot never\n")
    }

    @Test("the rules are given as nft has them, and as commands read them")
    func ruleset() throws {
        let running = try Running()
        defer { running.stop() }
        #expect(running.routes().answer(Self.request("GET", "/ruleset")).text == "")
        running.say(SmallShop.events)
        let ruleset = try #require(running.kernel.ruleset)
        #expect(running.routes().answer(Self.request("GET", "/ruleset")).text == ruleset.text)
        let archive = running.routes().answer(Self.request("GET", "/ruleset", [.init("archive", "")]))
        guard case .bytes(let bytes) = archive.body else {
            Issue.record("no bytes")
            return
        }
        #expect(try RulesetArchive.ruleset(from: bytes, table: "martlet") == ruleset)
    }

    @Test("the objects are what commands read as manifests")
    func objects() throws {
        let running = try Running()
        defer { running.stop() }
        let early = running.routes().answer(Self.request("GET", "/objects"))
        #expect(early.status == 503 && early.text.hasPrefix("the agent has not listed the cluster in full yet: "))
        running.say(SmallShop.events)
        var manifests = Manifests()
        manifests.read(Array(running.routes().answer(Self.request("GET", "/objects")).text.utf8), from: "the agent")
        #expect(manifests.remarks.isEmpty)
        #expect(manifests.inventory.cluster.pods.keys.sorted() == [SmallShop.db.key, SmallShop.web.key])
    }

    @Test("a pause is from a second to a day long, and opens; resume ends it")
    func pause() throws {
        let running = try Running()
        defer { running.stop() }
        running.say(SmallShop.events)
        let routes = running.routes()
        for seconds in ["0", "-1", "86401", "1.5", "", "x", "99999999999999999999"] {
            let answer = routes.answer(Self.request("POST", "/pause", [.init("seconds", seconds)]))
            #expect(answer.status == 400, "\(seconds)")
        }
        let answer = routes.answer(Self.request("POST", "/pause", [.init("seconds", "86400")]))
        #expect(answer.status == 200 && answer.text == "no policy is enforced on this node for 86400 s\n")
        #expect(running.board.now.status?.pausedUntil != nil)
        #expect(
            Deadline(seconds: 30).waits {
                running.kernel.ruleset?.chains.keys.contains { $0.hasPrefix("pod/") } == false
            })
        #expect(routes.answer(Self.request("POST", "/resume")).text == "policies are enforced again\n")
        #expect(
            Deadline(seconds: 30).waits {
                running.kernel.ruleset?.chains.keys.contains { $0.hasPrefix("pod/") } == true
            })
    }

    @Test("what was denied is given as it is, and followed as a stream")
    func denied() throws {
        let running = try Running()
        defer { running.stop() }
        let routes = running.routes()
        let answer = routes.answer(Self.request("GET", "/denied"))
        #expect(answer.status == 200 && answer.text == "")
        guard case .stream = routes.answer(Self.request("GET", "/denied", [.init("follow", "")])).body else {
            Issue.record("no stream")
            return
        }
    }

    @Test("an agent that has ended, or is busy, is not waited for longer than that")
    func busy() throws {
        let running = try Running()
        running.stop()
        for (method, path) in [("GET", "/ruleset"), ("GET", "/objects"), ("POST", "/resume"), ("POST", "/sync")] {
            let answer = running.routes().answer(Self.request(method, path))
            #expect(answer.status == 503 && answer.text == "the agent is busy: ask again in a moment\n")
        }
    }

    @Test("an order to synchronise says what was put right, or that nothing had to be; a rehearsal changes nothing")
    func synchronise() throws {
        let running = try Running()
        defer { running.stop() }
        let order = Self.request("POST", "/sync")
        let early = running.routes().answer(order)
        #expect(early.status == 503 && early.text.hasPrefix("the agent has not listed the cluster in full yet"))
        running.say(SmallShop.events)
        let nothing =
            #"{"changed":false,"dryRun":false,"phases":[],"node":"n0","enforcement":"enforce","paused":false}"#
        #expect(running.routes().answer(order).text == nothing + "\n")
        // Nobody tells the agent of this, so it is the order that finds it.
        running.kernel.changeByOthers { $0?.chains["pod/shop/db/ingress"]?.rules.removeAll() }
        let rehearsed = running.routes().answer(Self.request("POST", "/sync", [.init("dry-run", "")]))
        #expect(rehearsed.text.hasPrefix(#"{"changed":false,"dryRun":true,"phases":[{"phase":"switch","changes":["#))
        #expect(running.kernel.ruleset?.chains["pod/shop/db/ingress"]?.rules.isEmpty == true)
        let mended = running.routes().answer(order)
        #expect(mended.status == 200 && mended.text.hasPrefix(#"{"changed":true,"dryRun":false,"phases":[{"#))
        #expect(mended.text.contains("pod/shop/db/ingress"))
        #expect(running.kernel.ruleset?.chains["pod/shop/db/ingress"]?.rules.isEmpty == false)
        #expect(running.routes().answer(order).text == nothing + "\n")
    }

    @Test("what waits in the mailbox is synchronised with, and a node that is open says so")
    func synchroniseAll() throws {
        let running = try Running()
        defer { running.stop() }
        running.say(SmallShop.events)
        _ = running.routes().answer(Self.request("POST", "/pause", [.init("seconds", "60")]))
        running.loop.mailbox.put(.pod(SmallShop.web.key, nil), now: .sinceBoot)
        let answer = running.routes().answer(Self.request("POST", "/sync"))
        #expect(answer.status == 200 && answer.text.hasSuffix(#""enforcement":"enforce","paused":true}"# + "\n"))
        #expect(running.kernel.ruleset?.text.contains("10.0.0.1") == false)
    }

    @Test("what the kernel refuses is tried again for a time; then the order says why, and what holds meanwhile")
    func refused() throws {
        let running = try Running()
        defer { running.stop() }
        running.say(SmallShop.events)
        let looks = running.kernel.callCounts.observe
        for number in 1...3 { running.kernel.add(.init(.observe, number: looks + number, .lost(Errno(rawValue: 105)))) }
        #expect(SynchroniseOrder(loop: running.loop, patience: .seconds(60)).carryOut().status == 200)
        let seen = running.kernel.callCounts.observe
        for number in 1...1_000 { running.kernel.add(.init(.observe, number: seen + number, .notPermitted)) }
        let refused = SynchroniseOrder(loop: running.loop, patience: .milliseconds(50)).carryOut()
        #expect(refused.status == 503 && refused.text.hasPrefix("the kernel does not hold what it should: "))
        #expect(refused.text.contains("not permitted") && refused.text.contains("stays in force"))
        #expect(SynchroniseOrder(loop: running.loop).rehearse().status == 503)
        running.kernel.removeFaults()
        #expect(SynchroniseOrder(loop: running.loop, patience: .seconds(60)).carryOut().status == 200)
    }

    private static func request(
        _ method: String, _ path: String, _ query: [ResponderRequest.QueryItem] = []
    ) -> ResponderRequest {
        ResponderRequest(
            method: .init(rawValue: method) ?? .get, path: path, query: query, body: [], peer: .network)
    }
}

/// An agent on a thread of its own. A class, because it has an end.
private final class Running {
    let kernel = MemoryKernel()
    let loop: AgentLoop<MemoryKernel>
    private let thread: OwnThread

    init() throws {
        let loop = try AgentLoop<MemoryKernel>()
        self.loop = loop
        let kernel = kernel
        thread = try OwnThread {
            var core = AgentCore(
                AgentOptions(node: "n0"), kernel: kernel, hearsOfChanges: true, clock: { .sinceBoot })
            loop.run(&core) { _, _ in nil }
        }
    }

    let board = Board()

    func routes(reload: String? = nil) -> ControlRoutes<MemoryKernel> {
        ControlRoutes(
            loop: loop, denials: DenialReader(Lines().writer(), board), board: board,
            status: { .members(["so": .bool(true)]) },
            reload: { reload }, configuration: { SettingValues().fileText })
    }

    func say(_ events: [ClusterEvent]) {
        for event in events { loop.mailbox.put(event, now: .sinceBoot) }
        #expect(Deadline(seconds: 30).waits { kernel.ruleset != nil && loop.busySince == nil })
    }

    func stop() {
        loop.stop()
        thread.join()
    }
}
