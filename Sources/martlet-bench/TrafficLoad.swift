import Addresses
import Benchmarks
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// Policies that select one pod, with the one client among those that they allow, at every port.
struct TrafficLoad {
    /// Where the pod is: the server's own address in a topology.
    static let pod = IPAddress(ipv4: 0x0A02_0002)
    /// Who may reach it: the client's own address.
    static let client = IPAddress(ipv4: 0x0A01_0002)
    /// Who may not.
    static let stranger = IPAddress(ipv4: 0x0A01_0009)

    /// How many policies there are.
    var policyCount: Int { sources.count }
    /// By policy, whom it allows: addresses of pods, or blocks.
    private let sources: [[CIDR]]
    private let areBlocks: Bool

    private init(_ sources: [[CIDR]], areBlocks: Bool = false) { (self.sources, self.areBlocks) = (sources, areBlocks) }

    /// So many policies, each of which allows one pod of its own; the client's stands in the middle.
    static func policies(_ count: Int) -> TrafficLoad { TrafficLoad(peers(count).map { [$0] }) }

    /// One policy, whose one rule selects so many pods.
    static func peers(_ count: Int) -> TrafficLoad { TrafficLoad([peers(count)]) }

    /// One policy of so many blocks of three sizes, none of which lies next to another.
    static func blocks(_ count: Int) -> TrafficLoad {
        let blocks = (0..<count).map { index in
            CIDR(IPAddress(ipv4: 0x1400_0000 + UInt32(index) << 9), prefixLength: 24 + index % 3 * 2)
        }
        return TrafficLoad([putting(CIDR(client, prefixLength: 30), amid: blocks)], areBlocks: true)
    }

    private static func peers(_ count: Int) -> [CIDR] {
        putting(CIDR(client), amid: (0..<count).map { CIDR(IPAddress(ipv4: 0x0A40_0001 + UInt32($0))) })
    }

    private static func putting(_ one: CIDR, amid many: [CIDR]) -> [CIDR] {
        var many = many
        many[many.count / 2] = one
        return many
    }

    /// Our rules.
    var merged: Ruleset {
        let node = "n0"
        var pods = [Pod(ObjectKey("shop", "web"), labels: ["app": "web"], node: node, addresses: [Self.pod])]
        if !areBlocks { pods += sources.enumerated().flatMap { index, peers in Self.pods(peers, ofPolicy: index) } }
        var cluster = Cluster()
        for event in [
            ClusterEvent.namespaces([Namespace("shop")]), .pods(pods), .policies(sources.indices.map(policy)),
        ] {
            cluster.apply(event)
        }
        return PolicyCompiler().ruleset(of: Resolver.policy(of: node, in: cluster))
    }

    private static func pods(_ peers: [CIDR], ofPolicy index: Int) -> [Pod] {
        peers.enumerated().map { number, peer in
            Pod(
                ObjectKey("shop", "peer-\(index)-\(number)"), labels: ["app": "peer-\(index)"], node: "n1",
                addresses: [peer.address])
        }
    }

    private func policy(_ index: Int) -> NetworkPolicy {
        let selector = LabelSelector(matching: Labels(["app": "peer-\(index)"]))
        let peers: [PolicyPeer] =
            areBlocks ? sources[index].map { .block(IPBlock($0)) } : [.pods(selector, namespaces: nil)]
        return NetworkPolicy(
            ObjectKey("shop", "policy-\(index)"), podSelector: LabelSelector(matching: ["app": "web"]),
            ingress: [PolicyRule(peers)])
    }

    /// The same as one chain for each policy, which asks a set of its own.
    var onePerPolicy: Ruleset {
        var ruleset = Ruleset()
        for (index, sources) in sources.enumerated() {
            let ranges = AddressRanges(sources.map(\.range))
            let elements =
                areBlocks
                ? Elements(ranges, family: .ipv4) : Elements(addresses: sources.map(\.address), family: .ipv4)
            ruleset.sets["policy-\(index)"] = NamedSet(elements)
            ruleset.chains["policy-\(index)"] = Chain([
                Rule(.match(.sourceAddress(.ipv4), in: "policy-\(index)"), .verdict(.accept))
            ])
        }
        let jumps = sources.indices.map { Rule(.verdict(.jump("policy-\($0)"))) }
        ruleset.chains["pod"] = Chain(jumps + [Rule(.verdict(.drop))])
        let dispatch = Rule(.match(.destinationAddress(.ipv4), .address(Self.pod)), .verdict(.jump("pod")))
        ruleset.chains["ingress"] = Chain([Self.established, dispatch], base: BaseChain(.forward))
        return ruleset
    }

    /// Rules that only follow connections, and let all of them pass.
    static var following: Ruleset {
        var ruleset = Ruleset()
        ruleset.chains["ingress"] = Chain([established], base: BaseChain(.forward))
        return ruleset
    }

    private static var established: Rule {
        Rule(.match(states: [.established, .related]), .verdict(.accept))
    }

    /// The same for iptables and ipset.
    var kubeRouter: KubeRouterRules {
        KubeRouterRules(
            pod: "\(Self.pod)",
            policies: sources.map { sources in
                .init(sources.map { areBlocks ? "\($0)" : "\($0.address)" }, areBlocks: areBlocks)
            })
    }
}
