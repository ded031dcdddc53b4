import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct TracedReachTests {
    @Test("the rules of a random cluster let pass what its policies do", arguments: 0..<4)
    func agrees(_ part: Int) {
        for seed in 0..<UInt64(rounds(4, long: 16)) {
            var generator = ClusterGenerator(SeededGenerator(seed: UInt64(part) << 32 | seed))
            let cluster = generator.cluster()
            let policy = Resolver.policy(of: nil, in: cluster)
            let (rules, judge) = (TracedReach(PolicyCompiler().ruleset(of: policy)), Judge(cluster))
            let nodes = cluster.nodes.values.flatMap(\.addresses)
            let outside = ["203.0.113.1", "203.0.113.130", "10.0.0.250", "fd00:b::1", "2001:db8::1"].map { address($0) }
            let ends = Set(cluster.pods.values.flatMap(\.addresses) + outside).subtracting(nodes).sorted()
            for source in ends {
                for destination in ends where source.family == destination.family {
                    let said = rules.reach(from: source, to: destination)
                    let expected = judge.reach(from: source, to: destination)
                    #expect(said == expected, "part \(part), seed \(seed): \(source) to \(destination)")
                }
            }
        }
    }

    @Test("finds each port that a rule, a set or a map tells from its neighbours")
    func bounds() {
        var ruleset = Ruleset()
        ruleset.sets["ports/22_8000"] = NamedSet(Elements(PortSet([22...22, 8000...8010])))
        let layout = KeyLayout(.ipv4Address, .transportProtocol, .port)
        let opening = Element(.address(address("10.0.0.2")), .transport(.udp), .port(53), layout: layout)
        ruleset.sets["openings"] = NamedSet(Elements(layout, [opening]))
        let byPort = KeyLayout(.port, isInterval: true)
        let range = Element(ranges: [DatumRange(PortRange(100...200))], layout: byPort)
        ruleset.maps["by-port"] = VerdictMap(byPort, [range: .accept])
        ruleset.chains["ingress"] = Chain(
            [
                Rule(.match(.destinationPort(.tcp), in: "ports/22_8000"), .verdict(.accept)),
                Rule(
                    .match(.destinationAddress(.ipv4), .transportProtocol, .destinationPort(nil), in: "openings"),
                    .verdict(.accept)),
                Rule(.match(.destinationPort(.sctp), .port(65535)), .verdict(.accept)),
                Rule(
                    .match(.transportProtocol, .transport(.sctp)),
                    .verdict(of: .destinationPort(.sctp), in: "by-port")),
            ], base: BaseChain(.forward, policy: .drop))
        let reach = TracedReach(ruleset)
        let text = reach.reach(from: address("10.0.0.1"), to: address("10.0.0.2")).description
        #expect(text == "SCTP 100-200,65535,TCP 22,8000-8010,UDP 53")
        #expect(
            reach.reach(from: address("10.0.0.2"), to: address("10.0.0.1")).description
                == "SCTP 100-200,65535,TCP 22,8000-8010")
    }

    @Test("not everything passes where a packet without ports does not")
    func withoutPorts() {
        for transport in [TransportProtocol.icmp, TransportProtocol(rawValue: 255)] {
            var ruleset = Ruleset()
            ruleset.chains["egress"] = Chain(
                [Rule(.match(.transportProtocol, .transport(transport)), .verdict(.drop))], base: BaseChain(.forward))
            let reach = TracedReach(ruleset).reach(from: address("10.0.0.1"), to: address("10.0.0.2"))
            #expect(reach.description == "SCTP 1-65535,TCP 1-65535,UDP 1-65535")
        }
        let open = TracedReach(Ruleset()).reach(from: address("10.0.0.1"), to: address("10.0.0.2"))
        #expect(open == .everything)
    }
}
