import Agent
import Nftables
import TestSupport
import Testing

@Suite struct BootRetriesTests {
    private static let lost = KernelError.lost(Errno(rawValue: 105))

    /// Boots on a kernel whose first looks fail; how long it waited for each, and what it ended with.
    private func boot(
        _ failures: Int, _ error: KernelError = lost, until isPatient: (Int) -> Bool = { _ in true }
    ) -> (waits: [Duration], failure: KernelError?, kernel: MemoryKernel) {
        let kernel = MemoryKernel(faults: (1...100).prefix(failures).map { .init(.observe, number: $0, error) })
        var core = AgentCore(AgentOptions(node: "n0"), kernel: kernel, hearsOfChanges: true, clock: { .seconds(1) })
        var waits: [Duration] = []
        do throws(KernelError) {
            try core.boot(Ruleset(), BootRetries()) { failed, time in
                #expect(failed == error)
                waits.append(time)
                return isPatient(waits.count)
            }
            _ = core.step()
            return (waits, nil, kernel)
        } catch {
            return (waits, error, kernel)
        }
    }

    @Test("a first look that fails for a while is tried again, ever later, and then what was kept is in force")
    func passes() {
        for failures in 0..<BootRetries().triesMax {
            let (waits, failure, kernel) = boot(failures)
            #expect(failure == nil && waits.count == failures && kernel.callCounts.observe == failures + 1)
            #expect(kernel.ruleset == Ruleset() && waits == waits.sorted())
            #expect(waits.allSatisfy { $0 >= .milliseconds(10) && $0 <= .seconds(1) })
        }
        #expect(boot(11).waits.reduce(.zero, +) == .milliseconds(5_270))
    }

    @Test("it is not tried for ever, and nothing was changed then")
    func ends() {
        let (waits, failure, kernel) = boot(12)
        #expect(failure == Self.lost && waits.count == 11 && kernel.callCounts.observe == 12)
        #expect(kernel.ruleset == nil && kernel.callCounts.apply == 0)
    }

    @Test(
        "what another look does not mend is not tried again",
        arguments: [
            KernelError.notPermitted, .ownedByAnother(table: "martlet", port: 7), .unavailable(Errno(rawValue: 93)),
        ])
    func final(error: KernelError) {
        let (waits, failure, kernel) = boot(1, error)
        #expect(failure == error && waits.isEmpty && kernel.callCounts.observe == 1)
    }

    @Test("whoever is told to end meanwhile waits no longer")
    func impatient() {
        let (waits, failure, kernel) = boot(9) { $0 < 3 }
        #expect(failure == Self.lost && waits.count == 3 && kernel.callCounts.observe == 3)
    }
}
