@testable import NetlinkKernel
import Nftables
import TestSupport
import Testing

@Suite(.requiresKernel)
struct NetlinkKernelTests {
    private func apply(_ wanted: Ruleset?, _ kernel: NetlinkKernel) throws {
        let seen = try kernel.observe()
        var generation = seen.generation
        for phase in try changes(from: seen.ruleset, to: wanted) {
            generation = try kernel.apply(phase, expecting: generation)
        }
    }

    @Test func `a ruleset of every form is read back as it was written`() throws {
        #expect(EveryForm.ruleset.problems == [])
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let kernel = try namespace.run { try NetlinkKernel() }
        try apply(EveryForm.ruleset, kernel)
        let seen = try kernel.observe().ruleset
        #expect(seen?.text == EveryForm.ruleset.text)
        #expect(seen == EveryForm.ruleset)
        #expect(try changes(from: seen, to: EveryForm.ruleset).isEmpty)
        let listed = try namespace.command(["nft", "list", "table", "inet", "martlet"])
        #expect(listed == EveryForm.ruleset.text)
    }

    @Test func `the text of a ruleset loaded by nft is the same ruleset`() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        try namespace.command(["nft", "-f", "-"], input: EveryForm.ruleset.text)
        let kernel = try namespace.run { try NetlinkKernel() }
        let seen = try kernel.observe().ruleset
        #expect(seen?.text == EveryForm.ruleset.text)
        #expect(seen == EveryForm.ruleset)
    }
}
