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
            ("GET", "/pause", 405, "/pause is done with POST\n"),
            ("GET", "/resume", 405, "/resume is done with POST\n"),
            ("GET", "/reload", 405, "/reload is done with POST\n"),
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
        for (method, path) in [("GET", "/ruleset"), ("GET", "/objects"), ("POST", "/resume")] {
            let answer = running.routes().answer(Self.request(method, path))
            #expect(answer.status == 503 && answer.text == "the agent is busy: ask again in a moment\n")
        }
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
            reload: { reload })
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
