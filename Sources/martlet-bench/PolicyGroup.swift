import Benchmarks
import ClusterSupport
import KubernetesModel

/// From an event of the cluster to the changes that are ready to be sent, in a large cluster beside a small one.
enum PolicyGroup {
    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let podCount = options.isQuick ? 20_000 : 100_000
        var size = ClusterSize(podCount: podCount)
        size.largeNamespacePodCount = 1_000
        var node = NodeRules(TownCluster(size))
        let events = node.town.events
        let load = Clock.timeOnCore { node.hear(events) }
        let first = Clock.timeOnCore { node.compile() }
        try node.check()
        var small = NodeRules(TownCluster(ClusterSize(podCount: 2_000)))
        small.hear(small.town.events)
        small.compile()
        try small.check()
        let rounds = options.rounds(200, quick: 50)
        let elsewhere = Samples(try node.reactionsToPods(rounds).map(\.total))
        let beside = Samples(try small.reactionsToPods(rounds).map(\.total))
        let rows = [
            Row(name: "policy: \(podCount) pods put into a cluster", ours: Samples([load])),
            Row(name: "policy: first compile at \(podCount) pods", ours: Samples([first]), target: .atMost(1.5e9)),
            Row(name: "policy: a pod elsewhere", ours: elsewhere, target: .atMost(1e6)),
            Row(
                name: "  beside a cluster of 2,000 pods", ours: elsewhere, baseline: beside, inTurn: false,
                target: .costAtMost(1.5)),
            Row(
                name: "policy: labels of a namespace of 1,000 pods", ours: try node.timesOfLabels(rounds / 5),
                target: .atMost(2e7)),
            Row(
                name: "policy: a policy of local pods", ours: try node.timesOfPolicies(rounds / 5),
                target: .atMost(1e7)),
        ]
        try node.check()
        try small.check()
        return rows
    }
}
