import Addresses
import Nftables
import Testing

@Suite struct PacketTests {
    @Test(
        "is said in one line",
        arguments: [
            (
                Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80)),
                "forward from 10.0.0.1 to 10.0.0.2 tcp dport 80, ct state new"
            ),
            (
                Packet(
                    .input, from: "fd00::1", to: "fd00::2", .icmpv6(type: 135), inputInterface: "eth0",
                    outputInterface: "eth1", states: .untracked, connectionMark: 1, packetMark: 0x4000),
                "input from fd00::1 by eth0 to fd00::2 by eth1 ipv6-icmp type 135, ct state untracked, "
                    + "ct mark 0x00000001, mark 0x00004000"
            ),
            (
                Packet(.output, from: "10.0.0.1", to: "10.0.0.2", .laterFragment(.udp), states: .established),
                "output from 10.0.0.1 to 10.0.0.2 later fragment of udp, ct state established"
            ),
            (
                Packet(.output, from: "10.0.0.1", to: "10.0.0.2", .other(TransportProtocol(rawValue: 47))),
                "output from 10.0.0.1 to 10.0.0.2 47, ct state new"
            ),
        ])
    func description(packet: Packet, text: String) {
        #expect(packet.description == text)
    }

    @Test("knows the protocol of each transport")
    func transports() {
        let transports: [Packet.Transport] = [
            .tcp(destinationPort: 1), .udp(destinationPort: 1), .sctp(destinationPort: 1), .icmp(type: 1),
            .icmpv6(type: 1), .other(.tcp), .laterFragment(.udp),
        ]
        #expect(transports.map(\.transportProtocol) == [.tcp, .udp, .sctp, .icmp, .icmpv6, .tcp, .udp])
    }
}
