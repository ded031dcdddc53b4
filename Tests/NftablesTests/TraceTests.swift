import Addresses
import Nftables
import Testing

@Suite struct TraceTests {
    static let rules: Ruleset = {
        var rules = Ruleset()
        let layout = KeyLayout(.ipv4Address)
        rules.counters = ["denied"]
        rules.sets = ["peers": NamedSet(Elements(addresses: ["10.0.0.9"], family: .ipv4))]
        rules.maps = [
            "pods": VerdictMap(layout, [Element(.address("10.0.0.1"), layout: layout): .jump("pod")])
        ]
        rules.chains = [
            "pod": Chain([
                Rule(.counter, .match(.sourceAddress(.ipv4), in: "peers"), .verdict(.accept)),
                Rule(.verdict(.jump("empty"))),
                Rule(
                    .namedCounter("denied"), .limit(Limit(1, per: .second)), .log(Log(prefix: "no")),
                    comment: "for the log"),
                Rule(.verdict(.goto("end"))),
            ]),
            "empty": Chain(),
            "end": Chain([Rule(.verdict(.return))]),
            "egress": Chain(
                [
                    Rule(.match(states: .established), .verdict(.accept)),
                    Rule(.verdict(of: .sourceAddress(.ipv4), in: "pods")),
                ], base: BaseChain(.forward, priority: -1)),
            "ingress": Chain(
                [Rule(.match(.destinationPort(.tcp), .port(81)), .reject(.tcpReset))],
                base: BaseChain(.forward, policy: .drop)),
            "nat": Chain(base: BaseChain(.forward, priority: -5, kind: .route)),
        ]
        return rules
    }()

    static let text = """
        nat -> not asked, its kind is route
        egress rule 1: ct state established accept -> no match: ct state established
        egress rule 2: ip saddr vmap @pods -> jump pod
          pod rule 1: counter packets 0 bytes 0 ip saddr @peers accept -> no match: ip saddr @peers \
        [counter packets 0 bytes 0]
          pod rule 2: jump empty -> jump empty
            empty -> end of chain
          pod rule 3: counter name "denied" limit rate 1/second log prefix "no" comment "for the log" -> next rule \
        [counter name "denied"] [log prefix "no"]
          pod rule 4: goto end -> goto end
            end rule 1: return -> return
        egress -> policy accept
        ingress rule 1: tcp dport 81 reject with tcp reset -> no match: tcp dport 81
        ingress -> policy drop
        dropped

        """

    @Test("a trace is told rule by rule, chains that were called further in")
    func text() {
        let packet = Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 80))
        let trace = PacketTracer(Self.rules).trace(packet)
        #expect(trace.text == Self.text)
        #expect(trace.steps.map(\.depth) == [0, 0, 0, 1, 1, 2, 1, 1, 2, 0, 0, 0])
        #expect(trace.steps.map(\.position) == [nil, 1, 2, 1, 2, nil, 3, 4, 1, nil, 1, nil])
    }

    @Test("an end that is not the policy, a rejection, too many jumps and doubts are told too")
    func rest() {
        var rules = Self.rules
        rules.chains["egress"]?.rules = [Rule(.foreign("queue")), Rule(.verdict(.jump("circle")))]
        rules.chains["circle"] = Chain([Rule(.verdict(.goto("circle")))])
        let packet = Packet(.forward, from: "10.0.0.1", to: "10.0.0.2", .tcp(destinationPort: 81))
        let lines = PacketTracer(rules).trace(packet).text.split(separator: "\n")
        #expect(lines[1] == "egress rule 1: # unknown: queue -> no match: # unknown: queue ('queue' is unknown to us)")
        #expect(lines.suffix(2) == ["\(String(repeating: " ", count: 32))circle -> too deep, drop", lines.last ?? ""])
        #expect(lines.last == "dropped, as far as we can tell")
        rules.chains["egress"]?.rules = []
        let rejected = PacketTracer(rules).trace(packet).text.split(separator: "\n")
        #expect(rejected.suffix(2).first?.hasSuffix("reject with tcp reset -> reject with tcp reset") == true)
        #expect(rejected.last == "rejected (reject with tcp reset)")
    }
}
