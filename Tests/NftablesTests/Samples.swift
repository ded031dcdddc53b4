import Addresses

@testable import Nftables

/// Rulesets that hold everything a ruleset can hold.
enum Samples {
    static let ports = KeyLayout(.ipv4Address, .transportProtocol, .port)
    static let rangesOfPorts = KeyLayout(.ipv6Address, .transportProtocol, .port, isInterval: true)

    /// One rule for each form of each statement, test and field.
    static let rules: [Rule] = fields + comparisons + effects + ends

    static let fields: [Rule] = [
        Rule(.match(.sourceAddress(.ipv4), .address("10.0.0.1")), .verdict(.accept)),
        Rule(.match(.destinationAddress(.ipv4), .address("10.0.0.255")), .verdict(.accept)),
        Rule(.match(.sourceAddress(.ipv6), .address("fd00::1")), .verdict(.accept)),
        Rule(.match(.destinationAddress(.ipv6), .address("::")), .verdict(.accept)),
        Rule(.match(.transportProtocol, .transport(.tcp))),
        Rule(.match(.transportProtocol, .transport(.udp))),
        Rule(.match(.transportProtocol, .transport(.sctp))),
        Rule(.match(.transportProtocol, .transport(.icmp))),
        Rule(.match(.transportProtocol, .transport(.icmpv6))),
        Rule(.match(.transportProtocol, .transport(TransportProtocol(rawValue: 253)))),
        Rule(.match(.destinationPort(.tcp), .port(80)), .verdict(.accept)),
        Rule(.match(.destinationPort(.udp), .port(53)), .verdict(.accept)),
        Rule(.match(.destinationPort(.sctp), .port(65535)), .verdict(.accept)),
        Rule(.match(.destinationPort(nil), .port(0)), .verdict(.accept)),
        Rule(.match(.icmpType, .icmpType(8)), .verdict(.accept)),
        Rule(.match(.icmpType, .icmpType(99)), .verdict(.accept)),
        Rule(.match(.icmpv6Type, .icmpType(135)), .verdict(.accept)),
        Rule(.match(.icmpv6Type, .icmpType(99)), .verdict(.accept)),
        Rule(.match(.family, .family(.ipv4))),
        Rule(.match(.family, .family(.ipv6))),
        Rule(.match(.inputInterface, .interface("eth0"))),
        Rule(.match(.outputInterface, .interface("cali12345678901"))),
        Rule(.match(.packetMark, .mark(0))),
        Rule(.match(.connectionMark, .mark(0xffff_ffff))),
    ]

