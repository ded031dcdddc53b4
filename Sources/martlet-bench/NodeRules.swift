import Addresses
import Benchmarks
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// The rules of one node as they follow a cluster, from events to the changes that are ready to be sent.
struct NodeRules {
    /// What the cluster was made of.
    let town: TownCluster
    private(set) var cluster = Cluster()
    private var resolver = Resolver(node: TownCluster.node)
    private let compiler = PolicyCompiler()
    private var compilation: Compilation?
    private var planner = Planner()
    private var waiting = ClusterChanges()

    /// What one event took.
    struct Reaction {
        /// All of it.
        let total: Double
        /// Of it finding out what differs.
        let planning: Double
    }

    /// The rules of a node that has heard nothing yet.
    init(_ town: TownCluster) { self.town = town }

    /// The rules, once they were compiled.
    var ruleset: Ruleset? { compilation?.ruleset }

    /// Takes lists or single events.
    mutating func hear(_ events: [ClusterEvent]) {
        for event in events { waiting.append(cluster.apply(event)) }
    }

    /// Compiles what was heard.
    mutating func compile() {
        compilation = compiler.compile(resolver.update(cluster, waiting), after: compilation)
        waiting = ClusterChanges()
    }

    /// How long it takes until the changes that an event makes are ready; `nil` where it changes nothing here.
    mutating func time(_ event: ClusterEvent) throws -> Reaction? {
        let before = compilation?.ruleset
        var phases: [Phase] = []
        let compiling = Clock.timeOnCore {
            waiting.append(cluster.apply(event))
            compile()
        }
        let planning = try Clock.timeOnCore { phases = try planner.changes(from: before, to: compilation?.ruleset) }
        return phases.isEmpty ? nil : Reaction(total: compiling + planning, planning: planning)
    }

    /// Pods that come and go elsewhere: so many events that change rules of this node, of so many more that do not.
    mutating func reactionsToPods(_ count: Int) throws -> [Reaction] {
        var reactions: [Reaction] = []
        // Behind the local ones, and of the first namespaces, which local rules ask about most.
        let first = town.size.namespaceCount * town.size.localPerNamespace
        for number in first..<town.size.podCount where reactions.count <= count {
            let pod = town.pod(number)
            guard pod.phase != .finished, pod.key.namespace != TownCluster.largeNamespace else { continue }
            for event in [ClusterEvent.pod(pod.key, nil), .pod(pod.key, pod)] {
                if let reaction = try time(event) { reactions.append(reaction) }
            }
        }
        guard reactions.count > count else { throw BenchError.command("\(reactions.count) pods mattered to the node") }
        return Array(reactions[1...count])
    }

    /// A pod elsewhere that local rules speak of.
    mutating func podThatMatters() throws -> Pod {
        let first = town.size.namespaceCount * town.size.localPerNamespace
        for number in first..<town.size.podCount {
            let pod = town.pod(number)
            let matters = try time(.pod(pod.key, nil)) != nil
            hear([.pod(pod.key, pod)])
            compile()
            if matters { return pod }
        }
        throw BenchError.command("no pod matters to the node")
    }

    /// A policy of local pods that opens another port each time.
    mutating func timesOfPolicies(_ rounds: Int) throws -> Samples {
        let namespaces = town.namespaces.map(\.name)
        return try Clock.samples(rounds: rounds) { round in
            let key = ObjectKey(namespaces[3 + round % 15], "changing")
            let port = PolicyPort(.tcp, .numbers(PortRange(UInt16(9000 + round))))
            let rule = PolicyRule([.pods(LabelSelector(matching: ["tier": "front"]), namespaces: nil)], ports: [port])
            guard let reaction = try time(.policy(key, NetworkPolicy(key, ingress: [rule]))) else {
                throw BenchError.command("a policy changed nothing")
            }
            return reaction.total
        }
    }

    /// The large namespace joins a team whose namespaces local rules let in, and leaves it.
    mutating func timesOfLabels(_ rounds: Int) throws -> Samples {
        let team = try teamThatIsLetIn()
        return try Clock.samples(rounds: rounds) { round in
            let labels: Labels = ["team": round.isMultiple(of: 2) ? team : "batch"]
            let namespace = Namespace(TownCluster.largeNamespace, labels: labels)
            guard let reaction = try time(.namespace(namespace.name, namespace)) else {
                throw BenchError.command("labels changed nothing")
            }
            return reaction.total
        }
    }

    private func teamThatIsLetIn() throws -> String {
        let local = Set(cluster.pods(on: TownCluster.node).map(\.namespace))
        let policies = cluster.policies.filter { local.contains($0.key.namespace) }
        for policy in policies where policy.key.name.hasPrefix(PolicyPattern.teams.rawValue) {
            guard case .pods(_, let namespaces?)? = policy.ingress?.first?.peers.first else { continue }
            if case .in(let teams)? = namespaces.requirements.first?.condition, let team = teams.first { return team }
        }
        throw BenchError.command("no policy of local pods lets a team in")
    }

    /// Whether the rules isolate whom the policies isolate, and are those that come of the cluster as a whole.
    func check() throws {
        let isolated = cluster.pods(on: TownCluster.node).filter { key in
            cluster.policies(in: key.namespace).values.contains { policy in
                policy.ingress != nil && policy.podSelector.matches(cluster.pods[key]?.labels ?? [:])
            }
        }
        let count = ruleset?.maps["ingress-pods-ipv4"]?.verdicts.count ?? 0
        guard count == isolated.count, count > 0 else {
            throw BenchError.command("\(count) pods are isolated, not \(isolated.count)")
        }
        guard compiler.ruleset(of: Resolver.policy(of: TownCluster.node, in: cluster)) == ruleset else {
            throw BenchError.command("the rules are not those of the cluster")
        }
    }
}
