import Agent
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import TestSupport
import Testing

@Suite struct WorkTests {
    private let kernel = MemoryKernel()
    private let clock = ManualClock()

    @Test("policies that come are told with their time when they hold, where they isolate pods of this node")
    func newPolicies() throws {
        var core = try SmallShop.guarding(kernel, clock)
        #expect(policies(&core).isEmpty, "a policy without a creation")
        clock.now += .seconds(1)
        var (here, elsewhere) = (SmallShop.policy, SmallShop.policy)
        here = NetworkPolicy(ObjectKey("shop", "web"), podSelector: SmallShop.selector("web"), creation: 7)
        elsewhere = NetworkPolicy(ObjectKey("shop", "far"), podSelector: SmallShop.selector("far"), creation: 8)
        here.ingress = []
        elsewhere.ingress = []
        kernel.add(.init(.apply, number: kernel.callCounts.apply + 1, .lost(Errno(rawValue: 105))))
        _ = core.step(contents([.policy(here.key, here), .policy(elsewhere.key, elsewhere)]))
        #expect(policies(&core).isEmpty, "the kernel does not hold it yet")
        clock.now += .seconds(1)
        _ = core.step()
        #expect(policies(&core) == [7])
        // What is listed anew is new only where it was not there, or says something else.
        clock.now += .seconds(1)
        here.lastWrite = 10
        let listed = NetworkPolicy(
            ObjectKey("shop", "listed"), podSelector: SmallShop.selector("db"), ingress: [], creation: 9)
        _ = core.step(contents([.policies([here, elsewhere, listed])]))
        #expect(policies(&core) == [9])
    }

    @Test("of a policy that says something else than before the last write is told")
    func changedPolicies() throws {
        var core = try SmallShop.guarding(kernel, clock)
        var policy = SmallShop.policy
        for (second, change) in [(20, { $0.egress = [] }), (30, { $0.ingress = [] }), (40, { _ in })]
            as [(Int64, (inout NetworkPolicy) -> Void)]
        {
            clock.now += .seconds(1)
            change(&policy)
            policy.lastWrite = second
            _ = core.step(contents([.policy(policy.key, policy)]))
            #expect(policies(&core) == (second == 40 ? [] : [second]))
        }
    }

    @Test("looks through open connections are counted, with their time")
    func connectionLooks() throws {
        var core = try SmallShop.guarding(kernel, clock)
        for _ in 0..<3 {
            clock.now += .milliseconds(200)
            _ = core.step()
        }
        #expect(core.status.figures.connectionLookCount > 0 && core.status.figures.connectionLookTime == .zero)
    }

    private func contents(_ events: [ClusterEvent]) -> Mailbox.Contents {
        SmallShop.contents(events, at: clock.now)
    }

    private func policies(_ core: inout AgentCore<MemoryKernel>) -> [Int64] {
        core.takeReports().flatMap { report -> [Int64] in
            if case .programmed(let done) = report { done.policies } else { [] }
        }
    }
}
