import Benchmarks
import Testing

@Suite struct ReceivedPacketsTests {
    private static let text = """
        Ip: Forwarding DefaultTTL InReceives InHdrErrors
        Ip: 2 64 4711 3
        Icmp: InMsgs InReceives
        Icmp: 5 6
        """

    @Test("the packets of IP are found by the name above them")
    func count() {
        #expect(ReceivedPackets(Self.text)?.count == 4711)
    }

    @Test(
        "a text that is no such list is none",
        arguments: [
            "", "Ip: InReceives\n", "Ip: InReceives\nIp: many\n", "Ip: A InReceives\nIp: 1\n", "Ip: A\nIp: 1\n",
        ])
    func refused(_ text: String) {
        #expect(ReceivedPackets(text) == nil)
    }
}
