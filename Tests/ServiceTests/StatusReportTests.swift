import Agent
import ClusterSupport
import JSON
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

@testable import Service

@Suite struct StatusReportTests {
    @Test("before there is an agent it says what is missing")
    func early() {
        let report = Self.report(Board.State(), now: .zero)
        #expect(report["ready"] == .bool(false) && report["version"] == .string("1.2"))
        #expect(report["source"] == .string("API server") && report["node"] == nil)
        #expect(report["problems"]?.text.contains("listed: the cluster was not listed in full yet: away") == true)
        #expect(report["sourceProblem"] == .string("away"))
    }

    @Test("of an agent that guards its node it says how it stands")
    func guarding() throws {
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        var broken = SmallShop.policy
        broken.defects = [Defect(.error, at: "spec", "no policy could say this")]
        clock.now += .seconds(1)
        _ = core.step(SmallShop.contents([.policy(broken.key, broken)], at: clock.now))
        var state = Board.State()
        state.status = core.status
        state.isOwned = true
        state.lastDrift = clock.now - .milliseconds(1_500)
        state.measures.cut = 7
        state.configurationProblem = "a.yaml:3: nodename is no setting"
        let report = Self.report(state, now: clock.now + .milliseconds(20))
        #expect(
            report.text == #"{"version":"1.2","pid":7,"node":"n0","source":"API server","ready":true,"problems":[],"#
                + #""enforcement":"enforce","tableOwned":true,"pods":2,"localPods":2,"isolatedIngress":1,"#
                + #""isolatedEgress":0,"policies":1,"brokenPolicies":["shop/db"],"programmings":2,"#
                + #""lastSyncSecondsAgo":0.020,"lastDriftSecondsAgo":1.520,"connectionsCut":7,"#
                + #""configurationProblem":"a.yaml:3: nodename is no setting"}"#)
    }

    @Test("a pause says how long it goes on")
    func paused() throws {
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        core.pause(for: .seconds(60))
        var state = Board.State()
        state.status = core.status
        #expect(Self.report(state, now: clock.now + .seconds(20))["pausedSeconds"] == .number(40))
        #expect(Self.report(state, now: clock.now + .seconds(90))["pausedSeconds"] == .number(0))
    }

    private static func report(_ board: Board.State, now: Duration) -> JSONValue {
        var board = board
        if board.status == nil { board.sourceProblem = "away" }
        let health = Health(
            now: now, status: board.status, busySince: nil, waitingFor: nil, sourceProblem: board.sourceProblem,
            followsLinks: board.followsLinks, bypasses: [])
        return StatusReport(
            now: now, board: board, health: health, source: "API server", version: "1.2", process: 7
        ).json
    }
}
