import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// What an `nft` makes of tables that we wrote, which may be another one than ours were compared with.
@Suite(.requiresKernel)
struct AskedNftTests {
    @Test(arguments: Ownership.allCases)
    func `nft lists every form of ours, and what it lists it loads as the same table`(_ ownership: Ownership) throws {
        try expectReload(EveryForm.ruleset, ownership)
    }

    @Test(
        .requiresOwnedTables,
        .enabled(if: AskedNft.readsBackFlags, "nft before 1.1.0 cannot read back the flags that it lists"),
        arguments: [Ownership.adoptable, .ownerAndPersist])
    func `where nft knows of tables that persist, it loads their flags too`(_ ownership: Ownership) throws {
        try expectReload(EveryForm.ruleset, ownership, withFlags: true)
    }

    @Test func `so it does with random tables`() throws {
        for ruleset in RuleSamples.rulesets(rounds(6, long: 60), "asked nft") { try expectReload(ruleset) }
    }

    /// In another namespace.
    private func expectReload(
        _ ruleset: Ruleset, _ ownership: Ownership = .none, withFlags: Bool = false
    ) throws {
        try Lab.run { lab in
            let kernel = try lab.kernel(ownership)
            try kernel.reach(ruleset)
            let listing = try AskedNft.listing(in: lab.namespace)
            let text = withFlags ? listing : AskedNft.withoutFlags(listing)
            try Lab.run { other in
                try AskedNft.load(text, in: other.namespace)
                let seen = try NetlinkKernel.reading(other)
                #expect(seen == ruleset, "\(text)\n\(seen?.text ?? "none")")
            }
        }
    }
}

extension NetlinkKernel {
    fileprivate static func reading(_ lab: Lab) throws -> Ruleset? {
        try lab.namespace.run { try NetlinkKernel(reading: "martlet") }.observe().ruleset
    }
}
