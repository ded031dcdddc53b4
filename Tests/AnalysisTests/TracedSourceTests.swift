import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct TracedSourceTests {
    @Test("pods that the same policies isolate are of one kind, though each has a chain of its own")
    func replicas() {
        let (cluster, ruleset) = Self.shop
        let source = TracedSource(TracedReach(ruleset), cluster)
        #expect(source.kind(of: address("10.0.0.1")) == source.kind(of: address("10.0.0.2")))
        #expect(source.kind(of: address("fd00::1")) == source.kind(of: address("fd00::2")))
        #expect(source.kind(of: address("10.0.0.1")) != source.kind(of: address("10.0.0.3")))
        #expect(source.kind(of: address("203.0.113.1")) == source.kind(of: address("203.0.113.9")))
        #expect(source.kind(of: address("203.0.113.1")) != source.kind(of: address("198.51.100.1")))
    }

    @Test("whatever is otherwise in the rules of one pod tells it from its replicas")
    func drift() {
        let (cluster, ruleset) = Self.shop
        var drifts: [Ruleset] = []
        for (name, chain) in ruleset.chains where name.hasPrefix("pod/shop/web-1/") {
            for index in chain.rules.indices where chain.rules[index].statements.contains(where: \.decides) {
                var drifted = ruleset
                drifted.chains[name]?.rules.remove(at: index)
                drifts.append(drifted)
            }
        }
        for map in ruleset.maps.keys where map.hasPrefix("ingress") {
            var drifted = ruleset
            drifted.maps[map]?.verdicts = (ruleset.maps[map]?.verdicts ?? [:]).filter { element, _ in
                ![address("10.0.0.1").bytes, address("fd00::1").bytes].contains(element.bytes)
            }
            drifts.append(drifted)
        }
        for family in ["10.0.0.1", "fd00::1"].map({ address($0) }) {
            var drifted = ruleset
            let rule = Rule(.match(.sourceAddress(family.family), .address(family)), .verdict(.drop))
            drifted.chains["ingress"]?.rules.insert(rule, at: 0)
            drifts.append(drifted)
        }
        #expect(drifts.count == 8)
        for drifted in drifts {
            let source = TracedSource(TracedReach(drifted), cluster)
            let isTold = [("10.0.0.1", "10.0.0.2"), ("fd00::1", "fd00::2")].contains {
                source.kind(of: address($0)) != source.kind(of: address($1))
            }
            #expect(isTold)
        }
    }

    @Test("no two addresses of a kind fare otherwise in rules of random clusters, changed at random")
    func kinds() {
        var broken = 0
        for seed in 0..<UInt64(rounds(3, long: 12)) {
            let trial = WorkloadTrial(seed: seed)
            let cluster = trial.inventory.cluster
            let outside = stride(from: 0, to: trial.outside.count, by: 8).map { trial.outside[$0] }
            let ruleset = PolicyCompiler().ruleset(of: Resolver.policy(of: nil, in: cluster))
            for mutation in [nil] + RulesetMutation.allCases.map({ Optional($0) }) {
                guard let rules = mutation.map({ $0.applied(to: ruleset) }) ?? ruleset else { continue }
                broken += mutation == nil ? 0 : 1
                let source = TracedSource(TracedReach(rules), cluster)
                let expected = ReachByPod(cluster, outside: outside) { source.reach(from: $0, to: $1) }
                let said = ReachByPod(Connectivity(trial.inventory, TracedReach(rules)), outside: outside)
                #expect(said.difference(from: expected) == [], "seed \(seed), \(String(describing: mutation))")
            }
        }
        #expect(broken > 10)
    }

    /// Two pods of web, isolated alike, a database that only takes some addresses, and their rules.
    private static var shop: (Cluster, Ruleset) {
        var cluster = Cluster()
        for (number, name) in ["web-1", "web-2", "db"].enumerated() {
            let addresses = [address("10.0.0.\(number + 1)"), address("fd00::\(number + 1)")]
            let app = name == "db" ? "db" : "web"
            let pod = Pod(ObjectKey("shop", name), labels: ["app": app], addresses: addresses)
            cluster.apply(.pod(pod.key, pod))
        }
        let web = NetworkPolicy(
            ObjectKey("shop", "web"), podSelector: LabelSelector(matching: ["app": "web"]),
            ingress: [PolicyRule(ports: [PolicyPort(.tcp, .numbers(PortRange(80)))])])
        let db = NetworkPolicy(
            ObjectKey("shop", "db"), podSelector: LabelSelector(matching: ["app": "db"]),
            ingress: [PolicyRule([.block(IPBlock(cidr("203.0.113.0/24")))])])
        cluster.apply(.policies([web, db]))
        return (cluster, PolicyCompiler().ruleset(of: Resolver.policy(of: nil, in: cluster)))
    }
}

extension Statement {
    /// Whether it is more than counting.
    fileprivate var decides: Bool { if case .verdict = self { true } else { false } }
}
