import Addresses
import ClusterSupport
import KubernetesModel
import TestSupport

extension NodeLab {
    /// The pod that sends.
    static let web = ObjectKey("shop", "web")
    /// The pod that takes what a policy lets in.
    static let db = ObjectKey("shop", "db")
    /// The label by which web may send to the changing port, and what it has instead while it may not.
    static let labels: (allowed: Labels, denied: Labels) = (["app": "web"], ["app": "none"])
    /// Where db listens for what depends on that label, for what it always takes, and for what it never does.
    static let ports: (changing: Int, allowed: Int, denied: Int) = (7_000, 7_001, 7_002)
    /// The address of db: that of the topology's server.
    static let address = IPAddress(ipv4: 0x0A02_0002)

    /// Both pods.
    static let pods = [
        Pod(
            web, labels: labels.allowed.adding("role", "client"), node: TownCluster.node,
            addresses: [IPAddress(ipv4: 0x0A01_0002)]),
        Pod(db, labels: ["app": "db"], node: TownCluster.node, addresses: [address]),
    ]

    /// Their namespace, the pods, and the policy that says what db takes.
    static var shop: [ClusterEvent] {
        let openings: [(Labels, Int)] = [(labels.allowed, ports.changing), (["role": "client"], ports.allowed)]
        let rules = openings.map { labels, port in
            PolicyRule(
                [.pods(LabelSelector(matching: labels), namespaces: nil)],
                ports: [PolicyPort(.udp, .numbers(PortRange(UInt16(port))))])
        }
        let policy = NetworkPolicy(db, podSelector: LabelSelector(matching: ["app": "db"]), ingress: rules)
        return [.namespace(db.namespace, Namespace(db.namespace)), .policy(db, policy)] + pods.map { .pod($0.key, $0) }
    }

    /// What has to be so whatever happens to the agent: one way is open, and one is not.
    var steadyWays: [SteadyProbe.Way] {
        [(Self.ports.allowed, true), (Self.ports.denied, false)].map { port, isAllowed in
            SteadyProbe.Way(
                "web → db", from: topology.client.namespace, to: topology.server.namespace,
                at: Self.address.description, port: port, isAllowed: isAllowed)
        }
    }
}
