import NetlinkKernel
import Nftables
import TestSupport
import Testing

/// Changes under a flood of packets: the sender on one processor, the committer on another.
@Suite(.requiresKernel, .serialized)
struct FloodTests {
    /// So many changes of each kind count, each with at least ``packetsMin`` packets sent while it was under way.
    private static let changesWanted = rounds(20, long: 100)
    private static let packetsMin: UInt64 = 100

    @Test(arguments: FloodScenario.all)
    func `no packet gets a wrong answer while rules change`(_ scenario: FloodScenario) throws {
        let report = try Flooding(scenario).run(
            changes: Self.changesWanted, packetsMin: Self.packetsMin, secondsMax: 240)
        print(report)
        #expect(report.changes >= Self.changesWanted)
        #expect(report.lostByCounter == 0)
        #expect(report.leaked == [], "both rulesets forbid these")
        if !scenario.mayLose { #expect(report.missingCount <= scenario.lossMax, "both allow \(report.missing)") }
        #expect(report.forbiddenSent > 0 && report.allowedSent > 0, "the scenario has packets of both kinds")
    }

    /// The test of the test: the same changes in one batch each do leak and do lose.
    @Test func `the same changes squeezed into one batch are caught`() throws {
        let leaking = try Flooding(.mapElementRepointed, isSqueezed: true).run(
            changes: 20_000, packetsMin: 1, secondsMax: 90, until: { leaked, _ in leaked > 0 })
        print("squeezed: \(leaking)")
        #expect(leaking.leaked != [])
        let losing = try Flooding(.intervalSetReplaced, isSqueezed: true).run(
            changes: 20_000, packetsMin: 1, secondsMax: 90, until: { _, missing in missing > 0 })
        print("squeezed: \(losing)")
        #expect(losing.missing != [])
    }
}
