import Addresses
import ClusterSupport
import KubernetesModel
import PolicyCases
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct PolicyReachTests {
    @Test("says what the judge says between any two addresses of random clusters", arguments: 0..<4)
    func agrees(_ part: Int) {
        for seed in 0..<UInt64(rounds(25, long: 100)) {
            var generator = ClusterGenerator(SeededGenerator(seed: UInt64(part) << 32 | seed))
            let cluster = generator.cluster()
            #expect(Self.disagreement(cluster) == nil, "part \(part), seed \(seed)")
        }
    }

    @Test("says what the judge says in every case that is written down")
    func cases() {
        for policyCase in PolicyCase.all {
            var cluster = Cluster()
            for event in CaseWorld.events + policyCase.steps.flatMap(\.changes) { cluster.apply(event) }
            #expect(Self.disagreement(cluster) == nil, "\(policyCase)")
        }
    }

    @Test("a pod with the address of a node is told from others, and so are the pods on that node")
    func nodeAddress() {
        var cluster = Cluster()
        let pods = [("a", "n1", "10.0.0.1"), ("b", "n2", "10.0.0.2"), ("c", "n2", "192.168.0.1")].map {
            name, node, ip in
            Pod(ObjectKey("shop", name), node: node, addresses: [address(ip)])
        }
        cluster.apply(.nodes([Node("n1", addresses: [address("192.168.0.1")])]))
        cluster.apply(.pods(pods))
        let key = ObjectKey("shop", "deny")
        cluster.apply(.policy(key, NetworkPolicy(key, ingress: [])))
        let reach = PolicyReach(cluster)
        #expect(reach.reach(from: address("192.168.0.1"), to: address("10.0.0.1")) == .everything)
        #expect(reach.reach(from: address("192.168.0.1"), to: address("10.0.0.2")) == .nothing)
        #expect(reach.kind(of: address("10.0.0.1")) != reach.kind(of: address("10.0.0.2")))
        let silent = ObjectKey("shop", "silent")
        cluster.apply(.policy(silent, NetworkPolicy(silent, egress: [])))
        #expect(Self.disagreement(cluster) == nil)
    }

    @Test("labels and port names that no policy asks about make no kinds of their own")
    func kinds() {
        var cluster = Cluster()
        for number in 0..<100 {
            let key = ObjectKey("shop", "db-\(number)")
            let labels: Labels = ["app": "db", "statefulset.kubernetes.io/pod-name": key.name]
            let pod = Pod(
                key, labels: labels, addresses: [IPAddress(ipv4: 0x0A00_0001 + UInt32(number))],
                ports: [.init("p\(number)", .tcp, 80)])
            cluster.apply(.pod(key, pod))
        }
        let key = ObjectKey("shop", "db")
        let selector = LabelSelector(matching: ["app": "db"])
        cluster.apply(.policy(key, NetworkPolicy(key, podSelector: selector, ingress: [])))
        let reach = PolicyReach(cluster)
        #expect(Set(cluster.pods.values.flatMap(\.addresses).map { reach.kind(of: $0) }).count == 1)
    }

    /// The first two addresses between which it says something else than the judge, among all and those outside.
    private static func disagreement(_ cluster: Cluster) -> String? {
        let (reach, judge) = (PolicyReach(cluster), Judge(cluster))
        let outside = IPFamily.allCases.flatMap { reach.cells.ranges($0) }.flatMap { [$0.lowerBound, $0.upperBound] }
        let pods = cluster.pods.values.flatMap(\.addresses)
        let ends = Set(pods + outside + cluster.nodes.values.flatMap(\.addresses)).sorted()
        let kinds = Dictionary(grouping: ends) { reach.kind(of: $0) }
        for source in ends {
            for destination in ends where source.family == destination.family {
                let (said, expected) = (
                    reach.reach(from: source, to: destination), judge.reach(from: source, to: destination)
                )
                if said != expected { return "\(source) to \(destination): \(said), not \(expected)" }
            }
        }
        let nodes = cluster.nodes.values.flatMap(\.addresses)
        return kindDisagreement(
            kinds.mapValues { $0.filter { cluster.owner(of: $0) != nil } }, judge,
            ends.filter { cluster.owner(of: $0) != nil || !nodes.contains($0) })
    }

    /// The first two pods of a kind that fare otherwise towards a third end.
    private static func kindDisagreement(
        _ kinds: [Int: [IPAddress]], _ judge: Judge, _ ends: [IPAddress]
    ) -> String? {
        for alike in kinds.values {
            guard let first = alike.first else { continue }
            for second in alike.dropFirst() {
                for end in ends where end != first && end != second && end.family == first.family {
                    let isLike =
                        judge.reach(from: first, to: end) == judge.reach(from: second, to: end)
                        && judge.reach(from: end, to: first) == judge.reach(from: end, to: second)
                    if !isLike { return "\(first) and \(second) are no kind, seen from \(end)" }
                }
            }
        }
        return nil
    }
}
