import Addresses
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// Many policies that select one pod: each allows pods of its own, or a block of addresses, at a port.
///
/// Where they are mixed there are fifty ports, twenty ranges and a hundred blocks among a thousand policies.
struct PolicyLoad {
    private static let node = "n0"
    private static let pod = IPAddress(ipv4: 0x0AC8_0005)

    let count: Int
    let isMixed: Bool
    /// Our rules.
    let merged: Ruleset
    /// The same, laid out as one chain for each policy, as agents for iptables do.
    let onePerPolicy: Ruleset
    /// A packet that a policy in the middle allows.
    let packet: [UInt8]
    /// The same to a port that none allows.
    let refusedPacket: [UInt8]

    /// So many policies of one pod, all alike or of several kinds.
    init(count: Int, isMixed: Bool) {
        (self.count, self.isMixed) = (count, isMixed)
        var cluster = Cluster()
        let policies = (0..<count).map { Self.policy($0, isMixed) }
        let own = Pod(ObjectKey("shop", "web"), labels: ["app": "web"], node: Self.node, addresses: [Self.pod])
        let peers = (0..<count).map { Self.peer($0) }
        for event in [ClusterEvent.namespaces([Namespace("shop")]), .pods([own] + peers), .policies(policies)] {
            cluster.apply(event)
        }
        merged = PolicyCompiler().ruleset(of: Resolver.policy(of: Self.node, in: cluster))
        onePerPolicy = Self.onePerPolicy(policies)
        let middle = count / 2 + 1
        let index = min(middle % 10 == 0 ? middle + 1 : middle, count - 1)
        let source = Self.address(index)
        packet = PacketLab.frame(from: source, to: Self.pod, port: Self.ports(index, isMixed).lower)
        refusedPacket = PacketLab.frame(from: source, to: Self.pod, port: 9)
    }

    private static func address(_ index: Int) -> IPAddress { IPAddress(ipv4: 0x0A64_0001 + UInt32(index)) }

    private static func peer(_ index: Int) -> Pod {
        Pod(
            ObjectKey("shop", "peer-\(index)"), labels: ["app": "peer-\(index)"], node: "n1",
            addresses: [address(index)])
    }

    private static func block(_ index: Int) -> CIDR {
        CIDR(IPAddress(ipv4: 0xC612_0000 + UInt32(index) << 6), prefixLength: 26)
    }

    private static func isBlock(_ index: Int, _ isMixed: Bool) -> Bool { isMixed && index.isMultiple(of: 10) }

    private static func ports(_ index: Int, _ isMixed: Bool) -> PortRange {
        guard isMixed else { return PortRange(80) }
        let number = UInt16(index)
        return index % 50 == 7 ? PortRange(20_000 + number...20_000 + number + 40) : PortRange(8_000 + number % 50)
    }

    private static func policy(_ index: Int, _ isMixed: Bool) -> NetworkPolicy {
        let selector = LabelSelector(matching: Labels(["app": "peer-\(index)"]))
        let peer: PolicyPeer =
            isBlock(index, isMixed) ? .block(IPBlock(block(index))) : .pods(selector, namespaces: nil)
        let port = PolicyPort(.udp, .numbers(ports(index, isMixed)))
        return NetworkPolicy(
            ObjectKey("shop", "policy-\(index)"), podSelector: LabelSelector(matching: ["app": "web"]),
            ingress: [PolicyRule([peer], ports: [port])])
    }

    private static func onePerPolicy(_ policies: [NetworkPolicy]) -> Ruleset {
        var ruleset = Ruleset()
        var jumps: [Rule] = []
        let isMixed = policies.contains { $0.ingress?.first?.ports.first?.port != .numbers(PortRange(80)) }
        for index in policies.indices {
            let name = "policy-\(index)"
            let port = Statement.match(.destinationPort(.udp), DatumRange(ports(index, isMixed)))
            let peer: Statement
            if isBlock(index, isMixed) {
                peer = .match(.sourceAddress(.ipv4), block(index))
            } else {
                ruleset.sets[name] = NamedSet(Elements(addresses: [address(index)], family: .ipv4))
                peer = .match(.sourceAddress(.ipv4), in: name)
            }
            ruleset.chains[name] = Chain([Rule(peer, port, .verdict(.accept))])
            jumps.append(Rule(.verdict(.jump(name))))
        }
        ruleset.chains["pod"] = Chain(jumps + [Rule(.verdict(.drop))])
        let dispatch = Rule(.match(.destinationAddress(.ipv4), .address(pod)), .verdict(.jump("pod")))
        ruleset.chains["ingress"] = Chain(
            [Rule(.match(states: [.established, .related]), .verdict(.accept)), dispatch], base: BaseChain(.forward))
        return ruleset
    }
}
