import Nftables
import Testing

/// Logged packets as values.
struct LoggedPacketTests {
    private let headers = PacketHeaders(
        from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80), sourcePort: 9, byteCount: 60)

    @Test func `it is a packet where its headers and its hook are known, by links with names`() {
        let logged = LoggedPacket(
            prefix: "x", hook: .forward, nanoseconds: 1, inputLink: 2, outputLink: 3, mark: 4, headers: headers)
        let packet = logged.packet { $0 == 2 ? "veth2" : nil }
        let expected = Packet(
            .forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80), inputInterface: "veth2",
            packetMark: 4)
        #expect(packet == expected)
    }

    @Test func `without headers or hook it is none`() {
        #expect(LoggedPacket(prefix: "", hook: .input, nanoseconds: 0, headers: nil).packet { _ in nil } == nil)
        #expect(LoggedPacket(prefix: "", hook: nil, nanoseconds: 0, headers: headers).packet { _ in nil } == nil)
    }
}
