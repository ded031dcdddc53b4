import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// From an event of the cluster to the changes that are ready to be sent, and how that grows with the cluster.
enum PolicyGroup {
    private static let podCount = 100_000

    /// All rows of this group.
    static func rows(_ options: Options) throws -> [Row] {
        let large = BenchCluster(podCount: podCount, policyCount: 5_000, largeCount: 1_000)
        var load = 0.0
        var node = NodeRules()
        load = Clock.timeOnCore { node.load(large) }
        let first = Clock.timeOnCore { node.compile() }
        let held = Memory.resetPeak()
        try node.check(isolatedCount: 100)
        var small = NodeRules()
        small.load(BenchCluster(podCount: 1_100, policyCount: 55, largeCount: 0))
        small.compile()
        try small.check(isolatedCount: 100)
        let rounds = options.rounds(400, quick: 100)
        let elsewhere = try node.timesOfPods(rounds)
        return [
            Row(name: "policy: 100,000 pods put into a cluster", ours: Samples([load])),
            Row(
                name: "policy: first compile at 100,000 pods", ours: Samples([first]),
                target: .atMost(nanoseconds: 1.5e9)),
            Row(
                name: "policy: the process at 100,000 pods, beside 1 KB each", ours: Samples([Double(held)]),
                baseline: Samples([Double(podCount) * 1024]), unit: .size, target: .costAtMost(1)),
            Row(name: "policy: a pod elsewhere", ours: elsewhere, target: .atMost(nanoseconds: 1e6)),
            Row(
                name: "policy: a pod elsewhere, beside 1,100 pods", ours: elsewhere,
                baseline: try small.timesOfPods(rounds), target: .costAtMost(1.5)),
            Row(
                name: "policy: labels of a namespace of 1,000 pods", ours: try node.timesOfLabels(rounds / 10),
                target: .atMost(nanoseconds: 2e7)),
            Row(
                name: "policy: a policy of local pods", ours: try node.timesOfPolicies(rounds / 10),
                target: .atMost(nanoseconds: 1e7)),
        ]
    }
}

/// One node's rules as they follow the cluster.
private struct NodeRules {
    private var shape = BenchCluster(podCount: 0, policyCount: 0, largeCount: 0)
    private var cluster = Cluster()
    private var resolver = Resolver(node: BenchCluster.node)
    private let compiler = PolicyCompiler()
    private var compilation: Compilation?
    private var planner = Planner()
    private var waiting = ClusterChanges()

    mutating func load(_ shape: BenchCluster) {
        self.shape = shape
        for event in [ClusterEvent.namespaces(shape.namespaces), .pods(shape.pods), .policies(shape.policies)] {
            waiting.append(cluster.apply(event))
        }
    }

    mutating func compile() {
        compilation = compiler.compile(resolver.update(cluster, waiting), after: compilation)
        waiting = ClusterChanges()
    }

    /// How long it takes until the changes that an event makes are ready; they must be some.
    private mutating func time(_ event: ClusterEvent) throws -> Double {
        let before = compilation?.ruleset
        var phases: [Phase] = []
        let time = try Clock.timeOnCore {
            waiting.append(cluster.apply(event))
            compile()
            phases = try planner.changes(from: before, to: compilation?.ruleset)
        }
        if phases.isEmpty { throw BenchError.command("an event changed nothing") }
        return time
    }

    /// Pods that come and go elsewhere in namespaces that local rules ask about.
    mutating func timesOfPods(_ rounds: Int) throws -> Samples {
        try Clock.samples(rounds: rounds) { round in
            let pod = shape.pod(round / 2 % 20, 10 + round / 2 % 40)
            return try time(.pod(pod.key, round.isMultiple(of: 2) ? nil : pod))
        }
    }

    mutating func timesOfLabels(_ rounds: Int) throws -> Samples {
        try Clock.samples(rounds: rounds) { round in
            let labels: Labels = ["team": round.isMultiple(of: 2) ? "none" : "t1"]
            return try time(.namespace(BenchCluster.large, Namespace(BenchCluster.large, labels: labels)))
        }
    }

    mutating func timesOfPolicies(_ rounds: Int) throws -> Samples {
        try Clock.samples(rounds: rounds) { round in
            let policy = shape.policy(round % 20, 7, extraPort: UInt16(round / 20 + 1))
            return try time(.policy(policy.key, policy))
        }
    }

    /// Whether the rules are those of so many isolated pods.
    func check(isolatedCount: Int) throws {
        let count = compilation?.ruleset.maps["ingress-pods-ipv4"]?.verdicts.count ?? 0
        if count != isolatedCount { throw BenchError.command("\(count) pods are isolated, not \(isolatedCount)") }
        let scratch = compiler.ruleset(of: Resolver.policy(of: BenchCluster.node, in: cluster))
        if scratch != compilation?.ruleset { throw BenchError.command("the rules are not those of the cluster") }
    }
}
