import Addresses
import ClusterSupport
import Testing

@testable import Analysis

@Suite struct DestinationTextTests {
    private static let pod = EndText.object(namespace: "shop", kind: nil, name: "db")
    private static let deployment = EndText.object(namespace: "shop", kind: "deploy", name: "db")

    @Test(
        "every form of a destination is read",
        arguments: [
            ("shop/db", pod, nil), ("shop/db:80", pod, AskedPort.number(80, .tcp)),
            ("shop/db:53/UDP", pod, .number(53, .udp)), ("shop/db:http", pod, .named("http", nil)),
            ("shop/deploy/db:80", deployment, .number(80, .tcp)), ("shop/db/ICMP", pod, .icmp),
            ("shop/db/icmp", pod, .icmp), ("shop/deploy/db/icmp", deployment, .icmp),
            ("shop/deploy/icmp", .object(namespace: "shop", kind: "deploy", name: "icmp"), nil),
            ("shop/icmp", .object(namespace: "shop", kind: nil, name: "icmp"), nil),
            ("shop/udp", .object(namespace: "shop", kind: nil, name: "udp"), nil),
            ("host:10250", .host, .number(10250, .tcp)), ("host/icmp", .host, .icmp),
            ("10.0.0.1:80/TCP", .address(address("10.0.0.1")), .number(80, .tcp)),
            ("10.0.0.1/icmp", .address(address("10.0.0.1")), .icmp), ("fd00::1", .address(address("fd00::1")), nil),
            ("fd00::1/ICMP", .address(address("fd00::1")), .icmp),
            ("[fd00::1]", .address(address("fd00::1")), nil), ("[fd00::1]/ICMPv6", .address(address("fd00::1")), .icmp),
            ("[fd00::1]:80/SCTP", .address(address("fd00::1")), .number(80, .sctp)),
        ] as [(String, EndText, AskedPort?)])
    func reads(_ text: String, _ end: EndText, _ port: AskedPort?) throws {
        let read = try DestinationText(parsing: text)
        #expect(read.end == end)
        #expect(read.port == port)
    }

    @Test(
        "what is no destination is refused with what would be right",
        arguments: [
            ("", "is empty: write ns/pod, ns/deploy/name, an address, or host"),
            (":80", "is empty: write ns/pod, ns/deploy/name, an address, or host"),
            ("shop/db:", "has no port behind \":\": write one such as 80, 53/UDP or http"),
            ("shop/db:80/ICMP", "has a port, and ICMP has none: leave the port out, as in shop/db/ICMP"),
            ("[fd00::1]:80/ICMP", "has a port, and ICMP has none: leave the port out, as in shop/db/ICMP"),
            ("shop/db/UDP", "has a protocol without a port: write one before it, as in shop/db:53/UDP"),
            ("10.0.0.1/udp", "has a protocol without a port: write one before it, as in 10.0.0.1:53/udp"),
            ("[fd00::1]80", "goes on with \"80\" behind \"]\": write [fd00::1]:80/TCP"),
            (
                "fd00::1:80/TCP",
                "does not show where the address ends: write an IPv6 address with a port as [fd00::1]:80/TCP"
            ),
        ])
    func refuses(_ text: String, _ reason: String) {
        #expect(throws: Malformed(reason)) { try DestinationText(parsing: text) }
    }
}
