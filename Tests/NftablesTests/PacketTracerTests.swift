import Addresses
import Nftables
import Testing

/// What a tracer asks of a ruleset: which chains, in which order, and what it does not know.
@Suite struct PacketTracerTests: SmallRulesets {
    @Test("a hook without chains accepts")
    func empty() {
        check(Ruleset(), .accepted)
        check(ruleset(["a": chain([Rule(.verdict(.drop))], .input)]), .accepted)
    }

    @Test("a table that sleeps drops nothing")
    func asleep() {
        var rules = ruleset(["a": chain([Rule(.verdict(.drop))])])
        check(rules, .dropped)
        rules.foreign = [.dormancy]
        check(rules, .accepted)
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

    @Test("of base chains of one priority the last by name is asked first, as the kernel asks the youngest")
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

    @Test("a limit is taken to be kept, or to be passed where that is asked for")
    func limits() {
        let rules = base([Rule(.limit(Limit(1, per: .second)), .verdict(.drop))])
        #expect(PacketTracer(rules).verdict(Self.packet) == .dropped)
        #expect(PacketTracer(rules, limits: .below).trace(Self.packet).outcome == .dropped)
        #expect(PacketTracer(rules, limits: .over).trace(Self.packet).outcome == .accepted)
        #expect(PacketTracer(rules, limits: .over).verdict(Self.packet) == .accepted)
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
}
