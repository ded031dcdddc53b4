import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// A small dual-stack cluster with the policies of one test, seen from node `n1`.
///
///     shop (team red), on n1:    web 10.1.0.1 fd00:1::1    db 10.1.0.2    cart 10.1.0.3 fd00:1::3
///     lab (team blue):           near 10.1.0.4 fd00:1::4, on n1    tool 10.2.0.1 fd00:2::1, on n2
///     the nodes' own addresses:  n1 192.168.0.1 fd00:a::1    n2 192.168.0.2
///
/// A pod's label `app` is its name. Web serves http on 80, db sql on 5432, near metrics on 9090 and tool on 9091.
struct Site {
    var cluster = Cluster()
    var facts = NodeFacts()
    var options = PolicyCompiler.Options()

    static let web = pod("shop/web", "10.1.0.1", "fd00:1::1", ports: [.init("http", .tcp, 80)])
    static let db = pod("shop/db", "10.1.0.2", ports: [.init("sql", .tcp, 5432)])
    static let cart = pod("shop/cart", "10.1.0.3", "fd00:1::3")
    static let near = pod("lab/near", "10.1.0.4", "fd00:1::4", ports: [.init("metrics", .tcp, 9090)])
    static let tool = pod("lab/tool", "10.2.0.1", "fd00:2::1", node: "n2", ports: [.init("metrics", .tcp, 9091)])

    init(_ policies: NetworkPolicy...) { self.init(policies) }

    init(_ policies: [NetworkPolicy]) {
        let n1 = Node(
            "n1", addresses: [address("192.168.0.1"), address("fd00:a::1")], podRanges: [cidr("10.1.0.0/24")])
        apply(
            .nodes([n1, Node("n2", addresses: [address("192.168.0.2")])]),
            .namespaces([
                Namespace("shop", labels: ["team": "red"]), Namespace("lab", labels: ["team": "blue"]),
            ]),
            .pods([Self.web, Self.db, Self.cart, Self.near, Self.tool]), .policies(policies))
    }

    /// Takes what has happened.
    mutating func apply(_ events: ClusterEvent...) { for event in events { cluster.apply(event) } }

    /// Takes pods as they are now.
    mutating func add(_ pods: Pod...) { for pod in pods { apply(.pod(pod.key, pod)) } }

    /// What n1 enforces now.
    var rules: SiteRules {
        SiteRules(PolicyCompiler(options).ruleset(of: Resolver.policy(of: "n1", in: cluster), facts))
    }

    /// A pod whose label `app` is its name.
    static func pod(
        _ name: String, _ addresses: String..., node: String = "n1", ports: [Pod.NamedPort] = []
    ) -> Pod {
        let parts = name.split(separator: "/").map(String.init)
        return Pod(
            ObjectKey(parts[0], parts[1]), labels: ["app": parts[1]], node: node,
            addresses: addresses.map { address($0) }, ports: ports)
    }
}

/// Rules, and questions to them.
struct SiteRules {
    let ruleset: Ruleset
    private let tracer: PacketTracer

    init(_ ruleset: Ruleset) { (self.ruleset, tracer) = (ruleset, PacketTracer(ruleset)) }

    /// Whether a packet passes: from one address to another, by a pod's link where one is named.
    func passes(
        _ from: String, _ to: String, _ transport: Packet.Transport = .tcp(destinationPort: 80),
        at hook: BaseChain.Hook = .forward, by link: String? = nil, states: ConnectionStates = .new, mark: UInt32 = 0
    ) -> Bool {
        tracer.verdict(packet(from, to, transport, hook, link, states, mark)) == .accepted
    }

    /// All that happens to a packet that is forwarded.
    func trace(_ from: String, _ to: String, _ transport: Packet.Transport = .tcp(destinationPort: 80)) -> Trace {
        tracer.trace(packet(from, to, transport, .forward, nil, .new, 0))
    }

    /// Who of these reaches an address.
    func reaching(_ to: String, _ transport: Packet.Transport = .tcp(destinationPort: 80), of: [String]) -> [String] {
        of.filter { passes($0, to, transport) }
    }

    private func packet(
        _ from: String, _ to: String, _ transport: Packet.Transport, _ hook: BaseChain.Hook, _ link: String?,
        _ states: ConnectionStates, _ mark: UInt32
    ) -> Packet {
        Packet(
            hook, from: address(from), to: address(to), transport, inputInterface: link, states: states,
            connectionMark: mark)
    }
}

extension Ruleset {
    /// Everything in the table that no packet can ever come to.
    var unneeded: [String] {
        var needed: Set<String> = []
        var next = chains.filter { $0.value.base != nil }.map(\.key)
        while let name = next.popLast() {
            guard needed.insert(name).inserted else { continue }
            let rules = chains[name]?.rules ?? []
            next += rules.flatMap(\.targets) + rules.flatMap(\.references)
            next += maps[name]?.verdicts.values.compactMap(\.target) ?? []
        }
        return (counters.sorted() + sets.keys.sorted() + maps.keys.sorted() + chains.keys.sorted()).filter {
            !needed.contains($0)
        }
    }
}

/// A policy of namespace shop.
func policy(
    _ name: String, _ selector: LabelSelector = .everything, ingress: [PolicyRule]? = nil,
    egress: [PolicyRule]? = nil, namespace: String = "shop"
) -> NetworkPolicy {
    NetworkPolicy(ObjectKey(namespace, name), podSelector: selector, ingress: ingress, egress: egress)
}

/// A single port.
func port(_ transport: PortedProtocol, _ number: UInt16) -> PolicyPort {
    PolicyPort(transport, .numbers(PortRange(number)))
}

/// Addresses that are peers.
func block(_ text: String, except: String...) -> PolicyPeer {
    .block(IPBlock(cidr(text), except: except.map { cidr($0) }))
}

extension LabelSelector {
    /// The pods of this name.
    static func app(_ name: String) -> LabelSelector { LabelSelector(matching: ["app": name]) }

    /// The namespaces of this team.
    static func team(_ name: String) -> LabelSelector { LabelSelector(matching: ["team": name]) }
}

extension PolicyPeer {
    /// Pods of the policy's own namespace.
    static func own(_ name: String) -> PolicyPeer { .pods(.app(name), namespaces: nil) }

    /// All pods of some namespaces.
    static func all(in namespaces: LabelSelector) -> PolicyPeer { .pods(.everything, namespaces: namespaces) }
}
