import Addresses
import ClusterSupport
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

/// The compiled rules against the judge, who shares nothing with the compiler.
@Suite struct JudgeAgreementTests {
    private static let flowCount = 2000

    @Test("every packet of a random cluster fares as the judge says", arguments: 0..<UInt64(4))
    func agrees(_ part: UInt64) throws {
        let clusterCount = UInt64(rounds(10, long: 80))
        for seed in part * clusterCount..<(part + 1) * clusterCount {
            let trial = Trial(seed: seed)
            #expect(trial.ruleset.problems == [], "seed \(seed)")
            if let flow = trial.disagreement(trial.ruleset, flowCount: Self.flowCount) {
                let judgement = Judge(trial.cluster).judge(flow)
                let trace = PacketTracer(trial.ruleset).trace(trial.view.packet(flow))
                Issue.record("seed \(seed): \(judgement.text)\n\(trace.text)")
                return
            }
        }
    }

    @Test("a mistake in any form of rule is seen", arguments: RulesetMutation.allCases)
    func seesMistakes(_ mutation: RulesetMutation) {
        let isSeen = (0..<UInt64(60)).contains { seed in
            let trial = Trial(seed: seed)
            guard let mutant = mutation.applied(to: trial.ruleset) else { return false }
            return trial.disagreement(mutant, flowCount: Self.flowCount) != nil
        }
        #expect(isSeen)
    }

    @Test("all that policies can say comes up, and decides")
    func reachesEverything() {
        var reached: [PolicyFeature: Int] = [:]
        for seed in 0..<UInt64(rounds(30, long: 40)) {
            let trial = Trial(seed: seed)
            for feature in PolicyFeature.decisive(in: trial.cluster, trial.flows(500)) {
                reached[feature, default: 0] += 1
            }
            for feature in PolicyFeature.forms(of: trial.ruleset) { reached[feature, default: 0] += 1 }
        }
        let missing = PolicyFeature.allCases.filter { reached[$0, default: 0] < 2 }
        #expect(missing == [])
    }
}

/// A random cluster with its rules and flows.
private struct Trial {
    let cluster: Cluster
    let ruleset: Ruleset
    let view: NodeView
    private let random: SeededGenerator

    init(seed: UInt64) {
        var generator = ClusterGenerator(SeededGenerator(seed: seed))
        cluster = generator.cluster()
        ruleset = PolicyCompiler().ruleset(of: Resolver.policy(of: ClusterGenerator.node, in: cluster))
        view = NodeView(cluster)
        random = generator.random
    }

    func flows(_ count: Int) -> [Flow] {
        var random = random
        let flows = FlowGenerator(cluster)
        return (0..<count).map { _ in flows.flow(&random) }
    }

    /// The first flow that fares otherwise than the judge says.
    func disagreement(_ ruleset: Ruleset, flowCount: Int) -> Flow? {
        let tracer = PacketTracer(ruleset)
        return flows(flowCount).first { (tracer.verdict(view.packet($0)) == .accepted) != view.lets($0) }
    }
}
