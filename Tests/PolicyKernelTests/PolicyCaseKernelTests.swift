import PolicyCases
import TestSupport
import Testing

/// The cases' tables against real packets through the real kernel.
@Suite(.requiresKernel) struct PolicyCaseKernelTests {
    private static let wrongMax = 5

    @Test("real packets fare as the table of each case says, after every step", arguments: CaseRun.all)
    func cases(_ run: CaseRun) throws {
        let lab = try CaseLab(run.joining, run.families)
        for policyCase in run.cases where lab.wrongCount < Self.wrongMax { try lab.check(policyCase) }
        try lab.checkOpen("after all")
        // What a test says of nothing it says of everything.
        #expect(lab.counts.attempts > 400 * run.cases.count && lab.counts.denied > 10 * run.cases.count)
    }

    @Test("pods on a bridge are tested too", .requiresBridgeFilter)
    func bridgesAreTested() {
        #expect(CaseRun.all.contains { $0.joining == .bridged })
    }

    @Test("the usual run has sixty cases at least, the long one all")
    func counts() {
        let routed = CaseRun.all.filter { $0.joining == .routed && $0.families.count == 2 }
        #expect(routed.map(\.cases.count).reduce(0, +) >= (runsLongTests ? PolicyCase.all.count : 60))
    }
}
