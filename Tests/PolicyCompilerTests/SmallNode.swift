import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// A node n0 with the pods web and db of namespace shop, a pod far/away on n1, and the policies of one test.
///
///     shop/web 10.0.0.1 (http: tcp 8080)   shop/db 10.0.0.2   far/away 10.0.1.1   n0 192.168.0.1
struct SmallNode {
    private(set) var cluster = Cluster()
    let compiler: PolicyCompiler
    let facts: NodeFacts

    static let web = Pod(
        ObjectKey("shop", "web"), labels: ["app": "web"], node: "n0", addresses: [address("10.0.0.1")],
        ports: [.init("http", .tcp, 8080)])
    static let database = Pod(
        ObjectKey("shop", "db"), labels: ["app": "db"], node: "n0", addresses: [address("10.0.0.2")])
    static let away = Pod(
        ObjectKey("far", "away"), labels: ["app": "away"], node: "n1", addresses: [address("10.0.1.1")])

    init(
        _ policies: NetworkPolicy..., options: PolicyCompiler.Options = .init(), facts: NodeFacts = NodeFacts()
    ) {
        (compiler, self.facts) = (PolicyCompiler(options), facts)
        cluster.apply(.nodes([Node("n0", addresses: [address("192.168.0.1")])]))
        cluster.apply(.namespaces([Namespace("shop"), Namespace("far")]))
        cluster.apply(.pods([Self.web, Self.database, Self.away]))
        cluster.apply(.policies(policies))
    }

    mutating func apply(_ event: ClusterEvent) { cluster.apply(event) }

    /// A policy of namespace shop that selects web.
    static func ofWeb(
        _ name: String = "p", ingress: [PolicyRule]? = nil, egress: [PolicyRule]? = nil
    ) -> NetworkPolicy {
        NetworkPolicy(
            ObjectKey("shop", name), podSelector: LabelSelector(matching: ["app": "web"]), ingress: ingress,
            egress: egress)
    }

    var ruleset: Ruleset { compiler.ruleset(of: Resolver.policy(of: "n0", in: cluster), facts) }

    /// What becomes of a packet between two addresses.
    func outcome(
        _ source: String, _ destination: String, _ transport: Packet.Transport = .tcp(destinationPort: 80),
        hook: BaseChain.Hook = .forward, states: ConnectionStates = .new
    ) -> Trace.Outcome {
        let packet = Packet(hook, from: address(source), to: address(destination), transport, states: states)
        return PacketTracer(ruleset).verdict(packet)
    }
}
