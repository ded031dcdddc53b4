import Addresses
import Agent
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

@Suite struct DenialTests {
    @Test(
        "whose a packet is, what it carries and why it was denied",
        arguments: [
            (
                "ingress", "10.0.0.1", "10.0.0.2", Packet.Transport.tcp(destinationPort: 80),
                "shop/web (10.0.0.1) shop/db (10.0.0.2) tcp 80", "the peer is allowed, but not this port"
            ),
            (
                "ingress", "192.0.2.1", "10.0.0.2", .tcp(destinationPort: 5432),
                "192.0.2.1 shop/db (10.0.0.2) tcp 5432", "the port is allowed, but not this peer"
            ),
            (
                "ingress", "10.0.1.9", "10.0.0.2", .udp(destinationPort: 1),
                "shop/far (10.0.1.9) shop/db (10.0.0.2) udp 1",
                "no rule of these policies allows this peer at this port"
            ),
            (
                "egress", "10.0.0.2", "192.168.0.1", .sctp(destinationPort: 7),
                "shop/db (10.0.0.2) node n0 (192.168.0.1) sctp 7", "the peer is allowed, but not this port"
            ),
            (
                "ingress", "192.0.2.1", "10.0.0.2", .icmp(type: 8),
                "192.0.2.1 shop/db (10.0.0.2) icmp type 8", "no rule of these policies allows this peer at this port"
            ),
            (
                "ingress", "fd00::9", "fd00::2", .icmpv6(type: 128),
                "shop/far (fd00::9) shop/db (fd00::2) icmpv6 type 128",
                "no rule of these policies allows this peer at this port"
            ),
            (
                "egress", "10.0.0.2", "192.0.2.1", .other(TransportProtocol(rawValue: 47)),
                "shop/db (10.0.0.2) 192.0.2.1 protocol 47", "the peer is allowed, but not this port"
            ),
            (
                "ingress", "10.0.0.1", "10.0.0.2", .laterFragment(.udp),
                "shop/web (10.0.0.1) shop/db (10.0.0.2) a fragment of protocol 17",
                "the peer is allowed, but not this port"
            ),
            (
                "ingress", "10.0.0.1", "10.0.0.2", .tcp(destinationPort: 5432),
                "shop/web (10.0.0.1) shop/db (10.0.0.2) tcp 5432", "it is allowed by now: the rules changed since"
            ),
        ])
    func words(
        direction: String, source: String, destination: String, transport: Packet.Transport, ends: String,
        reason: String
    ) throws {
        let denial = try agent().explain(packet(direction, source, destination, transport))
        #expect("\(denial.source) \(denial.destination) \(denial.traffic)" == ends)
        #expect(denial.reason == reason && denial.direction == direction && denial.isEnforced)
        #expect(denial.policies == [SmallShop.policy.key])
        #expect(denial.seconds == 1.5 && denial.lostBefore == 2)
    }

    @Test("a policy that allows nothing, and one that cannot be read, say so")
    func bare() throws {
        var bare = SmallShop.policy
        bare.ingress = []
        let core = try agent(bare)
        let packet = packet("ingress", "10.0.0.1", "10.0.0.2", .tcp(destinationPort: 5432))
        #expect(core.explain(packet).reason == "these policies allow nothing in this direction")
        bare.defects = [Defect(.error, at: "spec", "no policy could say this")]
        #expect(try agent(bare).explain(packet).reason == "shop/db cannot be read, so it allows nothing")
    }

    @Test("an address that is known no more is told by itself, and a packet too short by what there is")
    func unknown() throws {
        let core = try agent()
        let gone = core.explain(packet("ingress", "10.0.0.1", "10.0.0.77", .tcp(destinationPort: 80)))
        #expect(gone.destination == "10.0.0.77" && gone.policies.isEmpty)
        #expect(gone.reason == "it is allowed by now: the rules changed since")
        let short = core.explain(
            LoggedPacket(prefix: "martlet would deny egress: ", hook: .forward, nanoseconds: 0, headers: nil))
        #expect(short.source == "unknown" && short.destination == "unknown" && !short.isEnforced)
        #expect(short.traffic == "a packet too short to read" && short.reason == "its headers could not be read")
        #expect(short.direction == "egress")
    }

    private func agent(_ policy: NetworkPolicy = SmallShop.policy) throws -> AgentCore<MemoryKernel> {
        let mailbox = Mailbox()
        for event in SmallShop.events + [.policies([policy])] { mailbox.put(event, now: .zero) }
        var core = AgentCore(
            AgentOptions(node: "n0"), kernel: MemoryKernel(), hearsOfChanges: true, clock: ManualClock().reader)
        try core.boot(nil)
        _ = core.step(mailbox.take())
        return core
    }

    private func packet(
        _ direction: String, _ source: String, _ destination: String, _ transport: Packet.Transport
    ) -> LoggedPacket {
        LoggedPacket(
            prefix: "martlet denies \(direction): ", hook: .forward, nanoseconds: 1_500_000_000,
            headers: PacketHeaders(
                from: address(source), to: address(destination), transport, byteCount: 60), lostBefore: 2)
    }
}
