import Agent
import Daemon
import KubernetesModel
import Nftables
import TestSupport
import Testing

@testable import Service

@Suite struct HealthTests {
    private static let now = Duration.seconds(100)

    @Test("an agent that guards its node lives and is ready")
    func well() throws {
        let health = try Self.health()
        #expect(health.live.allSatisfy { $0.problem == nil } && health.ready.allSatisfy { $0.problem == nil })
        #expect(
            health.ready.map(\.name)
                == ["loop", "writer", "listed", "programmed", "links", "kernel", "hooks", "guarding"])
    }

    @Test("one that has not begun is not ready, and lives all the same")
    func beginning() throws {
        let health = Health(
            now: Self.now, status: nil, busySince: nil, waitingFor: "another martlet (pid 7) writes rules here",
            sourceProblem: nil, followsLinks: true, bypasses: [])
        #expect(health.live.allSatisfy { $0.problem == nil })
        #expect(
            Self.problems(health) == [
                "writer: another martlet (pid 7) writes rules here", "listed: the cluster was not listed in full yet",
                "programmed: the rules of this cluster are not in the kernel yet",
                "links: no rules in the kernel know yet by which links the pods of this node are reached",
            ])
    }

    @Test("where links are looked at, it is not ready before the rules know those of all its pods, and then for good")
    func links() throws {
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        let mailbox = Mailbox()
        let all = Set(SmallShop.web.addresses + SmallShop.db.addresses)
        for (addresses, isReady) in [([], false), (all, true), ([], true)] {
            mailbox.put(LocalLinks([:], of: addresses))
            clock.now += .seconds(1)
            _ = core.step(mailbox.take())
            #expect(try Self.problems(Self.health(core.status, followsLinks: true)).isEmpty == isReady)
            #expect(try Self.problems(Self.health(core.status)).isEmpty)
        }
    }

    @Test("why the cluster is not listed is said, and once it is, nothing that the source says makes it unready")
    func listing() throws {
        let core = try SmallShop.agent()
        let health = try Self.health(core.status, sourceProblem: "pods: forbidden")
        #expect(Self.problems(health).first == "listed: the cluster was not listed in full yet: pods: forbidden")
        #expect(Self.problems(try Self.health(sourceProblem: "pods: the server is away")).isEmpty)
    }

    @Test("one and the same thing may be done for a minute; longer, and a restart may mend it")
    func stuck() throws {
        #expect(Self.problems(try Self.health(busySince: .seconds(40))).isEmpty)
        let health = try Self.health(busySince: .seconds(39))
        #expect(health.live == [.init(name: "loop", problem: "one and the same thing has been done for over a minute")])
        #expect(Self.problems(health) == ["loop: one and the same thing has been done for over a minute"])
    }

    @Test("a kernel that refuses for over two seconds makes it unready, with the reason and that the old rules stay")
    func refusing() throws {
        let kernel = MemoryKernel()
        let clock = ManualClock()
        var core = try SmallShop.agent(kernel, clock)
        for number in 1...9 { kernel.add(.init(.apply, number: number, .notPermitted)) }
        _ = core.step(SmallShop.contents(at: clock.now))
        #expect(Self.kernel(try Self.health(core.status, now: clock.now + .seconds(2))) == nil)
        clock.now += .seconds(3)
        _ = core.step()
        #expect(
            Self.kernel(try Self.health(core.status, now: clock.now))
                == "for 3 s and 2 tries: \(KernelError.notPermitted); the rules before this stay")
    }

    @Test("pods that bypass the rules, and a node that is open by hand, are not ready")
    func open() throws {
        #expect(
            Self.problems(try Self.health(bypasses: ["a", "b"])) == ["hooks: pods bypass the rules: a; b"])
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        core.pause(for: .seconds(60))
        #expect(
            Self.problems(try Self.health(core.status, now: clock.now + .seconds(20)))
                == ["guarding: paused by hand, for another 40 s"])
        core.resume()
        #expect(Self.problems(try Self.health(core.status)).isEmpty)
    }

    @Test("answers are as API servers give them: ok alone where all is well, line by line otherwise or where asked")
    func answers() {
        let checks = [Health.Check(name: "a", problem: nil), .init(name: "b", problem: nil)]
        let broken = checks + [.init(name: "c", problem: "why")]
        for (checks, isVerbose, status, text) in [
            (checks, false, 200, "ok\n"), (checks, true, 200, "[+]a ok\n[+]b ok\nreadyz check passed\n"),
            (broken, false, 503, "[+]a ok\n[+]b ok\n[-]c failed: why\nreadyz check failed\n"),
            (broken, true, 503, "[+]a ok\n[+]b ok\n[-]c failed: why\nreadyz check failed\n"),
        ] {
            let answer = Health.answer(checks, isVerbose: isVerbose, name: "readyz")
            #expect(answer.status == status && answer.text == text)
        }
    }

    private static func health(
        _ status: AgentStatus? = nil, now: Duration = now, busySince: Duration? = nil, sourceProblem: String? = nil,
        followsLinks: Bool = false, bypasses: [String] = []
    ) throws -> Health {
        Health(
            now: now, status: try status ?? SmallShop.guarding().status, busySince: busySince, waitingFor: nil,
            sourceProblem: sourceProblem, followsLinks: followsLinks, bypasses: bypasses)
    }

    private static func problems(_ health: Health) -> [String] {
        health.ready.compactMap { check in check.problem.map { "\(check.name): \($0)" } }
    }

    private static func kernel(_ health: Health) -> String? { health.ready.first { $0.name == "kernel" }?.problem }
}

extension ResponderAnswer {
    /// The body as text; of a stream nothing.
    var text: String { if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" } }
}
