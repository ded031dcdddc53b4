import Addresses
import Testing

@testable import Analysis

@Suite struct AskedPortTests {
    @Test(
        "numbers and names are read, of TCP or the protocol that is written",
        arguments: [
            ("80", AskedPort.number(80, .tcp)), ("1", .number(1, .tcp)), ("65535/sctp", .number(65535, .sctp)),
            ("53/UDP", .number(53, .udp)), ("http", .named("http", nil)), ("dns-tcp/Tcp", .named("dns-tcp", .tcp)),
        ])
    func reads(_ text: String, _ port: AskedPort) throws { #expect(try AskedPort(parsing: text) == port) }

    @Test(
        "what is no port is refused with what would be right",
        arguments: [
            ("", "has no port behind \":\": write one such as 80, 53/UDP or http"),
            ("/UDP", "has no port behind \":\": write one such as 80, 53/UDP or http"),
            ("0", "has port \"0\": write one from 1 to 65535"),
            ("65536", "has port \"65536\": write one from 1 to 65535"),
            ("99999999999999999999", "has port \"99999999999999999999\": write one from 1 to 65535"),
            ("80/http", "has protocol \"http\": write TCP, UDP or SCTP, or DST/ICMP without a port"),
            ("80/", "has protocol \"\": write TCP, UDP or SCTP, or DST/ICMP without a port"),
            ("80-90", "asks about a range of ports: write one of them, or none to see all that are open"),
        ])
    func refuses(_ text: String, _ reason: String) {
        #expect(throws: Malformed(reason)) { try AskedPort(parsing: text) }
    }

    @Test("traffic is said in words") func words() {
        let texts = [AskedTraffic.port(.sctp, 80), .echo, .anything].map(\.description)
        #expect(texts == ["SCTP port 80", "ICMP echo", "all ports"])
    }
}
