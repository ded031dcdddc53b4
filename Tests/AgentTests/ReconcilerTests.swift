import Agent
import Nftables
import TestSupport
import Testing

@Suite struct ReconcilerTests {
    private let wanted: Ruleset = {
        var ruleset = Ruleset()
        ruleset.chains["egress"] = Chain([], base: BaseChain(.forward))
        return ruleset
    }()
    private let first = Generation(rawValue: 1)

    @Test("while nothing is wanted nothing is done, whatever is suspected")
    func idle() {
        var reconciler = Reconciler()
        #expect(reconciler.next(now: .zero) == .rest)
        reconciler.suspect()
        #expect(reconciler.next(now: .zero) == .rest && reconciler.condition == .idle)
    }

    @Test("it looks, commits phase by phase at the generation that it knows, and rests")
    func way() throws {
        let kernel = MemoryKernel()
        var reconciler = Reconciler()
        reconciler.want(wanted)
        #expect(reconciler.next(now: .zero) == .observe)
        reconciler.take(.observed(try kernel.observe()), now: .zero)
        let phases = try changes(from: nil, to: wanted)
        for phase in phases {
            let generation = try kernel.generation()
            #expect(reconciler.next(now: .zero) == .apply(phase, expecting: generation))
            #expect(reconciler.condition == .working)
            reconciler.take(.applied(try kernel.apply(phase, expecting: generation)), now: .zero)
        }
        #expect(reconciler.next(now: .zero) == .rest && reconciler.condition == .inSync)
        #expect(kernel.ruleset == wanted && reconciler.takeReports().isEmpty)
    }

    @Test("what is wanted anew between two phases is planned from where the last one led")
    func replanning() {
        var reconciler = Reconciler()
        reconciler.want(wanted)
        reconciler.take(.observed(Observation(nil, at: first)), now: .zero)
        guard case .apply(let phase, _) = reconciler.next(now: .zero) else {
            Issue.record("nothing to apply")
            return
        }
        reconciler.take(.applied(first.next), now: .zero)
        reconciler.want(phase.result)
        #expect(reconciler.next(now: .zero) == .rest && reconciler.condition == .inSync)
    }

    @Test("a stale generation is asked for anew where changes are heard of, and the table looked at where not")
    func stale() {
        for hears in [true, false] {
            var reconciler = working(hearsOfChanges: hears)
            reconciler.take(.failed(.stale), now: .zero)
            #expect(reconciler.next(now: .zero) == (hears ? .askGeneration : .observe))
            #expect(reconciler.takeReports().isEmpty)
        }
    }

    @Test("five stale tries are answered at once, the sixth is a failure")
    func staleForEver() {
        var reconciler = working(hearsOfChanges: true)
        for _ in 0..<5 {
            reconciler.take(.failed(.stale), now: .zero)
            #expect(reconciler.next(now: .zero) == .askGeneration)
            reconciler.take(.generation(first), now: .zero)
            guard case .apply = reconciler.next(now: .zero) else {
                Issue.record("it should try again")
                return
            }
        }
        reconciler.take(.failed(.stale), now: .zero)
        #expect(reconciler.next(now: .zero) == .wait(until: .milliseconds(10)))
        #expect(reconciler.takeReports() == [.failed(.stale, tries: 1, retryAt: .milliseconds(10))])
    }

    @Test(
        "failures are waited for, twice as long each time, and no longer than five seconds",
        arguments: [
            (KernelError.lost(.noBufferSpace), [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_000, 5_000]),
            (.rejected(.busy), [10, 20, 40]), (.unreadable("x"), [10]),
            (.unavailable(.busy), [1_000, 2_000, 4_000, 5_000]),
            (.notPermitted, [1_000, 2_000]), (.ownedByAnother(table: "martlet", port: 7), [1_000]),
            (.tooLarge(byteCount: 2, limit: 1), [1_000]),
        ])
    func waits(error: KernelError, milliseconds: [Int]) {
        var reconciler = working()
        var now = Duration.zero
        for (index, wait) in milliseconds.enumerated() {
            reconciler.take(.failed(error), now: now)
            let until = now + .milliseconds(wait)
            #expect(reconciler.next(now: now) == .wait(until: until))
            #expect(reconciler.takeReports() == [.failed(error, tries: index + 1, retryAt: until)])
            #expect(reconciler.condition == .failing(reason: "\(error)", tries: index + 1, since: .zero))
            now = until
            #expect(reconciler.next(now: now) == .observe)
        }
    }

    @Test("success behind failures is told, once, and the next failure is a first one again")
    func recovery() {
        var reconciler = working()
        reconciler.take(.failed(.notPermitted), now: .zero)
        _ = reconciler.takeReports()
        reconciler.take(.observed(Observation(nil, at: first)), now: .seconds(1))
        while case .apply = reconciler.next(now: .seconds(1)) {
            reconciler.take(.applied(first), now: .seconds(1))
        }
        #expect(reconciler.takeReports() == [.recovered(tries: 1)])
        reconciler.suspect()
        reconciler.take(.failed(.notPermitted), now: .seconds(2))
        #expect(reconciler.takeReports() == [.failed(.notPermitted, tries: 1, retryAt: .seconds(3))])
    }

    @Test("what is otherwise than it was left is drift, told by what differs, and told once")
    func drift() {
        var reconciler = inSync()
        reconciler.suspect()
        reconciler.suspect()
        reconciler.take(.observed(Observation(nil, at: first)), now: .zero)
        let reports = reconciler.takeReports()
        guard case .drift(let objects) = reports.first, reports.count == 1 else {
            Issue.record("no drift, but \(reports)")
            return
        }
        #expect(objects.map(\.title) == ["table inet martlet", "chain egress"])
        #expect(objects.allSatisfy { $0.presence == .removed })
        reconciler.suspect()
        reconciler.take(.observed(Observation(nil, at: first)), now: .zero)
        #expect(reconciler.takeReports().isEmpty)
    }

    @Test("what was there before anything was known, and what a lost commit may have done, is no drift")
    func noDrift() {
        var reconciler = working()
        reconciler.take(.failed(.lost(.noBufferSpace)), now: .zero)
        reconciler.take(.observed(Observation(wanted, at: first)), now: .seconds(1))
        #expect(reconciler.takeReports() == [.failed(.lost(.noBufferSpace), tries: 1, retryAt: .milliseconds(10))])
    }

    @Test("tables of different names are no way, and tried again later")
    func unplannable() {
        var reconciler = Reconciler()
        reconciler.want(Ruleset(table: "other"))
        reconciler.take(.observed(Observation(wanted, at: first)), now: .zero)
        #expect(reconciler.next(now: .zero) == .wait(until: .seconds(1)))
        #expect(
            reconciler.takeReports() == [
                .unplannable(.otherTable("martlet", wanted: "other"), tries: 1, retryAt: .seconds(1))
            ])
    }

    /// One that is about to commit.
    private func working(hearsOfChanges: Bool = false) -> Reconciler {
        var reconciler = Reconciler(hearsOfChanges: hearsOfChanges)
        reconciler.want(wanted)
        reconciler.take(.observed(Observation(nil, at: first)), now: .zero)
        _ = reconciler.next(now: .zero)
        return reconciler
    }

    private func inSync() -> Reconciler {
        var reconciler = Reconciler()
        reconciler.want(wanted)
        reconciler.take(.observed(Observation(wanted, at: first)), now: .zero)
        _ = reconciler.next(now: .zero)
        return reconciler
    }
}
