import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

/// The large clusters that benchmarks and tests share.
@Suite struct TownClusterTests {
    private static let size = sized { size in
        size.largeNamespacePodCount = 20
        size.isDualStack = true
    }

    private static func sized(_ change: (inout ClusterSize) -> Void) -> ClusterSize {
        var size = ClusterSize(podCount: 400, namespaceCount: 20, policyCount: 230, localPodCount: 40)
        change(&size)
        return size
    }

    @Test("the same seed makes the same objects, each by itself too, and another seed makes others")
    func repeats() {
        let (first, second, other) = (TownCluster(Self.size), TownCluster(Self.size), TownCluster(Self.size, seed: 2))
        #expect(first.events == second.events && first.events != other.events)
        #expect(first.pods[77] == second.pod(77) && first.policies[201] == second.policy(201))
        #expect(first.pod(77, generation: 1).labels == first.pod(77).labels)
        #expect(first.pod(77, generation: 1).key != first.pod(77).key)
        #expect(!first.pods.map(\.addresses).contains(first.pod(77, generation: 1).addresses))
    }

    @Test("there is as much of everything as was asked for")
    func sizes() {
        let town = TownCluster(Self.size)
        let cluster = town.cluster
        #expect(cluster.pods.count == 400 && cluster.namespaces.count == 21 && cluster.policyCount == 230)
        #expect(cluster.nodes.count == town.nodeCount && cluster.isComplete && cluster.contestedAddresses.isEmpty)
        #expect(cluster.pods(on: TownCluster.node).count == 40)
        #expect(town.pods.filter { $0.key.namespace == TownCluster.largeNamespace }.count == 20)
        #expect(town.pods.allSatisfy { cluster.namespaces[$0.key.namespace] != nil && $0.addresses.count == 2 })
        #expect(town.policies.allSatisfy { cluster.namespaces[$0.key.namespace] != nil && $0.defects.isEmpty })
        let large = Self.sized { size in
            size.blocksPerRule = 300
            size.exceptsPerBlock = 4
            size.peersPerRule = 5
        }
        let rules = TownCluster(large).policies.flatMap { ($0.ingress ?? []) + ($0.egress ?? []) }
        #expect(Set(rules.map(\.peers.count)) == [1, 5, 300])
        #expect(Set(rules.flatMap(\.peers).map(Self.exceptCount)) == [0, 4])
    }

    private static func exceptCount(_ peer: PolicyPeer) -> Int {
        if case .block(let block) = peer { block.except.count } else { 0 }
    }

    @Test("every kind of policy is there, and every namespace is isolated first")
    func patterns() {
        let town = TownCluster(Self.size)
        let patterns = (0..<Self.size.policyCount).map { town.pattern(ofPolicy: $0) }
        #expect(Set(patterns) == Set(PolicyPattern.allCases))
        #expect(patterns[..<20].allSatisfy { [.denyIngress, .denyEgress, .denyBoth].contains($0) })
    }

    @Test("what a policy of each kind allows passes, and the compiled rules fare as the judge says")
    func allows() {
        let town = TownCluster(Self.size)
        let cluster = town.cluster
        let ruleset = PolicyCompiler().ruleset(of: Resolver.policy(of: TownCluster.node, in: cluster))
        #expect(ruleset.problems == [])
        let (view, judge, tracer) = (NodeView(cluster, node: TownCluster.node), Judge(cluster), PacketTracer(ruleset))
        let allowed = TownFlows(town).allowed
        for (pattern, direction, flow) in allowed {
            let judgement = judge.judge(flow)
            let verdict = direction == .ingress ? judgement.ingress : judgement.egress
            #expect(verdict.isAllowed, "\(pattern): \(judgement.text)")
        }
        let allowances = Set(PolicyPattern.allCases.filter { !$0.rawValue.hasPrefix("default-deny") })
        #expect(Set(allowed.map(\.pattern)) == allowances)
        let flows = allowed.map(\.flow)
        for flow in flows + flows.map(Self.otherPort) + flows.map(Self.turned) {
            #expect((tracer.verdict(view.packet(flow)) == .accepted) == view.lets(flow), "\(judge.judge(flow).text)")
        }
    }

    private static func otherPort(_ flow: Flow) -> Flow {
        guard case .port(let transport, let port) = flow.traffic else { return flow }
        return Flow(from: flow.source, to: flow.destination, .port(transport, port + 1))
    }

    private static func turned(_ flow: Flow) -> Flow { Flow(from: flow.destination, to: flow.source, flow.traffic) }
}

/// For each policy of the node's pods a flow in each direction that its first rule allows.
private struct TownFlows {
    /// The flows, each with what the policy is there for and the direction in which it is one of the node's pods.
    private(set) var allowed: [(pattern: PolicyPattern, direction: Direction, flow: Flow)] = []
    private let pods: [Pod]
    private let namespaces: [String: Namespace]

    init(_ town: TownCluster) {
        pods = town.pods.filter { $0.phase != .finished }
        namespaces = Dictionary(town.namespaces.map { ($0.name, $0) }) { first, _ in first }
        for (number, policy) in town.policies.enumerated() {
            let own = pods.first {
                $0.node == TownCluster.node && $0.key.namespace == policy.key.namespace
                    && policy.podSelector.matches($0.labels)
            }
            guard let own else { continue }
            for direction in Direction.allCases {
                guard let rule = policy.rules(direction)?.first, let peer = rule.peers.first else { continue }
                guard let flow = flow(own, direction, peer, rule.ports.first) else { continue }
                allowed.append((town.pattern(ofPolicy: number), direction, flow))
            }
        }
    }

    private func flow(_ own: Pod, _ direction: Direction, _ peer: PolicyPeer, _ port: PolicyPort?) -> Flow? {
        let other: (address: IPAddress, pod: Pod?)?
        switch peer {
        case .pods(let selector, let namespaces):
            let found = pods.first { pod in
                pod.key != own.key && selector.matches(pod.labels)
                    && (namespaces.map { $0.matches(self.namespaces[pod.key.namespace]?.labels ?? [:]) }
                        ?? (pod.key.namespace == own.key.namespace))
            }
            other = found.map { ($0.addresses[0], $0) }
        case .block(let block): other = (IPAddress(ipv4: UInt32(block.cidr.first.bits) + 32), nil)
        }
        guard let other else { return nil }
        let (source, destination) =
            direction == .ingress ? (other.address, own.addresses[0]) : (own.addresses[0], other.address)
        let served = direction == .ingress ? own : other.pod
        return Flow(from: source, to: destination, traffic(port, at: served))
    }

    private func traffic(_ port: PolicyPort?, at pod: Pod?) -> Traffic {
        switch port?.port {
        case .numbers(let range)?: .port(port?.transport ?? .tcp, range.lower)
        case .named(let name)?: .port(.tcp, pod?.ports.first { $0.name == name }?.number ?? 1)
        case .any?, nil: .port(.tcp, 80)
        }
    }
}
