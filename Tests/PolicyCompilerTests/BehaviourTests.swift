import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import TestSupport
import Testing

@testable import PolicyEngine

/// What the field expects of rules, by the numbers of its checklist, where no other test of rules says it already.
@Suite struct BehaviourTests {
    private static let everyone = PolicyRule()
    private static let http = PolicyRule(ports: [PolicyPort(.tcp, .numbers(PortRange(80)))])

    @Test("D3.34 CIDRs that come and go leave exactly the wanted ranges")
    func cidrChurn() {
        var random = SeededGenerator.forTest("D3.34")
        var node = CompiledNode(node: "n0")
        node.apply([.nodes([]), .namespaces([Namespace("shop")]), .pods([SmallNode.web])])
        for _ in 0..<50 {
            let blocks = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                CIDR(
                    IPAddress(ipv4: .random(in: 0...0xffff, using: &random) << 8),
                    prefixLength: .random(in: 16...26, using: &random))
            }
            let policy = SmallNode.ofWeb(ingress: [PolicyRule(blocks.map { .block(IPBlock($0)) })])
            node.apply([.policy(policy.key, policy)])
            let wanted = Elements(AddressRanges(blocks), family: .ipv4)
            let sets = node.ruleset?.sets.filter { $0.key.hasPrefix("cidrs/") }.values.map(\.elements) ?? []
            #expect(sets == (AddressRanges(blocks).cidrs.count == 1 ? [] : [wanted]))
        }
    }

    @Test("D4.54 a fragment behind the first one passes only where its whole protocol does")
    func fragments() {
        let fragment = Packet.Transport.laterFragment(.udp)
        #expect(SmallNode(SmallNode.ofWeb(ingress: [Self.http])).outcome("10.0.1.1", "10.0.0.1", fragment) == .dropped)
        #expect(
            SmallNode(SmallNode.ofWeb(ingress: [Self.everyone])).outcome("10.0.1.1", "10.0.0.1", fragment) == .accepted)
        let udp = PolicyRule(ports: [PolicyPort(.udp)])
        #expect(SmallNode(SmallNode.ofWeb(ingress: [udp])).outcome("10.0.1.1", "10.0.0.1", fragment) == .accepted)
    }

    @Test("D5.61 shared and merged rules do what each pod's own would")
    func sharing() {
        for seed in 0..<UInt64(rounds(10, long: 30)) {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            let cluster = generator.cluster()
            let policy = Resolver.policy(of: ClusterGenerator.node, in: cluster)
            let together = PacketTracer(PolicyCompiler().ruleset(of: policy))
            for pod in policy.pods.values {
                let alone = PacketTracer(PolicyCompiler().ruleset(of: policy.only(pod)))
                for address in pod.addresses {
                    for _ in 0..<60 {
                        let flow = FlowGenerator(cluster).flow(&generator.random)
                        guard flow.source.family == address.family, !policy.has(flow.source) else { continue }
                        let packet = Packet(.forward, from: flow.source, to: address, flow.packetTransport)
                        #expect(alone.verdict(packet) == together.verdict(packet), "seed \(seed)")
                    }
                }
            }
        }
    }

    @Test("D5.62 replies of an allowed connection pass under a deny in the other direction")
    func replies() {
        let node = SmallNode(SmallNode.ofWeb(ingress: [Self.http], egress: []))
        #expect(node.outcome("10.0.1.1", "10.0.0.1") == .accepted)
        #expect(node.outcome("10.0.0.1", "10.0.1.1", .tcp(destinationPort: 40_000), states: .established) == .accepted)
        #expect(node.outcome("10.0.0.1", "10.0.1.1", .tcp(destinationPort: 40_000)) == .dropped)
    }

    @Test("D6.74 members that flap by the thousand leave nothing behind")
    func flapping() {
        var node = CompiledNode(node: "n0")
        let policy = SmallNode.ofWeb(ingress: [PolicyRule([.pods(.everything, namespaces: .everything)])])
        node.apply([.namespaces([Namespace("shop"), Namespace("far")]), .pods([SmallNode.web]), .policies([policy])])
        let before = node.ruleset
        for round in 0..<2000 {
            var pod = SmallNode.away
            pod.addresses = [IPAddress(ipv4: 0x0A01_0000 + UInt32(round % 300))]
            node.apply([.pod(pod.key, round.isMultiple(of: 3) ? nil : pod)])
        }
        node.apply([.pod(SmallNode.away.key, nil)])
        #expect(node.ruleset == before)
    }

    @Test("D6.75 in a set of 10,000 addresses one pod is one element, and a packet walks no more rules")
    func largeSets() throws {
        var node = CompiledNode(node: "n0")
        let policy = SmallNode.ofWeb(ingress: [PolicyRule([.pods(.everything, namespaces: .everything)])])
        let many = (0..<10_000).map { index in
            Pod(ObjectKey("far", "p\(index)"), node: "n1", addresses: [IPAddress(ipv4: 0x0A02_0000 + UInt32(index))])
        }
        node.apply(
            [.namespaces([Namespace("shop"), Namespace("far")]), .pods([SmallNode.web] + many), .policies([policy])])
        let before = node.ruleset
        node.apply([.pod(SmallNode.away.key, SmallNode.away)])
        let phases = try changes(from: before, to: node.ruleset)
        let one = Elements(addresses: [address("10.0.1.1")], family: .ipv4)
        guard phases.count == 1, case .addElements(let added, _)? = phases[0].changes.first else {
            Issue.record("\(phases.flatMap(\.changes).map(\.summary))")
            return
        }
        #expect(phases[0].changes.count == 1 && added == one)
        let packet = Packet(.forward, from: address("10.0.1.1"), to: address("10.0.0.1"), .udp(destinationPort: 9))
        #expect(PacketTracer(node.ruleset ?? Ruleset()).trace(packet).steps.count < 16)
    }

    @Test("D6.76 objects that matter to no pod here cause no write")
    func unrelated() throws {
        var node = CompiledNode(node: "n0")
        node.apply([
            .namespaces([Namespace("shop")]), .pods([SmallNode.web]), .policies([SmallNode.ofWeb(ingress: [])]),
        ])
        let before = node.ruleset
        let policy = NetworkPolicy(ObjectKey("far", "p"), ingress: [])
        for event in [
            ClusterEvent.namespace("far", Namespace("far")), .pod(SmallNode.away.key, SmallNode.away),
            .policy(policy.key, policy), .node("n1", Node("n1")), .pod(SmallNode.away.key, nil),
        ] {
            node.apply([event])
            #expect(try changes(from: before, to: node.ruleset).isEmpty)
        }
    }

    @Test("D7.78 what a node sends to its own pods meets none of our chains, whoever else denies")
    func fromTheNode() {
        let node = SmallNode(SmallNode.ofWeb(ingress: [], egress: []))
        #expect(node.outcome("192.168.0.1", "10.0.0.1", hook: .output) == .accepted)
        #expect(Set(node.ruleset.chains.values.compactMap { $0.base?.hook }) == [.forward, .input])
    }

    @Test("D7.87 a stray segment of no connection is judged like the first of one")
    func strays() {
        let node = SmallNode(SmallNode.ofWeb(ingress: [Self.http]))
        for states in [ConnectionStates.new, .invalid, .untracked] {
            #expect(node.outcome("10.0.1.1", "10.0.0.1", states: states) == .accepted)
            #expect(node.outcome("10.0.1.1", "10.0.0.1", .tcp(destinationPort: 81), states: states) == .dropped)
        }
    }

    @Test("D7.88 a rejection, where it is chosen, answers what is denied and nothing else")
    func rejections() {
        let options = PolicyCompiler.Options(denial: .reject)
        let node = SmallNode(SmallNode.ofWeb(ingress: [Self.http], egress: []), options: options)
        #expect(
            node.outcome("10.0.1.1", "10.0.0.1", .tcp(destinationPort: 81)) == .rejected(.administrativelyProhibited))
        #expect(node.outcome("10.0.1.1", "10.0.0.1") == .accepted)
        // The answer is an error about the connection: it is related, and is not answered again.
        #expect(node.outcome("10.0.0.1", "10.0.1.1", .icmp(type: 3), states: .related) == .accepted)
    }

    @Test("D7.89 multicast is an address like any other")
    func multicast() {
        let group = PolicyRule([.block(IPBlock(cidr("224.0.0.0/4")))])
        let closed = SmallNode(SmallNode.ofWeb(egress: []))
        #expect(closed.outcome("10.0.0.1", "224.0.0.251", .udp(destinationPort: 5353)) == .dropped)
        let open = SmallNode(SmallNode.ofWeb(egress: [group]))
        #expect(open.outcome("10.0.0.1", "224.0.0.251", .udp(destinationPort: 5353)) == .accepted)
        #expect(open.outcome("10.0.0.2", "224.0.0.251", .udp(destinationPort: 5353)) == .accepted)
    }

    @Test("D14.159 churn for long leaves no rule, set or chain behind")
    func churn() {
        var generator = ClusterGenerator(SeededGenerator(seed: 159))
        var node = CompiledNode()
        node.apply(generator.events())
        for _ in 0..<rounds(500, long: 1000) { node.apply([generator.event()]) }
        node.apply([.pods([]), .policies([]), .namespaces([])])
        #expect(node.ruleset == PolicyCompiler().ruleset(of: NodePolicy()))
    }
}

extension NodePolicy {
    /// The same for a node that has only this pod.
    fileprivate func only(_ pod: PodPolicy) -> NodePolicy {
        var policy = self
        policy.pods = [pod.key: pod]
        return policy
    }

    /// Whether a local pod has this address.
    fileprivate func has(_ address: IPAddress) -> Bool { pods.values.contains { $0.addresses.contains(address) } }
}
