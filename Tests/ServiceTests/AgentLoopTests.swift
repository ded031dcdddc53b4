import Agent
import ClusterSupport
import Glibc
import KubernetesModel
import Nftables
import Synchronization
import TestSupport
import Testing

@testable import Service

@Suite struct AgentLoopTests {
    @Test("what comes in is worked off, questions are answered, and it ends when it is stopped")
    func runs() throws {
        let kernel = MemoryKernel()
        let loop = try AgentLoop<MemoryKernel>()
        let programmed = Atomic(0)
        let ended = Atomic(false)
        let thread = try OwnThread {
            var core = AgentCore(
                AgentOptions(node: "n0"), kernel: kernel, hearsOfChanges: true, clock: { .sinceBoot })
            loop.run(&core) { _, reports in
                for case .programmed in reports { programmed.add(1, ordering: .relaxed) }
                return nil
            }
            ended.store(true, ordering: .relaxed)
        }
        #expect(loop.ask(within: .seconds(30)) { $0.status.isListed } == false)
        for event: ClusterEvent in [.namespaces([]), .pods([]), .policies([])] {
            loop.mailbox.put(event, now: .sinceBoot)
        }
        #expect(Deadline(seconds: 30).waits { programmed.load(ordering: .relaxed) == 1 })
        #expect(kernel.ruleset != nil)
        #expect(loop.ask(within: .seconds(30)) { $0.status.condition } == .inSync)
        #expect(Deadline(seconds: 30).waits { loop.busySince == nil })
        loop.stop()
        thread.join()
        let hasEnded = ended.load(ordering: .relaxed)
        #expect(hasEnded)
        #expect(loop.ask(within: .milliseconds(1)) { _ in 1 } == nil)
    }

    @Test("a time that it waits for comes without anybody's asking")
    func wakesByItself() throws {
        let loop = try AgentLoop<MemoryKernel>()
        var options = AgentOptions(node: "n0")
        options.lookInterval = .milliseconds(20)
        let kernel = MemoryKernel()
        let chosen = options
        let thread = try OwnThread {
            var core = AgentCore(chosen, kernel: kernel, hearsOfChanges: true, clock: { .sinceBoot })
            for event: ClusterEvent in [.namespaces([]), .pods([]), .policies([])] {
                loop.mailbox.put(event, now: .sinceBoot)
            }
            loop.run(&core) { _, _ in nil }
        }
        #expect(Deadline(seconds: 30).waits { kernel.callCounts.observe > 5 })
        loop.stop()
        thread.join()
    }

    @Test("a question that nobody answered in time is withdrawn, so that it is not done later")
    func withdrawn() throws {
        let loop = try AgentLoop<MemoryKernel>()
        let count = Atomic(0)
        #expect(loop.ask(within: .milliseconds(1)) { _ in count.add(1, ordering: .relaxed) } == nil)
        let thread = try OwnThread {
            var core = AgentCore(
                AgentOptions(node: "n0"), kernel: MemoryKernel(), hearsOfChanges: true, clock: { .sinceBoot })
            loop.run(&core) { _, _ in nil }
        }
        #expect(loop.ask(within: .seconds(30)) { _ in count.load(ordering: .relaxed) } == 0)
        loop.stop()
        thread.join()
    }

    @Test("whoever asks an agent that has ended, or ends meanwhile, is not kept waiting")
    func ended() throws {
        let loop = try AgentLoop<MemoryKernel>()
        loop.stop()
        var core = AgentCore(
            AgentOptions(node: "n0"), kernel: MemoryKernel(), hearsOfChanges: true, clock: { .sinceBoot })
        loop.run(&core) { _, _ in nil }
        let start = Duration.sinceBoot
        #expect(loop.ask(within: .seconds(60)) { _ in 1 } == nil)
        #expect(Duration.sinceBoot - start < .seconds(30))
    }
}
