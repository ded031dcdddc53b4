import Addresses
import Agent
import ClusterSupport
import Nftables
import PolicyEngine
import Synchronization
import TestSupport
import Testing

@testable import Service

@Suite struct BootKeeperTests {
    private let folder: TemporaryFolder
    private let options = AgentOptions(node: "n0")

    init() throws { folder = try TemporaryFolder() }

    @Test("after a change nothing is written for half a minute, unless this is the end")
    func pacing() throws {
        let (keeper, store) = (BootKeeper(try open()) { Issue.record($0) }, try open())
        let (one, other) = (try Self.ruleset(), Ruleset())
        #expect(keeper.due(now: .zero) == nil)
        keeper.note(one)
        #expect(keeper.due(now: .zero) == .zero)
        keeper.write(now: .seconds(1))
        try rest(keeper)
        #expect(try store.ruleset(.last, options) == one)
        keeper.note(other)
        #expect(keeper.due(now: .seconds(2)) == .seconds(31))
        keeper.write(now: .seconds(30))
        #expect(keeper.due(now: .seconds(30)) == .seconds(31))
        #expect(try store.ruleset(.last, options) == one)
        keeper.write(now: .seconds(31))
        try rest(keeper)
        #expect(try store.ruleset(.last, options) == other)
        keeper.note(one)
        keeper.finish()
        #expect(try store.ruleset(.last, options) == one)
    }

    @Test("the ranges of a node's pods are written as soon as they are known or change, and only then")
    func ranges() throws {
        let (keeper, store) = (BootKeeper(try open()) { Issue.record($0) }, try open())
        keeper.note(AddressRanges())
        #expect(keeper.due(now: .zero) == nil)
        keeper.note(try Self.ruleset())
        keeper.write(now: .seconds(1))
        try rest(keeper)
        for (second, text) in [(2, "10.0.0.0/24"), (3, "10.9.0.0/24")] {
            let now = Duration.seconds(second)
            keeper.note(AddressRanges([cidr(text)]))
            #expect(try #require(keeper.due(now: now)) <= now)
            keeper.write(now: now)
            try rest(keeper)
            var chosen = options
            chosen.podRanges = AddressRanges([cidr(text)])
            #expect(try store.ruleset(.deny, options) == store.ruleset(.deny, chosen))
            keeper.note(AddressRanges([cidr(text)]))
            #expect(keeper.due(now: now) == nil)
        }
    }

    @Test("what could not be written is tried again after a rest")
    func failures() throws {
        let failures = Mutex(0)
        let keeper = BootKeeper(try open()) { _ in failures.withLock { $0 += 1 } }
        try Command.output(of: ["rm", "-r", folder.path])
        let ruleset = try Self.ruleset()
        keeper.note(ruleset)
        keeper.note(AddressRanges([cidr("10.0.0.0/24")]))
        keeper.write(now: .seconds(1))
        try #require(Deadline(seconds: 20).waits { failures.withLock { $0 } == 2 })
        #expect(keeper.due(now: .zero) == .seconds(31))
        let store = try open()
        try #require(
            Deadline(seconds: 20).waits {
                keeper.write(now: .seconds(31))
                return keeper.due(now: .zero) == nil
            })
        #expect(try store.ruleset(.last, options) == ruleset)
        #expect(try store.ruleset(.deny, options) != nil)
    }

    private func open() throws -> BootStore { try BootStore(folder.path, table: "martlet") }

    /// Waits until nothing is left to be written.
    private func rest(_ keeper: BootKeeper) throws {
        try #require(Deadline(seconds: 20).waits { keeper.due(now: .zero) == nil })
    }

    private static func ruleset() throws -> Ruleset { try #require(try SmallShop.guarding().wanted) }
}
