import Addresses
import Nftables

/// A ruleset that holds every form of every statement, set and chain once.
enum EveryForm {
    /// The ruleset.
    static var ruleset: Ruleset {
        var ruleset = Ruleset(comment: "all forms")
        ruleset.counters = ["denied", "seen"]
        ruleset.sets = sets
        ruleset.maps = maps
        ruleset.chains = [
            "pod/shop/web-0/ingress": Chain(matches, comment: "pod shop/web-0"),
            "allow/others": Chain(actions),
            "empty": Chain(),
            "ingress": Chain(
                [
                    Rule(.match(states: [.established, .related]), .verdict(.accept)),
                    Rule(.verdict(of: .destinationAddress(.ipv4), in: "pods4")),
                    Rule(.verdict(of: .destinationAddress(.ipv6), in: "pods6")),
                    Rule(.match(.destinationAddress(.ipv4), in: "isolated"), .counter, .verdict(.drop)),
                ], base: BaseChain(.forward, priority: 0)),
            "egress": Chain([], base: BaseChain(.forward, priority: -1, policy: .drop)),
            "late": Chain([], base: BaseChain(.postrouting, priority: 105), comment: "with a comment"),
            "early": Chain([], base: BaseChain(.prerouting, priority: -101)),
        ]
        return ruleset
    }

    private static func address(_ text: String) -> Datum { .address(parsed(text)) }

    private static func parsed(_ text: String) -> IPAddress {
        do { return try IPAddress(parsing: text) } catch { preconditionFailure("\(error)") }
    }

    private static func cidr(_ text: String) -> CIDR {
        do { return try CIDR(parsing: text) } catch { preconditionFailure("\(error)") }
    }

    private static var sets: [String: NamedSet] {
        let ports = KeyLayout(.ipv4Address, .transportProtocol, .port)
        let ranges = KeyLayout(.ipv6Address, .transportProtocol, .port, isInterval: true)
        let links = KeyLayout(.interfaceName, .ipv4Address)
        let addresses = AddressRanges(["10.0.0.0/8", "192.168.0.0/16", "255.255.255.254/31", "1.2.3.4/32"].map(cidr))
        let protocols = KeyLayout(.transportProtocol)
        return [
            "isolated": NamedSet(Elements(addresses: ["10.0.0.1", "10.0.0.2"].map(parsed), family: .ipv4)),
            "peers6": NamedSet(Elements(addresses: ["fd00::1", "::"].map(parsed), family: .ipv6), comment: "peers"),
            "blocks": NamedSet(Elements(addresses, family: .ipv4)),
            "blocks6": NamedSet(Elements(AddressRanges([cidr("fd00::/8"), cidr("ff00::/8")]), family: .ipv6)),
            "everything": NamedSet(Elements(AddressRanges([cidr("0.0.0.0/0")]), family: .ipv4)),
            "ports": NamedSet(Elements(PortSet([80...80, 8000...9000, 65535...65535]))),
            "named-ports": NamedSet(
                Elements(ports, [Element(address("10.0.0.3"), .transport(.tcp), .port(80), layout: ports)])),
            "ranges": NamedSet(
                Elements(
                    ranges,
                    [
                        Element(
                            ranges: [
                                DatumRange(cidr("fd00::/64")), DatumRange(.transport(.udp)),
                                DatumRange(.port(53), .port(60)),
                            ], layout: ranges)
                    ])),
            "links": NamedSet(
                Elements(links, [Element(.interface("veth0"), address("10.0.0.4"), layout: links)])),
            "protocols": NamedSet(
                Elements(protocols, [TransportProtocol.tcp, .udp].map { Element(.transport($0), layout: protocols) })),
            "none": NamedSet(Elements(KeyLayout(.port))),
        ]
    }

    private static var maps: [String: VerdictMap] {
        let four = KeyLayout(.ipv4Address)
        let six = KeyLayout(.ipv6Address, isInterval: true)
        let pair = KeyLayout(.ipv4Address, .port, isInterval: true)
        return [
            "pods4": VerdictMap(
                four,
                [
                    Element(address("10.0.0.1"), layout: four): .jump("pod/shop/web-0/ingress"),
                    Element(address("10.0.0.2"), layout: four): .goto("allow/others"),
                    Element(address("10.0.0.3"), layout: four): .accept,
                    Element(address("10.0.0.4"), layout: four): .drop,
                    Element(address("10.0.0.5"), layout: four): .return,
                    Element(address("10.0.0.6"), layout: four): .continue,
                ], comment: "pods by address"),
            "pods6": VerdictMap(
                six,
                [
                    Element(ranges: [DatumRange(cidr("fd00::/64"))], layout: six): .jump("empty"),
                    Element(ranges: [DatumRange(cidr("ffff::/16"))], layout: six): .drop,
                ]),
            "pairs": VerdictMap(
                pair,
                [
                    Element(
                        ranges: [DatumRange(cidr("10.0.0.0/24")), DatumRange(.port(1), .port(9))], layout: pair): .drop
                ]),
        ]
    }

