import Addresses
import Agent
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@Suite struct AgentCoreTests {
    private let kernel = MemoryKernel()
    private let clock = ManualClock()
    private let table = ValueConnections()

    @Test("nothing is written before every kind was listed, whatever is known of single objects")
    func waits() throws {
        var core = try agent()
        for count in 0..<4 {
            let events = (SmallShop.events + [.policies([SmallShop.policy])])[..<count]
            _ = core.step(contents(Array(events) + [.pod(SmallShop.db.key, SmallShop.db)]))
            #expect(!core.isListed && kernel.callCounts.apply == 0 && core.wanted == nil)
        }
        _ = core.step(contents([.policies([SmallShop.policy])]))
        #expect(core.isListed && kernel.ruleset != nil && core.status.hasProgrammed)
    }

    @Test("where unknown pods are closed, the ranges have to be known too: by a Node object, or by choice")
    func ranges() throws {
        var options = AgentOptions(node: "n0")
        options.unknownPods = .deny
        var core = try agent(options)
        _ = core.step(contents([.namespaces([]), .pods([]), .policies([])]))
        #expect(!core.isListed && kernel.ruleset == nil)
        _ = core.step(contents([.nodes([SmallShop.node])]))
        #expect(core.isListed && kernel.ruleset != nil)
        options.podRanges = AddressRanges([cidr("10.0.0.0/24")])
        var chosen = AgentCore(options, kernel: MemoryKernel(), hearsOfChanges: true, clock: clock.reader)
        _ = chosen.step(contents([.namespaces([]), .pods([]), .policies([])]))
        #expect(chosen.isListed)
    }

    @Test("a table that stands is kept until the cluster is known, and put back if somebody removes it")
    func adopts() throws {
        let kept = try programmed().ruleset
        var core = try agent()
        #expect(core.takeReports().isEmpty && kernel.ruleset == kept)
        kernel.changeByOthers { $0 = nil }
        let mailbox = Mailbox()
        mailbox.putSuspicion()
        _ = core.step(mailbox.take())
        #expect(kernel.ruleset == kept && !core.status.hasProgrammed)
    }

    @Test("what somebody else put into a table that stands is not taken over with it")
    func adoptsNothingForeign() throws {
        let kept = try programmed().ruleset
        kernel.changeByOthers { $0?.foreign = [.flowTable("theirs")] }
        var core = try agent()
        _ = core.step()
        #expect(kernel.ruleset == kept)
    }

    @Test("what was kept is made a table only where there is none, and that is said")
    func boots() throws {
        let kept = try #require(try programmed().ruleset)
        let bare = MemoryKernel()
        var core = AgentCore(AgentOptions(node: "n0"), kernel: bare, hearsOfChanges: true, clock: clock.reader)
        try core.boot(kept)
        guard case .booted? = core.takeReports().first else {
            Issue.record("not said")
            return
        }
        _ = core.step()
        #expect(bare.ruleset == kept)
        var other = AgentCore(AgentOptions(node: "n0"), kernel: bare, hearsOfChanges: true, clock: clock.reader)
        try other.boot(Ruleset())
        _ = other.step()
        #expect(other.takeReports().isEmpty && bare.ruleset == kept)
    }

    @Test("a pause opens this node and ends by itself, or at once by resume; both are said")
    func pauses() throws {
        var core = try guarding()
        let guarded = kernel.ruleset
        clock.now += .seconds(1)
        core.pause(for: .seconds(60))
        _ = core.step()
        #expect(kernel.ruleset != guarded && core.status.pausedUntil == clock.now + .seconds(60))
        #expect(core.takeReports().contains { if case .programmed(let done) = $0 { done.isOpen } else { false } })
        clock.now += .seconds(59)
        _ = core.step()
        #expect(kernel.ruleset != guarded)
        clock.now += .seconds(1)
        _ = core.step()
        #expect(kernel.ruleset == guarded && core.status.pausedUntil == nil)
        #expect(core.takeReports().contains { if case .resumed = $0 { true } else { false } })
        core.resume()
        #expect(core.takeReports().isEmpty)
    }

    @Test("other options take effect at once: off removes the rules, audit lets pass, enforce brings them back")
    func changes() throws {
        var core = try guarding()
        let guarded = kernel.ruleset
        let packet = Packet(
            .forward, from: address("192.0.2.1"), to: address("10.0.0.2"), .tcp(destinationPort: 80))
        for (enforcement, passes) in [(AgentOptions.Enforcement.off, true), (.audit, true), (.enforce, false)] {
            clock.now += .seconds(1)
            var options = core.options
            options.enforcement = enforcement
            core.change(options)
            _ = core.step()
            let ruleset = try #require(kernel.ruleset)
            #expect((PacketTracer(ruleset).verdict(packet) == .accepted) == passes, "\(enforcement)")
        }
        #expect(kernel.ruleset == guarded)
    }

    @Test("an end that is to leave nothing removes the table, and says where the kernel does not let it")
    func retires() throws {
        var core = try guarding()
        kernel.add(.init(.apply, number: kernel.callCounts.apply + 1, .notPermitted))
        #expect(!core.retire() && kernel.ruleset != nil)
        var other = try agent()
        #expect(other.retire() && kernel.ruleset == nil)
    }

    @Test("the table is looked at without a reason too, after so long")
    func looks() throws {
        var core = try guarding()
        let guarded = kernel.ruleset
        kernel.changeByOthers { $0?.chains = [:] }
        clock.now += .seconds(59)
        _ = core.step()
        #expect(kernel.ruleset != guarded)
        clock.now += .seconds(1)
        _ = core.step()
        #expect(kernel.ruleset == guarded)
    }

    @Test("a change that closes cuts what is open, and one that opens lets go of it again; each is said once")
    func cuts() throws {
        table.all = [TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80)]
        var core = try guarding(policed: false)
        #expect(table.all[0].mark == 0)
        change(&core, SmallShop.policy)
        #expect(table.all[0].mark == 0x2000_0000 && cutCounts(&core) == [1])
        change(&core, nil)
        #expect(table.all[0].mark == 0 && cutCounts(&core) == [-1])
    }

    @Test("while connections are listed elsewhere, changes go on, and what was listed is judged by what holds then")
    func listsElsewhere() throws {
        table.all = [80, 5432].map { TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", $0) }
        let jobs = Jobs()
        var core = AgentCore(
            cutting(), kernel: kernel, connections: table, hearsOfChanges: true,
            elsewhere: { jobs.waiting.append($0) }, clock: clock.reader)
        _ = core.step(contents(SmallShop.events + [.policies([])]))
        #expect(jobs.waiting.count == 1 && table.asked.isEmpty)
        change(&core, SmallShop.policy)
        #expect(core.status.figures.programmingCount == 2 && core.status.condition == .inSync)
        #expect(jobs.waiting.count == 1 && cutCounts(&core) == [])
        jobs.run()
        #expect(table.all.map(\.mark) == [0, 0])
        _ = core.step()
        #expect(table.all.map(\.mark) == [0x2000_0000, 0] && cutCounts(&core) == [1])
        // The change came behind the beginning of that look.
        _ = core.step()
        #expect(jobs.waiting.count == 1)
    }

    @Test(
        "nothing is cut before the kernel holds the rules, in a pause, where it is kept, and where nothing is enforced"
    )
    func cutsNot() throws {
        table.all = [TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80)]
        for number in 1...3 { kernel.add(.init(.apply, number: number, .notPermitted)) }
        var core = try agent(cutting())
        _ = core.step(contents(SmallShop.events + [.policies([SmallShop.policy])]))
        #expect(table.asked.isEmpty && !core.status.hasProgrammed)
    }

    @Test("while the kernel does not hold a change, nothing is cut by it")
    func cutsLater() throws {
        table.all = [TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80)]
        var core = try guarding(policed: false)
        rest(&core)
        kernel.add(.init(.apply, number: kernel.callCounts.apply + 1, .notPermitted))
        change(&core, SmallShop.policy)
        #expect(table.all[0].mark == 0)
        clock.now += .seconds(1)
        _ = core.step()
        #expect(table.all[0].mark != 0)
    }

    @Test("what went on by choice is cut when that is chosen no more, and so behind a pause", arguments: 0..<3)
    func cutsByChoice(_ way: Int) throws {
        var core = try guarding()
        rest(&core)
        var options = cutting()
        switch way {
        case 0: options.established = .keep
        case 1: options.enforcement = .audit
        default: core.pause(for: .seconds(5))
        }
        if way < 2 { core.change(options) }
        rest(&core)
        table.all = [TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80)]
        clock.now += .seconds(1)
        _ = core.step()
        #expect(table.all[0].mark == 0)
        clock.now += .seconds(5)
        if way < 2 { core.change(cutting()) }
        _ = core.step()
        #expect(table.all[0].mark != 0)
    }

    @Test("while rules were missing anything may have passed, so all is looked at behind their repair")
    func cutsAfterDrift() throws {
        var core = try guarding()
        clock.now += .seconds(1)
        _ = core.step()
        table.forget()
        kernel.changeByOthers { $0 = nil }
        table.all = [TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80)]
        let mailbox = Mailbox()
        mailbox.putSuspicion()
        _ = core.step(mailbox.take())
        #expect(table.all[0].mark == 0x2000_0000)
    }

    @Test("connections that cannot be looked at are said, and tried again")
    func unreachable() throws {
        table.lookFailure = .notPermitted
        var core = try guarding()
        #expect(
            core.takeReports().contains { if case .connectionsUnreachable(.notPermitted) = $0 { true } else { false } })
        table.lookFailure = nil
        table.forget()
        clock.now += .seconds(1)
        _ = core.step()
        #expect(!table.asked.isEmpty)
    }

    @Test("addresses of an isolated pod that vanished stay closed for a while, and are let go of by the clock")
    func lingers() throws {
        var core = try guarding()
        clock.now += .seconds(1)
        let due = core.step(contents([.pod(SmallShop.db.key, nil)]))
        let packet = Packet(
            .forward, from: address("192.0.2.1"), to: address("10.0.0.2"), .tcp(destinationPort: 80))
        #expect(try PacketTracer(#require(kernel.ruleset)).verdict(packet) != .accepted)
        #expect(due.map { $0 <= clock.now + .seconds(30) } == true)
        clock.now += .seconds(30)
        _ = core.step()
        #expect(try PacketTracer(#require(kernel.ruleset)).verdict(packet) == .accepted)
    }

    @Test("links are asked for the addresses of the pods, and of those that linger as long as they do")
    func followed() throws {
        var core = try guarding()
        let (web, both) = (Set(SmallShop.web.addresses), Set(SmallShop.web.addresses + SmallShop.db.addresses))
        #expect(localPods(&core) == [both])
        let mailbox = Mailbox()
        mailbox.put(LocalLinks(Dictionary(uniqueKeysWithValues: both.map { ($0, "veth") }), of: both))
        clock.now += .seconds(1)
        _ = core.step(mailbox.take())
        clock.now += .seconds(1)
        _ = core.step(contents([.pod(SmallShop.db.key, nil)]))
        #expect(localPods(&core).isEmpty)
        mailbox.put(LocalLinks(Dictionary(uniqueKeysWithValues: web.map { ($0, "veth") }), of: both))
        clock.now += .seconds(1)
        _ = core.step(mailbox.take())
        #expect(localPods(&core) == [web])
    }

    @Test("pods whose addresses are guarded for the first time are told once, with the time since they were seen")
    func arrivals() throws {
        var core = try guarding()
        #expect(arrivals(&core).map(\.delay) == [.zero])
        clock.now += .seconds(1)
        var moved = SmallShop.db
        moved.addresses = [address("10.0.0.7")]
        moved.creation = 42
        let mailbox = Mailbox()
        mailbox.put(.pod(moved.key, moved), now: clock.now - .milliseconds(3))
        _ = core.step(mailbox.take())
        let found = arrivals(&core)
        #expect(found.map(\.creation) == [42] && found.map(\.delay) == [.milliseconds(3)])
        clock.now += .seconds(1)
        change(&core, nil)
        #expect(arrivals(&core).isEmpty)
    }

    @Test("how it stands counts pods, isolation, policies and those that are broken")
    func status() throws {
        var core = try guarding()
        #expect(core.status.localPodCount == 2 && core.status.podCount == 3 && core.status.policyCount == 1)
        #expect(core.status.isolatedPodCounts == [.ingress: 1, .egress: 1] && core.status.node == "n0")
        #expect(core.status.brokenPolicies.isEmpty && core.status.condition == .inSync)
        #expect(core.status.figures.programmingCount == 1 && core.status.figures.lastSync == clock.now)
        #expect(core.status.figures.lookCount == kernel.callCounts.observe - 1)
        #expect(core.status.figures.commitCount == kernel.callCounts.apply)
        var broken = SmallShop.policy
        broken.defects = [Defect(.error, at: "spec", "no policy could say this")]
        clock.now += .seconds(1)
        kernel.add(.init(.apply, number: kernel.callCounts.apply + 1, .rejected(.busy)))
        broken.ingress = []
        change(&core, broken)
        #expect(core.status.brokenPolicies == [broken.key])
        #expect(core.status.figures.failureCounts == ["rejected": 1])
    }

    // MARK: helpers

    /// What is to be done elsewhere.
    private final class Jobs {
        var waiting: [@Sendable () -> Void] = []

        func run() {
            let jobs = waiting
            waiting = []
            for job in jobs { job() }
        }
    }

    private func cutting() -> AgentOptions {
        var options = AgentOptions(node: "n0")
        options.compiler.cutMark = 0x2000_0000
        return options
    }

    private func agent(_ options: AgentOptions? = nil) throws -> AgentCore<MemoryKernel> {
        var core = AgentCore(
            options ?? cutting(), kernel: kernel, connections: table, hearsOfChanges: true, clock: clock.reader)
        try core.boot(nil)
        return core
    }

    private func guarding(policed: Bool = true) throws -> AgentCore<MemoryKernel> {
        var core = try agent()
        _ = core.step(contents(SmallShop.events + [.policies(policed ? [SmallShop.policy] : [])]))
        return core
    }

    private func programmed() throws -> MemoryKernel {
        _ = try guarding()
        return kernel
    }

    /// Lets all looks come to their end that are due because of what was done.
    private func rest(_ core: inout AgentCore<MemoryKernel>) {
        for _ in 0..<3 {
            clock.now += .milliseconds(200)
            _ = core.step()
        }
    }

    private func change(_ core: inout AgentCore<MemoryKernel>, _ policy: NetworkPolicy?) {
        clock.now += .seconds(1)
        _ = core.step(contents([.policy(SmallShop.policy.key, policy)]))
    }

    private func contents(_ events: [ClusterEvent]) -> Mailbox.Contents {
        SmallShop.contents(events, at: clock.now)
    }

    /// How many were cut in each report, and of those that were let go of how many below zero.
    private func cutCounts(_ core: inout AgentCore<MemoryKernel>) -> [Int] {
        core.takeReports().compactMap { report in
            switch report {
            case .cut(let connections): connections.count
            case .restored(let connections): -connections.count
            default: nil
            }
        }
    }

    private func localPods(_ core: inout AgentCore<MemoryKernel>) -> [Set<IPAddress>] {
        core.takeReports().compactMap { if case .localPods(let addresses) = $0 { addresses } else { nil } }
    }

    private func arrivals(_ core: inout AgentCore<MemoryKernel>) -> [Programming.Arrival] {
        core.takeReports().flatMap { report -> [Programming.Arrival] in
            if case .programmed(let done) = report { done.arrivals } else { [] }
        }
    }
}
