import Addresses
import Nftables
import Testing

/// What rules do with a packet: verdicts, jumps and maps.
@Suite struct PacketWalkTests: SmallRulesets {
    @Test(
        "what a rejection says is part of the outcome, and it is final",
        arguments: Rejection.allCases)
    func rejections(rejection: Rejection) {
        let rules = ruleset([
            "a": chain([Rule(.reject(rejection)), Rule(.verdict(.accept))], priority: -1), "b": chain([]),
        ])
        check(rules, .rejected(rejection))
    }

    @Test("the first rule that ends decides; one that fails, or says nothing, does not")
    func rulesInOrder() {
        let fails = Statement.match(.destinationPort(.tcp), .port(81))
        let holds = Statement.match(.destinationPort(.tcp), .port(80))
        check(base([Rule(fails, .verdict(.accept)), Rule(holds, .verdict(.drop))]), .dropped)
        check(base([Rule(holds, .verdict(.accept)), Rule(.verdict(.drop))]), .accepted)
        check(base([Rule(holds, fails, .verdict(.accept)), Rule(.verdict(.drop))]), .dropped)
        check(base([Rule(holds, .counter), Rule(.log(Log(prefix: ""))), Rule(.verdict(.drop))]), .dropped)
        check(base([Rule(.counter, fails, .verdict(.drop))]), .accepted)
    }

    @Test("continue goes on, in the rule and behind it")
    func continues() {
        check(base([Rule(.verdict(.continue)), Rule(.verdict(.drop))]), .dropped)
        check(base([Rule(.verdict(.continue), .verdict(.drop))]), .dropped)
        check(base([Rule(.verdict(.continue))]), .accepted)
        check(base([Rule(.verdict(of: .sourceAddress(.ipv4), in: "map"), .verdict(.drop))], map: .continue), .dropped)
    }

    @Test("return in a base chain is its policy, elsewhere it goes on behind the jump")
    func returns() {
        check(ruleset(["a": chain([Rule(.verdict(.return)), Rule(.verdict(.accept))], policy: .drop)]), .dropped)
        check(ruleset(["a": chain([Rule(.verdict(.return)), Rule(.verdict(.drop))], policy: .accept)]), .accepted)
        let jumps = [Rule(.verdict(.jump("leaf"))), Rule(.verdict(.drop))]
        check(base(jumps, leaf: [Rule(.verdict(.return)), Rule(.verdict(.accept))]), .dropped)
        check(base(jumps, leaf: []), .dropped)
        check(base(jumps, leaf: [Rule(.verdict(.accept))]), .accepted)
        check(base([Rule(.verdict(.jump("leaf")))], leaf: [Rule(.verdict(.drop))]), .dropped)
    }

    @Test("goto does not come back: not to a base chain, and not to the chain that said it")
    func gotos() {
        let gotos = [Rule(.verdict(.goto("leaf"))), Rule(.verdict(.drop))]
        check(base(gotos, leaf: []), .accepted)
        check(base(gotos, leaf: [Rule(.verdict(.return))]), .accepted)
        check(base(gotos, leaf: [Rule(.verdict(.drop))]), .dropped)
        var rules = base([Rule(.verdict(.jump("middle"))), Rule(.reject(.portUnreachable))], leaf: [])
        rules.chains["middle"] = Chain(gotos)
        check(rules, .rejected(.portUnreachable))
        rules.chains["leaf"] = Chain([Rule(.verdict(.accept))])
        check(rules, .accepted)
    }

    @Test("a map's verdict ends the rule, and where it has none the rule ends without")
    func maps() {
        let rule = [Rule(.verdict(of: .sourceAddress(.ipv4), in: "map")), Rule(.reject(.portUnreachable))]
        check(base(rule, map: .drop), .dropped)
        check(base(rule, map: .accept), .accepted)
        check(base(rule, map: .return), .accepted)
        check(base(rule, map: .jump("leaf"), leaf: [Rule(.verdict(.drop))]), .dropped)
        check(base(rule, map: .jump("leaf"), leaf: []), .rejected(.portUnreachable))
        check(base(rule, map: .goto("leaf"), leaf: []), .accepted)
        check(base(rule, map: nil), .rejected(.portUnreachable))
        let other = [Rule(.verdict(of: .sourceAddress(.ipv6), in: "map")), Rule(.reject(.portUnreachable))]
        check(base(other, map: .drop), .rejected(.portUnreachable))
    }