    static let comparisons: [Rule] = [
        Rule(not(.sourceAddress(.ipv4), .equals(.address("10.0.0.1"))), .verdict(.drop)),
        Rule(.match(.sourceAddress(.ipv4), "10.0.0.0/8"), .verdict(.drop)),
        Rule(.match(.sourceAddress(.ipv4), "10.128.0.0/9"), .verdict(.drop)),
        Rule(not(.sourceAddress(.ipv4), .prefix("10.0.0.0/31")), .verdict(.drop)),
        Rule(.match(.destinationAddress(.ipv6), "fe80::/10"), .verdict(.drop)),
        Rule(not(.destinationAddress(.ipv6), .prefix("fd00::/64")), .verdict(.drop)),
        Rule(.match(.sourceAddress(.ipv4), .addresses("10.0.0.1", "10.0.0.9")), .verdict(.drop)),
        Rule(not(.sourceAddress(.ipv6), .within(.addresses("fd00::1", "fd00::9"))), .verdict(.drop)),
        Rule(.match(.destinationPort(.tcp), .ports(8000, 9000)), .verdict(.drop)),
        Rule(not(.destinationPort(.udp), .within(.ports(1, 65535))), .verdict(.drop)),
        Rule(.match(.transportProtocol, DatumRange(.transport(.icmp), .transport(.tcp))), .verdict(.drop)),
        Rule(.match(.icmpType, DatumRange(.icmpType(3), .icmpType(5))), .verdict(.drop)),
        Rule(.match(.icmpv6Type, DatumRange(.icmpType(135), .icmpType(136))), .verdict(.drop)),
        Rule(not(.inputInterface, .equals(.interface("eth0"))), .verdict(.drop)),
        Rule(bits(.packetMark, 0x4000, 0x4000), .verdict(.drop)),
        Rule(bits(.connectionMark, 0xff, 0x10, isNegated: true), .verdict(.drop)),
        Rule(.match(states: [.established, .related]), .verdict(.accept)),
        Rule(.match(states: .all), .verdict(.accept)),
        Rule(.match(states: .new), .verdict(.accept)),
        Rule(not(.connectionState, .states(.invalid)), .verdict(.accept)),
        Rule(.match(.sourceAddress(.ipv4), in: "hosts"), .verdict(.accept)),
        Rule(.match(.sourceAddress(.ipv4), notIn: "nets"), .verdict(.accept)),
        Rule(
            .match(.sourceAddress(.ipv4), .transportProtocol, .destinationPort(nil), in: "ports"), .verdict(.accept)),
        Rule(
            .match(.destinationAddress(.ipv6), .transportProtocol, .destinationPort(nil), in: "port-ranges"),
            .verdict(.accept)),
        Rule(.match(.inputInterface, in: "links"), .verdict(.accept)),
        Rule(.match(.transportProtocol, in: "protocols"), .verdict(.accept)),
        Rule(.match(.destinationPort(.tcp), in: "services"), .verdict(.accept)),
        Rule(.verdict(of: .sourceAddress(.ipv4), in: "pods")),
        Rule(.verdict(of: .sourceAddress(.ipv4), .destinationPort(.tcp), in: "pod-ports")),
    ]

    static let effects: [Rule] = [
        Rule(.counter),
        Rule(.namedCounter("denied")),
        Rule(.limit(Limit(10, per: .second))),
        Rule(.limit(Limit(1, per: .minute, burst: 1))),
        Rule(.limit(Limit(4_000_000_000, per: .hour, burst: 4_000_000_000))),
        Rule(.limit(Limit(7, per: .day, burst: 6))),
        Rule(.log(Log(prefix: ""))),
        Rule(.log(Log(prefix: "martlet: "))),
        Rule(.log(Log(prefix: "", group: 0))),
        Rule(.log(Log(prefix: "a b", group: 65535, snapLength: 128))),
    ]

    static let ends: [Rule] = [
        Rule(.verdict(.accept)),
        Rule(.verdict(.drop)),
        Rule(.verdict(.return)),
        Rule(.verdict(.continue)),
        Rule(.verdict(.jump("leaf"))),
        Rule(.verdict(.goto("leaf"))),
        Rule(.match(.transportProtocol, .transport(.tcp)), .reject(.tcpReset)),
        Rule(.reject(.administrativelyProhibited)),
        Rule(.reject(.portUnreachable)),
        Rule(.counter, .verdict(.drop), comment: "no way – \"in\" \\ #1; {x}"),
        Rule(
            .match(.sourceAddress(.ipv4), .address("10.0.0.1")), .match(.destinationPort(.tcp), .port(80)), .counter,
            .limit(Limit(3, per: .second)), .log(Log(prefix: "x", group: 4)), .verdict(.drop), comment: "all at once"),
    ]

    /// A table with all of them, and with sets and maps of every layout.
    static let everything: Ruleset = {
        var ruleset = Ruleset(comment: "what the table is")
        ruleset.counters = ["denied", "pod/shop/web-0/ingress"]
        ruleset.sets = sets
        ruleset.maps = maps
        ruleset.chains = [
            "leaf": Chain([Rule(.counter)], comment: "what the chain is"),
            "forms": Chain(rules),
            "empty": Chain(),
            "after": Chain([Rule(.verdict(.jump("forms")))], base: BaseChain(.forward, priority: 1, policy: .drop)),
            "before": Chain(
                [Rule(.verdict(.jump("leaf")))], base: BaseChain(.forward, priority: -1), comment: "with a hook"),
            "nat": Chain(base: BaseChain(.postrouting, priority: 100, kind: .nat)),
        ]
        return ruleset
    }()

