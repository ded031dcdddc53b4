import Addresses
import Nftables
import Testing

@testable import TestSupport

@Suite struct MemoryKernelTests {
    private let drop = Ruleset(table: "martlet")

    @Test("fails the calls it was told to fail, before the commit or behind it")
    func faults() throws {
        let phases = try changes(from: nil, to: drop)
        let before = MemoryKernel(faults: [.init(.apply, number: 1, .lost(.noBufferSpace))])
        #expect(throws: KernelError.lost(.noBufferSpace)) {
            try before.apply(phases[0], expecting: before.observe().generation)
        }
        #expect(before.ruleset == nil)
        let behind = MemoryKernel(faults: [.init(.apply, number: 1, .lost(.noBufferSpace), isCommitted: true)])
        #expect(throws: KernelError.lost(.noBufferSpace)) {
            try behind.apply(phases[0], expecting: behind.observe().generation)
        }
        #expect(behind.ruleset == drop)
        let blind = MemoryKernel(faults: [.init(.observe, number: 2, .notPermitted)])
        _ = try blind.observe()
        #expect(throws: KernelError.notPermitted) { try blind.observe() }
        #expect(try blind.observe().ruleset == nil)
    }

    @Test("is stale where others committed meanwhile, and does nothing then")
    func stale() throws {
        let kernel = MemoryKernel()
        let seen = try kernel.observe()
        kernel.commitByOthers()
        #expect(throws: KernelError.stale) {
            try kernel.apply(changes(from: nil, to: drop)[0], expecting: seen.generation)
        }
        #expect(kernel.ruleset == nil)
        #expect(kernel.callCounts.apply == 1)
    }
}

@Suite struct KernelConformanceTests {
    @Test("the kernel made of values is like the real one", arguments: KernelConformance.cases)
    func memory(_ conformance: KernelConformance) throws { try conformance.run(MemoryKernel()) }
}
