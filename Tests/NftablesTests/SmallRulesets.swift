import Addresses
import Nftables
import Testing

/// Small rulesets, and what is expected of one packet in them.
protocol SmallRulesets {}

extension SmallRulesets {
    static var packet: Packet {
        Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80), inputInterface: "eth0")
    }

    /// Both ways of asking give this outcome, which is certain.
    func check(
        _ ruleset: Ruleset, _ outcome: Trace.Outcome, _ packet: Packet = Self.packet,
        at location: SourceLocation = #_sourceLocation
    ) {
        let tracer = PacketTracer(ruleset)
        let trace = tracer.trace(packet)
        #expect(trace.outcome == outcome, "\(trace.text)", sourceLocation: location)
        #expect(trace.isCertain, "\(trace.text)", sourceLocation: location)
        #expect(tracer.verdict(packet) == outcome, sourceLocation: location)
    }

    func checkUncertain(
        _ ruleset: Ruleset, _ outcome: Trace.Outcome, _ note: String, _ packet: Packet = Self.packet,
        at location: SourceLocation = #_sourceLocation
    ) {
        let trace = PacketTracer(ruleset).trace(packet)
        #expect(trace.outcome == outcome, sourceLocation: location)
        #expect(!trace.isCertain, sourceLocation: location)
        #expect(trace.steps.flatMap(\.notes) == [note], sourceLocation: location)
        #expect(PacketTracer(ruleset).verdict(packet) == outcome, sourceLocation: location)
    }

    func ruleset(_ chains: [String: Chain]) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.chains = chains
        return ruleset
    }

    func chain(
        _ rules: [Rule], _ hook: BaseChain.Hook = .forward, priority: Int32 = 0, policy: BaseChain.Policy = .accept
    ) -> Chain {
        Chain(rules, base: BaseChain(hook, priority: priority, policy: policy))
    }

    /// A base chain of these rules, a chain that they may jump to, and a map from the packet's source.
    func base(_ rules: [Rule], map verdict: Verdict? = nil, leaf: [Rule] = []) -> Ruleset {
        var ruleset = ruleset(["base": chain(rules), "leaf": Chain(leaf)])
        let layout = KeyLayout(.ipv4Address)
        let element = Element(.address("10.0.0.1"), layout: layout)
        ruleset.maps["map"] = VerdictMap(layout, verdict.map { [element: $0] } ?? [:])
        return ruleset
    }
}
