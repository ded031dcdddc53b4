import Addresses
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct DNSAccessTests {
    private static let server = Pod(
        ObjectKey("kube-system", "dns"), labels: ["k8s-app": "kube-dns", "app": "a", "tier": "b"],
        addresses: [address("10.0.0.5")], ports: [.init("dns", .udp, 53), .init("http", .tcp, 53)], creation: 9)

    @Test("a policy lets pods ask where the judge says that it does")
    func agrees() {
        var generator = ClusterGenerator(.forTest("dns"))
        var seen: [UInt8: Int] = [:]
        for _ in 0..<rounds(100, long: 400) {
            var cluster = generator.cluster()
            cluster.apply(
                .namespace("kube-system", Namespace("kube-system", labels: ["app": generator.pick(["a", "b", "c"])])))
            cluster.apply(.pod(Self.server.key, Self.server))
            let scene = LintScene(Inventory(cluster: cluster))
            let dns = DNSAccess(scene, ServicePorts(scene))
            for policy in scene.policies {
                let ways = dns.ways(policy)
                #expect(ways == Self.judged(policy, scene.inventory.cluster), "\(policy)")
                seen[ways.rawValue, default: 0] += 1
            }
        }
        #expect(seen.keys.sorted() == [0, 1, 2, 3], "\(seen)")
    }

    /// What the judge says of a pod that this policy alone isolates.
    private static func judged(_ policy: NetworkPolicy, _ cluster: Cluster) -> DNSAccess.Ways {
        var cluster = cluster
        let probe = Pod(ObjectKey(policy.key.namespace, "probe"), addresses: [address("10.99.0.1")])
        let alone = NetworkPolicy(policy.key, egress: policy.egress ?? [])
        cluster.apply(.pod(probe.key, probe))
        cluster.apply(.policies([alone]))
        let reach = Judge(cluster).reach(.egress, from: address("10.99.0.1"), to: address("10.0.0.5"))
        var ways: DNSAccess.Ways = []
        if reach.allows(.port(.udp, 53)) { ways.insert(.udp) }
        if reach.allows(.port(.tcp, 53)) { ways.insert(.tcp) }
        return ways
    }

    @Test("behind a Service, DNS is asked at the port to which it leads")
    func targets() {
        var inventory = Inventory()
        let service = Service(
            ObjectKey("openshift-dns", "dns"), selector: ["dns": "default"],
            ports: [.init(.udp, 53, target: .number(5353)), .init(.tcp, 53, target: .number(5353))])
        inventory.add([
            (.pod(Pod(ObjectKey("openshift-dns", "dns"), labels: ["dns": "default"])), nil), (.service(service), nil),
            (.pod(Pod(ObjectKey("openshift-dns", "other"))), nil),
        ])
        let scene = LintScene(inventory)
        let dns = DNSAccess(scene, ServicePorts(scene))
        #expect(dns.serverKinds.map { scene.kinds[$0].pods[0].key.name } == ["dns"])
        func ways(_ port: UInt16) -> DNSAccess.Ways {
            let rule = PolicyRule(ports: [PolicyPort(.udp, .numbers(PortRange(port)))])
            return dns.ways(NetworkPolicy(ObjectKey("shop", "p"), egress: [rule]))
        }
        #expect(ways(5353) == .udp && ways(53) == [])
    }
}
