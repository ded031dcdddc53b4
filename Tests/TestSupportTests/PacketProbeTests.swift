import Testing

@testable import TestSupport

@Suite(.requiresKernel) struct PacketProbeTests {
    @Test("sees what the router forwards and misses what it drops, packet by packet")
    func followsRules() throws {
        let topology = try Topology()
        let probe = try PacketProbe(topology)
        try topology.router.command(
            ["nft", "-f", "-"],
            input: """
                table inet t {
                    chain forward {
                        type filter hook forward priority 0
                        policy drop
                        udp dport 1000-1099 accept
                        ip6 saddr fd00:1::7 accept
                        meta l4proto icmp accept
                    }
                }
                """)
        let ports = (900..<1300).map { UInt16($0) }
        let packets = ports.map {
            RawPacket(from: [10, 1, 2, 3], to: [10, 2, 9, 9], .udp(source: 5, destination: $0))
        }
        #expect(try probe.arrivals(of: packets) == ports.map { (1000...1099).contains($0) })
        #expect(try probe.arrives(RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], .icmp(type: 8))))
        #expect(
            try !probe.arrives(RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], .sctp(source: 1, destination: 1000))))
        let sources = [topology.client.address6, [0xFD, 0, 0, 1] + [UInt8](repeating: 0, count: 11) + [7]]
        let inIPv6 = sources.map { RawPacket(from: $0, to: topology.server.address6, .tcp(source: 1, destination: 2)) }
        #expect(try probe.arrivals(of: inIPv6) == [false, true])
    }

    @Test("works the other way round")
    func reverse() throws {
        let topology = try Topology()
        let probe = try PacketProbe(topology, fromServer: true)
        let packet = RawPacket(from: [10, 2, 0, 5], to: [10, 1, 0, 5], .udp(source: 1, destination: 2))
        #expect(try probe.arrives(packet))
        try topology.router.command(["nft", "-f", "-"], input: dropEverything)
        #expect(try !probe.arrives(packet))
    }

    @Test("says so when the way to the far end is cut, and does not call that a drop")
    func noticesCutLink() throws {
        let topology = try Topology()
        let probe = try PacketProbe(topology)
        try topology.router.command(["ip", "link", "set", topology.client.routerLink, "down"])
        #expect(throws: PacketProbeError.self) {
            try probe.arrives(
                RawPacket(from: [10, 1, 0, 2], to: [10, 2, 0, 2], .icmp(type: 8)), timeoutSeconds: 0.2)
        }
    }

    @Test("judges a thousand packets quickly enough for hundreds of rulesets", .timeLimit(.minutes(1)))
    func isQuick() throws {
        let topology = try Topology()
        let probe = try PacketProbe(topology)
        let packets = (0..<1000).map {
            RawPacket(
                from: [10, 1, 0, 2], to: [10, 2, 1 + UInt8($0 / 250), UInt8($0 % 250)], .udp(source: 1, destination: 2))
        }
        #expect(try probe.arrivals(of: packets) == [Bool](repeating: true, count: 1000))
    }

    private let dropEverything = """
        table inet t {
            chain forward {
                type filter hook forward priority 0
                policy drop
            }
        }
        """
}
