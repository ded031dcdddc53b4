import Addresses
import Agent
import ClusterSupport
import Daemon
import KubernetesModel
import Nftables
import PolicyEngine
import Synchronization
import TestSupport
import Testing

@testable import Service

@Suite struct BookkeeperTests {
    private let folder: TemporaryFolder
    private let lines = Lines()
    private let board = Board()
    private let heard = Heard()

    init() throws { folder = try TemporaryFolder() }

    @Test("each step goes to the board, the links and the store; what there is to say is said once")
    func steps() throws {
        var books = try books(BootStore(folder.path, table: "martlet"))
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        // Opened before anything is written: who opens it clears away what others are writing.
        let store = try BootStore(folder.path, table: "martlet")
        _ = books.take(core.takeReports(), of: core, now: .seconds(100))
        #expect(board.now.status == core.status)
        #expect(heard.addresses == [[address("10.0.0.1"), address("10.0.0.2")]])
        #expect(heard.words == ["guards 2 pods, 1 of them isolated"])
        let first = core.wanted
        #expect(try Deadline(seconds: 20).waits { try store.ruleset(.last, core.options) == first })
        #expect(try store.ruleset(.deny, core.options) != nil)
        clock.now += .seconds(1)
        _ = core.step(SmallShop.contents([.policy(SmallShop.policy.key, nil)], at: clock.now))
        #expect(books.take(core.takeReports(), of: core, now: .seconds(101)) == .seconds(130))
        #expect(heard.words.last == "guards 2 pods, 0 of them isolated" && heard.words.count == 2)
        books.close()
        #expect(try store.ruleset(.last, core.options) == core.wanted)
    }

    @Test("rules of a pause are not kept: a node that loses its power meanwhile does not start open")
    func pause() throws {
        var books = try books(BootStore(folder.path, table: "martlet"))
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        let guarding = core.wanted
        _ = books.take(core.takeReports(), of: core, now: clock.now)
        clock.now += .seconds(1)
        core.pause(for: .seconds(60))
        _ = core.step()
        #expect(core.wanted != guarding)
        _ = books.take(core.takeReports(), of: core, now: clock.now)
        books.close()
        #expect(try BootStore(folder.path, table: "martlet").ruleset(.last, core.options) == guarding)
        #expect(heard.words.last == "enforces nothing, by choice")
    }

    @Test("where nothing can be kept, that is said and not tried at each step")
    func unwritable() throws {
        let store = try BootStore(folder.path, table: "martlet")
        try Command.output(of: ["rm", "-r", folder.path])
        var books = books(store)
        var core = try SmallShop.guarding()
        #expect(books.take(core.takeReports(), of: core, now: .seconds(100)) == .seconds(130))
        #expect(Deadline(seconds: 20).waits { heard.failureCount == 2 })
        #expect(books.take([], of: core, now: .seconds(101)) == .seconds(130))
        books.close()
        #expect(heard.failureCount == 4)
    }

    @Test("without a store nothing is kept")
    func storeless() throws {
        var books = books(nil)
        var core = try SmallShop.guarding()
        #expect(books.take(core.takeReports(), of: core, now: .seconds(100)) == nil)
        books.close()
    }

    private func books(_ store: BootStore?) -> Bookkeeper {
        let (heard, failures) = (heard, heard.failures)
        let keeper = store.map { BootKeeper($0) { _ in failures.count.add(1, ordering: .relaxed) } }
        return Bookkeeper(
            Journal(log: lines.writer(), board: board), keeper, follow: { heard.addresses.append($0) },
            announce: { heard.words.append($0) })
    }
}

/// What others were told. A class, since closures write it.
private final class Heard {
    var addresses: [Set<IPAddress>] = []
    var words: [String] = []
    let failures = Failures()

    var failureCount: Int { failures.count.load(ordering: .relaxed) }
}

/// How often something could not be kept. A class, since a thread of the keeper counts.
private final class Failures: Sendable { let count = Atomic(0) }