    /// Keys of intervals, and what the map of ``intervals(source:port:outcome:)`` says of them.
    static let intervalKeys: [(IPAddress, UInt16, Trace.Outcome)] = [
        ("10.0.0.0", 1, .dropped), ("10.0.0.255", 5, .dropped), ("10.0.0.9", 3, .dropped),
        ("10.0.0.9", 0, .accepted), ("10.0.0.9", 6, .accepted), ("10.0.1.0", 3, .accepted),
        ("9.255.255.255", 3, .accepted), ("10.0.1.0", 7, .rejected(.portUnreachable)),
        ("255.255.255.255", 65535, .rejected(.portUnreachable)), ("255.255.255.255", 65534, .accepted),
    ]

    @Test("a map of intervals of several fields looks at each field by itself", arguments: intervalKeys)
    func intervals(source: IPAddress, port: UInt16, outcome: Trace.Outcome) {
        let layout = KeyLayout(.ipv4Address, .port, isInterval: true)
        let elements: [([DatumRange], Verdict)] = [
            ([DatumRange("10.0.0.0/24"), .ports(1, 5)], .drop),
            ([.addresses("10.0.1.0", "255.255.255.255"), .ports(7, 8)], .jump("leaf")),
            ([.addresses("255.255.255.255", "255.255.255.255"), .ports(65535, 65535)], .jump("leaf")),
        ]
        var rules = base([Rule(.verdict(of: .sourceAddress(.ipv4), .destinationPort(.tcp), in: "map"))])
        rules.maps["map"] = VerdictMap(
            layout, Dictionary(uniqueKeysWithValues: elements.map { (Element(ranges: $0, layout: layout), $1) }))
        rules.chains["leaf"] = Chain([Rule(.reject(.portUnreachable))])
        var packet = Self.packet
        packet.source = source
        packet.transport = .tcp(destinationPort: port)
        check(rules, outcome, packet)
    }

    @Test("a map of intervals of one field holds both ends")
    func plainIntervals() {
        let layout = KeyLayout(.port, isInterval: true)
        var rules = base([Rule(.verdict(of: .destinationPort(.tcp), in: "map"))])
        rules.maps["map"] = VerdictMap(
            layout,
            [
                Element(ranges: [.ports(0, 1)], layout: layout): .drop,
                Element(ranges: [.ports(3, 4)], layout: layout): .drop,
                Element(ranges: [.ports(65535, 65535)], layout: layout): .drop,
            ])
        let dropped = [0, 1, 2, 3, 4, 5, 65534, 65535].filter { port in
            var packet = Self.packet
            packet.transport = .tcp(destinationPort: UInt16(port))
            return PacketTracer(rules).verdict(packet) == .dropped
        }
        #expect(dropped == [0, 1, 3, 4, 65535])
    }

    @Test("one jump more than sixteen is a drop, and a circle ends as one")
    func depths() {
        func nested(_ count: Int) -> Ruleset {
            var rules = ruleset(["base": chain([Rule(.verdict(.jump("c1")))])])
            for index in 1...count {
                rules.chains["c\(index)"] = Chain(index < count ? [Rule(.verdict(.jump("c\(index + 1)")))] : [])
            }
            return rules
        }
        check(nested(15), .accepted)
        check(nested(16), .accepted)
        check(nested(17), .dropped)
        check(base([Rule(.verdict(.jump("leaf")))], leaf: [Rule(.verdict(.jump("leaf")))]), .dropped)
        check(base([Rule(.verdict(.goto("leaf")))], leaf: [Rule(.verdict(.goto("leaf")))]), .dropped)
    }
}
