import Agent
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import TestSupport
import Testing

@Suite struct SynchronisationTests {
    private let kernel = MemoryKernel()
    private let clock = ManualClock()

    @Test("an order works off what came in at once, and says what it took; what comes later is not its doing")
    func synchronises() throws {
        var core = try SmallShop.guarding(kernel, clock)
        core.synchronise()
        #expect(core.synchronisation?.isDone == true && core.synchronisation?.parts == [])
        kernel.changeByOthers { $0?.chains["pod/shop/db/ingress"] = nil }
        let plan = try core.rehearse()
        #expect(!plan.isEmpty && kernel.ruleset?.chains["pod/shop/db/ingress"] == nil)
        core.synchronise(contents([.pod(SmallShop.web.key, nil)]))
        let parts = try #require(core.synchronisation?.parts)
        #expect(core.synchronisation?.isDone == true && parts.count >= plan.count)
        #expect(kernel.ruleset?.chains["pod/shop/db/ingress"] != nil)
        #expect(kernel.ruleset?.text.contains("10.0.0.1") == false)
        clock.now += .seconds(1)
        _ = core.step(contents([.pod(SmallShop.web.key, SmallShop.web)]))
        #expect(core.synchronisation?.parts == parts && kernel.ruleset?.text.contains("10.0.0.1") == true)
    }

    @Test("an order does not wait for what failed before, and goes on with the steps that follow")
    func hurries() throws {
        var core = try SmallShop.guarding(kernel, clock)
        let count = kernel.callCounts.observe
        for number in 1...2 { kernel.add(.init(.observe, number: count + number, .notPermitted)) }
        core.synchronise()
        #expect(core.synchronisation?.isDone == false)
        core.synchronise()
        #expect(kernel.callCounts.observe == count + 2 && core.synchronisation?.isDone == false)
        clock.now += .seconds(10)
        _ = core.step()
        #expect(core.synchronisation?.isDone == true)
        kernel.add(.init(.observe, number: count + 4, .notPermitted))
        #expect(throws: Synchronisation.Failure.kernel(.notPermitted)) { try core.rehearse() }
        #expect("\(Synchronisation.Failure.kernel(.notPermitted))" == "\(KernelError.notPermitted)")
    }

    private func contents(_ events: [ClusterEvent]) -> Mailbox.Contents {
        SmallShop.contents(events, at: clock.now)
    }
}
