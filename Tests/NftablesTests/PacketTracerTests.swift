import Addresses
import Nftables
import Testing

/// Small rulesets, and what they do with packets.
@Suite struct PacketTracerTests {
    static let packet = Packet(
        .forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80), inputInterface: "eth0")

    @Test("a hook without chains accepts")
    func empty() {
        check(Ruleset(), .accepted)
        check(ruleset(["a": chain([Rule(.verdict(.drop))], .input)]), .accepted)
    }

    @Test("the end of a base chain is its policy", arguments: BaseChain.Policy.allCases)
    func policies(policy: BaseChain.Policy) {
        check(ruleset(["a": chain([], policy: policy)]), policy == .accept ? .accepted : .dropped)
        check(ruleset(["a": chain([Rule(.counter)], policy: policy)]), policy == .accept ? .accepted : .dropped)
    }

    @Test("an acceptance leads to the next base chain, a drop to none", arguments: [true, false])
    func chainsInOrder(dropsFirst: Bool) {
        let verdicts: [Verdict] = dropsFirst ? [.drop, .accept] : [.accept, .drop]
        let rules = ruleset([
            "z": chain([Rule(.verdict(verdicts[0]))], priority: -1), "a": chain([Rule(.verdict(verdicts[1]))]),
        ])
        check(rules, .dropped)
        let trace = PacketTracer(rules).trace(Self.packet)
        #expect(trace.steps.map(\.chain) == (dropsFirst ? ["z"] : ["z", "a"]))
    }

    @Test("base chains of one priority are asked from the last name to the first, as the kernel asks the youngest first")
    func ties() {
        let rules = ruleset(["b": chain([]), "a": chain([]), "c": chain([], priority: -300)])
        #expect(PacketTracer(rules).trace(Self.packet).steps.map(\.chain) == ["c", "b", "a"])
    }

    @Test("chains that rewrite are not asked", arguments: [BaseChain.Kind.nat, .route])
    func kinds(kind: BaseChain.Kind) {
        var chain = Chain(base: BaseChain(.forward, policy: .drop, kind: kind))
        chain.rules = [Rule(.verdict(.drop))]
        check(ruleset(["a": chain]), .accepted)
    }

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

    @Test("a limit is taken to be kept, or to be passed where that is asked for")
    func limits() {
        let rules = base([Rule(.limit(Limit(1, per: .second)), .verdict(.drop))])
        #expect(PacketTracer(rules).verdict(Self.packet) == .dropped)
        #expect(PacketTracer(rules, limits: .below).trace(Self.packet).outcome == .dropped)
        #expect(PacketTracer(rules, limits: .over).trace(Self.packet).outcome == .accepted)
        #expect(PacketTracer(rules, limits: .over).verdict(Self.packet) == .accepted)
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

    @Test("what is not there is empty, and said to be not there")
    func dangling() {
        let source = Field.sourceAddress(.ipv4)
        checkUncertain(base([Rule(.match(source, in: "gone"), .verdict(.drop))]), .accepted, "set gone is not there")
        checkUncertain(base([Rule(.match(source, notIn: "gone"), .verdict(.drop))]), .dropped, "set gone is not there")
        checkUncertain(base([Rule(.verdict(of: source, in: "gone"))]), .accepted, "map gone is not there")
        checkUncertain(
            base([Rule(.verdict(.jump("gone"))), Rule(.verdict(.drop))]), .dropped, "chain gone is not there")
        checkUncertain(
            base([Rule(.verdict(.goto("gone"))), Rule(.verdict(.drop))]), .accepted, "chain gone is not there")
    }

    @Test("a set of another layout than the rule asks for holds nothing")
    func misfits() {
        let fields: [[Field]] = [[.sourceAddress(.ipv4)], [.sourceAddress(.ipv4), .destinationPort(nil)]]
        for fields in fields {
            for layout in [KeyLayout(.port), KeyLayout(.port, isInterval: true), Samples.rangesOfPorts] {
                var rules = base([Rule(.match(Match(fields, .member(of: "set"))), .verdict(.drop))])
                rules.sets["set"] = NamedSet(Elements(layout))
                check(rules, .accepted)
                rules.maps["map"] = VerdictMap(layout, [Element(bytes: [1]): .drop])
                rules.chains["base"]?.rules = [Rule(.verdictMap(fields, map: "map"))]
                check(rules, .accepted)
            }
        }
    }

    @Test("what is not ours makes the outcome uncertain where a packet meets it")
    func foreign() {
        let element = Element(.address("10.0.0.1"), layout: KeyLayout(.ipv4Address))
        let rule = [Rule(.verdict(of: .sourceAddress(.ipv4), in: "map"))]
        let unknown = base([Rule(.foreign("queue"), .verdict(.drop)), Rule(.verdict(.accept))])
        checkUncertain(unknown, .accepted, "'queue' is unknown to us")
        check(base([Rule(.match(.icmpType, .icmpType(8)), .foreign("queue"))]), .accepted)

        var rules = base(rule, map: nil)
        rules.foreign = [.catchAll(of: "map")]
        checkUncertain(rules, .accepted, "map has an element for all else that is not ours")
        rules.foreign = [.element(of: "map", element)]
        checkUncertain(rules, .accepted, "map has an element here that is not ours")
        rules.foreign = [.element(of: "map", Element(.address("10.0.0.2"), layout: KeyLayout(.ipv4Address)))]
        check(rules, .accepted)
        rules.foreign = [.element(of: "map", Element(bytes: [1])), .element(of: "other", element), .set("x")]
        check(rules, .accepted)
        rules.foreign = [.chain("hidden")]
        checkUncertain(rules, .accepted, "chain hidden is not ours and may decide too")

        rules = base(rule, map: .drop)
        rules.foreign = [.catchAll(of: "map")]
        check(rules, .dropped)
    }

    @Test("what the kernel reads as the port of a packet without ports makes the outcome uncertain where it matters")
    func unknownPorts() {
        let fields: [Field] = [.sourceAddress(.ipv4), .transportProtocol, .destinationPort(nil)]
        let note = "the kernel reads other bytes as the port here"
        var packet = Self.packet
        packet.transport = .icmp(type: 8)
        checkUncertain(base([Rule(.match(.destinationPort(nil), .port(80)), .verdict(.drop))]), .accepted, note, packet)
        check(base([Rule(.match(.destinationPort(.tcp), .port(80)), .verdict(.drop))]), .accepted, packet)
        for (transport, isUncertain) in [(TransportProtocol.icmp, true), (.tcp, false)] {
            let element = Element(.address("10.0.0.1"), .transport(transport), .port(80), layout: Samples.ports)
            var inSet = base([Rule(.match(Match(fields, .member(of: "set"))), .verdict(.drop))])
            inSet.sets["set"] = NamedSet(Elements(Samples.ports, [element]))
            var inMap = base([Rule(.verdictMap(fields, map: "map"))])
            inMap.maps["map"] = VerdictMap(Samples.ports, [element: .drop])
            for rules in [inSet, inMap] {
                if isUncertain {
                    checkUncertain(rules, .accepted, note, packet)
                } else {
                    check(rules, .accepted, packet)
                }
            }
        }
        packet.transport = .laterFragment(.tcp)
        check(base([Rule(.match(.destinationPort(nil), .port(80)), .verdict(.drop))]), .accepted, packet)
    }

    // MARK: -

    /// Both ways of asking give this outcome, which is certain.
    private func check(
        _ ruleset: Ruleset, _ outcome: Trace.Outcome, _ packet: Packet = PacketTracerTests.packet,
        at location: SourceLocation = #_sourceLocation
    ) {
        let tracer = PacketTracer(ruleset)
        let trace = tracer.trace(packet)
        #expect(trace.outcome == outcome, "\(trace.text)", sourceLocation: location)
        #expect(trace.isCertain, "\(trace.text)", sourceLocation: location)
        #expect(tracer.verdict(packet) == outcome, sourceLocation: location)
    }

    private func checkUncertain(
        _ ruleset: Ruleset, _ outcome: Trace.Outcome, _ note: String, _ packet: Packet = PacketTracerTests.packet,
        at location: SourceLocation = #_sourceLocation
    ) {
        let trace = PacketTracer(ruleset).trace(packet)
        #expect(trace.outcome == outcome, sourceLocation: location)
        #expect(!trace.isCertain, sourceLocation: location)
        #expect(trace.steps.flatMap(\.notes) == [note], sourceLocation: location)
        #expect(PacketTracer(ruleset).verdict(packet) == outcome, sourceLocation: location)
    }

    private func ruleset(_ chains: [String: Chain]) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.chains = chains
        return ruleset
    }

    private func chain(
        _ rules: [Rule], _ hook: BaseChain.Hook = .forward, priority: Int32 = 0, policy: BaseChain.Policy = .accept
    ) -> Chain {
        Chain(rules, base: BaseChain(hook, priority: priority, policy: policy))
    }

    /// A base chain of these rules, a chain that they may jump to, and a map from the packet's source.
    private func base(_ rules: [Rule], map verdict: Verdict? = nil, leaf: [Rule] = []) -> Ruleset {
        var ruleset = ruleset(["base": chain(rules), "leaf": Chain(leaf)])
        let layout = KeyLayout(.ipv4Address)
        let element = Element(.address("10.0.0.1"), layout: layout)
        ruleset.maps["map"] = VerdictMap(layout, verdict.map { [element: $0] } ?? [:])
        return ruleset
    }
}
