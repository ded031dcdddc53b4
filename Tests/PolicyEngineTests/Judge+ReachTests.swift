import Addresses
import ClusterSupport
import KubernetesModel
import PolicyCases
import PolicyEngine
import TestSupport
import Testing

@Suite struct JudgeReachTests {
    /// Where policies of random clusters begin and end to speak of ports, and what has no ports.
    private static let traffic: [Traffic] =
        PortedProtocol.allCases.flatMap { transport in
            ([0, 1, 52, 53, 54] + (75...92) + [7999, 8000, 8080, 8081, 9000, 9001, 65534, 65535]).map {
                Traffic.port(transport, $0)
            }
        } + [.icmp(type: 8), .icmp(type: 128), .other(protocolNumber: 47), .other(protocolNumber: 255)]

    @Test("reaches what the judge lets pass, on every port and without ports, in random clusters", arguments: 0..<4)
    func random(_ part: Int) {
        for seed in 0..<UInt64(rounds(2, long: 8)) {
            var generator = ClusterGenerator(SeededGenerator(seed: UInt64(part) << 32 | seed))
            let cluster = generator.cluster()
            let pods = cluster.pods.values.flatMap(\.addresses)
            let others = ["192.168.0.1", "203.0.113.1", "10.0.0.250", "fd00:a::1", "2001:db8::1"]
            let ends = Set(pods + others.map { ClusterSupport.address($0) }).sorted()
            #expect(Self.disagreement(Judge(cluster), ends) == nil, "part \(part), seed \(seed)")
        }
    }

    @Test("reaches what the judge lets pass in every case that is written down")
    func cases() {
        let few =
            Self.traffic.filter { [.port(.tcp, 79), .port(.udp, 82), .icmp(type: 8)].contains($0) }
            + Probe.all.map { .port($0.transport, $0.port) }
        for policyCase in PolicyCase.all {
            var cluster = Cluster()
            for event in CaseWorld.events + policyCase.steps.flatMap(\.changes) { cluster.apply(event) }
            let ends = CaseWorld.pods.map { CaseWorld.address(of: $0) } + [IPAddress(ipv4: 0x0808_0808)]
            #expect(Self.disagreement(Judge(cluster), ends, few) == nil, "\(policyCase)")
        }
    }

    @Test("one end says what its own policies say, and both ends what both do")
    func ends() {
        var cluster = Cluster()
        for event in CaseWorld.events { cluster.apply(event) }
        let key = ObjectKey("x", "policy")
        let ports = [PolicyPort(.tcp, .numbers(PortRange(80...81))), PolicyPort(.udp, .named("serve-81-udp"))]
        let policy = NetworkPolicy(key, ingress: [PolicyRule(ports: ports)], egress: [PolicyRule()])
        cluster.apply(.policy(key, policy))
        let judge = Judge(cluster)
        let ends = (CaseWorld.address(of: CaseWorld.pods[0]), CaseWorld.address(of: CaseWorld.pods[1]))
        #expect(judge.reach(.egress, from: ends.0, to: ends.1) == .everything)
        #expect(judge.reach(.ingress, from: ends.0, to: ends.1).description == "TCP 80-81,UDP 81")
        #expect(judge.reach(from: ends.0, to: ends.1).description == "TCP 80-81,UDP 81")
        #expect(judge.reach(from: ends.0, to: ends.0) == .everything)
    }

    /// The first flow between two of these that fares otherwise than its reach says.
    private static func disagreement(
        _ judge: Judge, _ ends: [IPAddress], _ traffic: [Traffic] = traffic
    ) -> Flow? {
        for source in ends {
            for destination in ends where destination.family == source.family {
                let reach = judge.reach(from: source, to: destination)
                for traffic in traffic {
                    let flow = Flow(from: source, to: destination, traffic)
                    if reach.allows(traffic) != judge.judge(flow).isAllowed { return flow }
                }
            }
        }
        return nil
    }
}
