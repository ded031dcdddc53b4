import CTestSystem
import Glibc
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Whose the table is, on a kernel that can say so.
@Suite(.requiresKernel)
struct OwnershipTests {
    private static let possible = [Ownership.owner, .ownerAndPersist].filter {
        $0.possible(with: RunningKernel.features) == $0
    }

    private func run(_ lab: Lab, _ text: String) throws -> CommandResult {
        try lab.namespace.run { try Command.run(["nft", "-f", "-"], input: text + "\n") }
    }

    @Test(.requires(.ownedTables), arguments: possible)
    func `a table of ours is left alone by a flush and refused to all others`(_ ownership: Ownership) throws {
        try Lab.run { lab in
            let kernel = try lab.kernel(ownership)
            #expect(kernel.ownership == ownership)
            try kernel.reach(EveryForm.ruleset)
            _ = try run(lab, "flush ruleset")
            #expect(try kernel.observe().ruleset == EveryForm.ruleset)
            for text in ["delete table inet martlet", "add chain inet martlet x", "flush chain inet martlet ingress"] {
                #expect(try run(lab, text).succeeded == false)
            }
            #expect(try kernel.observe().ruleset == EveryForm.ruleset)
            #expect(throws: KernelError.ownedByAnother(table: "martlet", port: kernel.port)) { try lab.kernel() }
            try kernel.reach(Transition.old.named("martlet"))
        }
    }

    @Test(.requires(.persistentTables)) func `somebody who was there before the owner is told whose the table is`()
        throws
    {
        try Lab.run { lab in
            let early = try lab.kernel()
            let owner = try lab.kernel(.ownerAndPersist)
            try owner.reach(Transition.old)
            #expect(throws: KernelError.ownedByAnother(table: "martlet", port: owner.port)) {
                try early.reach(Transition.new)
            }
            let words = KernelError.ownedByAnother(table: "martlet", port: owner.port).description
            #expect(words.contains("belongs to another process") && words.contains(String(owner.port)))
            #expect(try owner.observe().ruleset == Transition.old)
        }
    }

    @Test(.requires(.persistentTables))
    func `a table that persists stays when its owner goes, and the next one adopts it`() throws {
        try Lab.run { lab in
            var first: NetlinkKernel? = try lab.kernel(.ownerAndPersist)
            try first?.reach(Transition.old)
            first = nil
            let next = try lab.kernel(.ownerAndPersist)
            #expect(next.ownership == .ownerAndPersist)
            #expect(try next.observe().ruleset == Transition.old)
            #expect(try run(lab, "delete table inet martlet").succeeded == false)
            try next.reach(Transition.new)
            #expect(try next.observe().ruleset == Transition.new)
        }
    }

    @Test(.requires(.ownedTables)) func `a table that does not persist goes with its owner`() throws {
        try Lab.run { lab in
            let watcher = try lab.kernel()
            var owner: NetlinkKernel? = try lab.kernel(.owner)
            try owner?.reach(Transition.old)
            #expect(try watcher.observe().ruleset != nil)
            owner = nil
            #expect(try watcher.observe().ruleset == nil)
        }
    }

    @Test func `an orphan can be used by somebody who wants no ownership, and flushed`() throws {
        try Lab.run { lab in
            var first: NetlinkKernel? = try lab.kernel(.ownerAndPersist)
            try first?.reach(Transition.old)
            first = nil
            let other = try lab.kernel()
            #expect(other.ownership == .none)
            try other.reach(Transition.new)
            try lab.nft("flush ruleset")
            #expect(try other.observe().ruleset == nil)
        }
    }

    @Test(.requires(.persistentTables)) func `a socket that was handed on stays the owner`() throws {
        try Lab.run { lab in
            var first: NetlinkKernel? = try lab.kernel(.ownerAndPersist)
            try first?.reach(Transition.old)
            let descriptor = try #require(first?.descriptor)
            let port = try #require(first?.port)
            let copy = dup(descriptor)
            first = nil
            #expect(try run(lab, "delete table inet martlet").succeeded == false)
            let next = try NetlinkKernel(ownership: .ownerAndPersist, socket: copy)
            #expect(next.port == port && next.ownership == .ownerAndPersist)
            try next.reach(Transition.new)
            #expect(try next.observe().ruleset == Transition.new)
        }
    }

    @Test func `a table without flags can never be owned, and the kernel says so by its ownership`() throws {
        try Lab.run { lab in
            try lab.nft("add table inet martlet")
            for wanted in [Ownership.owner, .ownerAndPersist] {
                let kernel = try lab.kernel(wanted)
                #expect(kernel.ownership == .none)
            }
            let kernel = try lab.kernel(.ownerAndPersist)
            try kernel.reach(Transition.old)
            #expect(try run(lab, "delete table inet martlet").succeeded)
        }
    }

    @Test(.requires(.persistentTables)) func `a table made adoptable belongs to nobody until somebody adopts it`()
        throws
    {
        try Lab.run { lab in
            let maker = try lab.kernel(.adoptable)
            #expect(maker.ownership == .adoptable)
            try maker.reach(Transition.old)
            let owner = try lab.kernel(.ownerAndPersist)
            #expect(owner.ownership == .ownerAndPersist)
            #expect(try owner.observe().ruleset == Transition.old)
            #expect(throws: KernelError.ownedByAnother(table: "martlet", port: owner.port)) {
                try maker.reach(Transition.new)
            }
        }
    }

    @Test func `what a kernel cannot do is not wanted of it`() {
        #expect(Ownership.ownerAndPersist.possible(with: [.inetTables]) == .none)
        #expect(Ownership.ownerAndPersist.possible(with: [.ownedTables]) == .none)
        #expect(Ownership.owner.possible(with: [.ownedTables]) == .owner)
        #expect(Ownership.adoptable.possible(with: [.ownedTables]) == .none)
        #expect(Ownership.adoptable.possible(with: [.persistentTables]) == .adoptable)
        #expect(Ownership.none.possible(with: [.ownedTables, .persistentTables]) == .none)
        #expect(Ownership.allCases.map(\.flags) == [0, 4, 2, 6])
        #expect(Ownership.allCases.map(\.isOurs) == [false, false, true, true])
    }
}
