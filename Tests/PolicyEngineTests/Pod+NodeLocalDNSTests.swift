import Addresses
import KubernetesModel
import PolicyEngine
import Testing

@Suite struct PodNodeLocalDNSTests {
    private static let dns = PolicyPeer.pods(
        LabelSelector(matching: ["k8s-app": "kube-dns"]),
        namespaces: LabelSelector(matching: ["kubernetes.io/metadata.name": "kube-system"]))

    private static func passes(_ cluster: Cluster, _ transport: PortedProtocol, _ port: UInt16) -> Bool {
        let flow = Flow(from: address("10.1.0.2"), to: address("169.254.20.10"), .port(transport, port))
        return Judge(cluster).judge(flow).isAllowed
    }

    @Test("the address of a DNS cache on each node is judged as the cluster's DNS pods", arguments: [false, true])
    func standsForDNS(_ isRelisted: Bool) {
        for addresses in [[], [address("169.254.20.10")]] {
            var cluster = Cluster(nodeLocalDNS: addresses)
            cluster.apply(.namespaces([Namespace("kube-system"), Namespace("shop")]))
            cluster.apply(.pods([Scene.shopDB]))
            let port = PolicyPort(.udp, .named("dns"))
            cluster.apply(.policies([policy(egress: [PolicyRule([Self.dns], ports: [port])])]))
            if isRelisted { cluster.apply(.pods([Scene.shopDB])) }
            #expect(Self.passes(cluster, .udp, 53) == !addresses.isEmpty)
            #expect(!Self.passes(cluster, .tcp, 53) && !Self.passes(cluster, .udp, 54))
        }
    }
}