    private static var matches: [Rule] {
        [
            Rule(.match(.sourceAddress(.ipv4), address("10.0.0.1")), .verdict(.accept), comment: "own address"),
            Rule(.match(.sourceAddress(.ipv4), cidr("10.0.0.0/8")), .verdict(.accept)),
            Rule(.match(.sourceAddress(.ipv4), cidr("10.0.0.0/12")), .verdict(.accept)),
            Rule(.match(Match([.destinationAddress(.ipv6)], .prefix(cidr("fe80::/10")), isNegated: true))),
            Rule(.match(.destinationAddress(.ipv6), cidr("fe80::/16")), .verdict(.drop)),
            Rule(
                .match(.sourceAddress(.ipv4), DatumRange(address("10.0.0.1"), address("10.0.0.9"))),
                .verdict(.accept)),
            Rule(.match(.sourceAddress(.ipv6), in: "peers6"), .match(.destinationPort(.udp), .port(53))),
            Rule(.match(.sourceAddress(.ipv4), notIn: "isolated"), .match(.destinationPort(.sctp), .port(9))),
            Rule(.match(.sourceAddress(.ipv4), in: "blocks"), .verdict(.accept)),
            Rule(.match(.sourceAddress(.ipv4), in: "everything"), .verdict(.accept)),
            Rule(.match(.sourceAddress(.ipv6), in: "blocks6"), .match(.transportProtocol, .transport(.tcp))),
            Rule(.match(.destinationPort(.tcp), in: "ports"), .verdict(.accept)),
            Rule(.match(.destinationPort(.tcp), DatumRange(.port(80), .port(90)))),
            Rule(.match(Match([.destinationPort(.tcp)], .within(DatumRange(.port(80), .port(90))), isNegated: true))),
            Rule(.match(Match([.destinationPort(.udp)], .equals(.port(7)), isNegated: true)), .verdict(.drop)),
            Rule(.match(.sourceAddress(.ipv4), .transportProtocol, .destinationPort(nil), in: "named-ports")),
            Rule(.match(.sourceAddress(.ipv6), .transportProtocol, .destinationPort(nil), in: "ranges")),
            Rule(.match(.inputInterface, .sourceAddress(.ipv4), notIn: "links"), .verdict(.drop)),
            Rule(.match(.inputInterface, .interface("eth0")), .match(.outputInterface, .interface("a.b-c"))),
            Rule(.match(.transportProtocol, in: "protocols"), .match(.destinationPort(nil), .port(53))),
            Rule(.match(Match([.transportProtocol], .equals(.transport(.icmp)), isNegated: true)), .verdict(.drop)),
            Rule(.match(.transportProtocol, .transport(TransportProtocol(rawValue: 200))), .verdict(.drop)),
            Rule(.match(.family, .family(.ipv6)), .match(.destinationPort(.tcp), .port(22)), .verdict(.drop)),
            Rule(.match(.icmpType, .icmpType(8)), .verdict(.accept)),
            Rule(.match(.icmpv6Type, DatumRange(.icmpType(133), .icmpType(137))), .verdict(.accept)),
            Rule(.match(.icmpv6Type, .icmpType(135)), .verdict(.accept)),
            Rule(.match(states: [.new]), .verdict(.return)),
            Rule(.match(Match([.connectionState], .states(.new), isNegated: true)), .verdict(.continue)),
            Rule(.match(states: [.invalid, .untracked]), .verdict(.drop)),
            Rule(.match(Match([.connectionMark], .bits(mask: 0x4000, equal: 0x4000))), .verdict(.drop)),
            Rule(.match(Match([.packetMark], .bits(mask: 0xff, equal: 0), isNegated: true))),
            Rule(.match(.packetMark, .mark(7)), .match(.connectionMark, .mark(8))),
            Rule(.match(.destinationPort(.tcp), .port(22)), .match(.sourceAddress(.ipv4), in: "isolated")),
        ]
    }

    private static var actions: [Rule] {
        [
            Rule(.counter, .verdict(.continue), comment: "a 'comment' with — signs"),
            Rule(.namedCounter("denied"), .limit(Limit(10, per: .second)), .log(Log(prefix: "denied: ", group: 100))),
            Rule(.limit(Limit(1, per: .minute, burst: 9)), .log(Log(prefix: "plain"))),
            Rule(.log(Log(prefix: "", group: 3, snapLength: 128))),
            Rule(.match(.transportProtocol, .transport(.tcp)), .reject(.tcpReset)),
            Rule(.match(.family, .family(.ipv4)), .reject(.administrativelyProhibited)),
            Rule(.counter, .match(.sourceAddress(.ipv4), address("9.9.9.9")), .verdict(.goto("empty"))),
            Rule(.verdict(of: .sourceAddress(.ipv4), .destinationPort(.tcp), in: "pairs")),
            Rule(.verdict(.jump("empty"))),
            Rule(.reject(.portUnreachable)),
        ]
    }
}