    static let sets: [String: NamedSet] = [
        "hosts": NamedSet(
            Elements(addresses: ["10.0.0.3", "10.0.0.1", "10.0.0.2"], family: .ipv4), comment: "some hosts"),
        "hosts6": NamedSet(Elements(addresses: ["fd00::2", "fd00::1"], family: .ipv6)),
        "nets": NamedSet(
            Elements(
                AddressRanges(["10.0.0.0/8", "192.168.0.1/32", "11.0.0.0/31", "11.0.0.2/32"] as [CIDR]),
                family: .ipv4)),
        "nets6": NamedSet(Elements(AddressRanges(["fd00::/8", "::/127", "::2/128"] as [CIDR]), family: .ipv6)),
        "every": NamedSet(Elements(.all, family: .ipv4)),
        "every6": NamedSet(Elements(.all, family: .ipv6)),
        "services": NamedSet(
            Elements(
                KeyLayout(.port), [80, 443, 1, 65535, 8080, 0].map { Element(.port($0), layout: KeyLayout(.port)) })),
        "service-ranges": NamedSet(Elements(PortSet([PortRange(0...65535)]))),
        "links": NamedSet(
            Elements(
                KeyLayout(.interfaceName),
                ["eth1", "eth0"].map { Element(.interface($0), layout: KeyLayout(.interfaceName)) })),
        "protocols": NamedSet(
            Elements(
                KeyLayout(.transportProtocol),
                [.tcp, .icmpv6, .udp, .sctp, .icmp, TransportProtocol(rawValue: 253)].map {
                    Element(.transport($0), layout: KeyLayout(.transportProtocol))
                })),
        "ports": NamedSet(
            Elements(
                ports,
                [
                    Element(.address("10.0.0.1"), .transport(.tcp), .port(80), layout: ports),
                    Element(.address("10.0.0.2"), .transport(.udp), .port(53), layout: ports),
                    Element(
                        .address("10.0.0.1"), .transport(TransportProtocol(rawValue: 253)), .port(7), layout: ports),
                ])),
        "port-ranges": NamedSet(
            Elements(
                rangesOfPorts,
                [
                    Element(
                        ranges: [
                            .addresses("fd00::1", "fd00::7"), DatumRange(.transport(.tcp)), DatumRange(.port(80)),
                        ],
                        layout: rangesOfPorts),
                    Element(
                        ranges: [DatumRange("fd01::/64"), DatumRange(.transport(.udp)), .ports(1, 9)],
                        layout: rangesOfPorts),
                ])),
        "nothing": NamedSet(Elements(KeyLayout(.ipv4Address)), comment: "empty"),
    ]

    static let maps: [String: VerdictMap] = [
        "pods": VerdictMap(
            KeyLayout(.ipv4Address),
            Dictionary(
                uniqueKeysWithValues: [Verdict.jump("leaf"), .drop, .accept, .goto("leaf"), .return, .continue]
                    .enumerated().map { index, verdict in
                        let address = IPAddress(ipv4: 0x0a00_0001 + UInt32(index))
                        return (Element(.address(address), layout: KeyLayout(.ipv4Address)), verdict)
                    }), comment: "where pods go"),
        "pod-ports": VerdictMap(
            KeyLayout(.ipv4Address, .port, isInterval: true),
            [
                Element(
                    ranges: [DatumRange("10.0.0.0/24"), .ports(1, 5)],
                    layout: KeyLayout(.ipv4Address, .port, isInterval: true)): .jump("leaf")
            ]),
        "no-pods": VerdictMap(KeyLayout(.ipv6Address)),
    ]

    /// A comparison that is to fail.
    static func not(_ field: Field, _ test: Test) -> Statement { .match(Match([field], test, isNegated: true)) }

    /// Some bits of a mark.
    static func bits(_ field: Field, _ mask: UInt32, _ equal: UInt32, isNegated: Bool = false) -> Statement {
        .match(Match([field], .bits(mask: mask, equal: equal), isNegated: isNegated))
    }
}
