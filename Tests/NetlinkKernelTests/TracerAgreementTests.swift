import Addresses
import Nftables
import TestSupport
import Testing

/// The tracer says of random packets and random rulesets what the kernel does with them.
@Suite(.requiresKernel) struct TracerAgreementTests {
    @Test("the tracer agrees with the kernel about the fate of each packet, and about each statement that it passed")
    func agrees() throws {
        let network = try ForwardedPackets()
        var generator = RulesetGenerator(.forTest("tracer agreement"), options: Self.options)
        var counts = Counts()
        for _ in 0..<rounds(40, long: 120) {
            let ruleset = withCounters(withoutLimits(generator.ruleset()))
            guard ruleset.problems.isEmpty else {
                counts.leftOut += 1
                continue
            }
            try network.load(ruleset)
            try compare(ruleset, network, &counts, generator.seed)
        }
        // What a test says of nothing it says of everything.
        #expect(counts.accepted >= 300 && counts.refused >= 300 && counts.passed >= 3000, "\(counts)")
        #expect(counts.uncertain < counts.accepted && counts.leftOut < 20, "\(counts)")
    }

    private func compare(
        _ ruleset: Ruleset, _ network: ForwardedPackets, _ counts: inout Counts, _ seed: String
    ) throws {
        let tracer = PacketTracer(ruleset)
        let traced = network.packets.map { ($0, tracer.trace($0.traced)) }
        let certain = traced.filter(\.1.isCertain)
        counts.uncertain += traced.count - certain.count
        let arrivals = try network.arrivals(of: certain.map(\.0))
        var expected = Dictionary(uniqueKeysWithValues: ruleset.counters.map { ($0, 0) })
        for ((packet, trace), arrived) in zip(certain, arrivals) {
            if arrived { counts.accepted += 1 } else { counts.refused += 1 }
            let said: Comment =
                "\(seed): \(packet.traced) \(arrived ? "arrived" : "is lost")\n\(trace.text)\(ruleset.text)"
            #expect((trace.outcome == .accepted) == arrived, said)
            #expect(tracer.verdict(packet.traced) == trace.outcome, said)
            for case .namedCounter(let name) in trace.steps.flatMap(\.effects) { expected[name, default: 0] += 1 }
        }
        let counted = try network.counters()
        let differing = expected.filter { counted[$0.key] != $0.value }.keys.sorted()
        #expect(differing == [], "\(seed): \(differing.map { (expected[$0], counted[$0]) })\n\(ruleset.text)")
        counts.passed += expected.values.reduce(0, +)
    }

    private struct Counts {
        var accepted = 0
        var refused = 0
        var passed = 0
        var uncertain = 0
        var leftOut = 0
    }

    private static var options: RulesetGenerator.Options {
        var options = RulesetGenerator.Options()
        options.hooks = [.forward]
        options.elementCountMax = 6
        return options
    }

    /// What a rate lets through depends on when packets come.
    private func withoutLimits(_ ruleset: Ruleset) -> Ruleset {
        rewriting(ruleset) { _, _, statements in
            statements.filter { if case .limit = $0 { false } else { true } }
        }
    }

    /// A counter of its own in front of each statement.
    private func withCounters(_ ruleset: Ruleset) -> Ruleset {
        var counters = ruleset.counters
        var result = rewriting(ruleset) { chain, rule, statements in
            statements.enumerated().flatMap { index, statement in
                let name = "n.\(chain).\(rule).\(index)"
                counters.insert(name)
                return [.namedCounter(name), statement]
            }
        }
        result.counters = counters
        return result
    }

    private func rewriting(
        _ ruleset: Ruleset, _ rewritten: (_ chain: String, _ rule: Int, [Statement]) -> [Statement]
    ) -> Ruleset {
        var result = ruleset
        for (name, chain) in ruleset.chains {
            result.chains[name]?.rules = chain.rules.enumerated().map { index, rule in
                let statements = rewritten(name, index + 1, rule.statements)
                return Rule(statements.isEmpty ? [.counter] : statements, keeping: rule.comment)
            }
        }
        return result
    }
}

/// Packets of every kind between the addresses that generated rulesets speak of, through a router that is under test.
private struct ForwardedPackets {
    /// One packet, as it is sent and as a rule sees it.
    struct Forwarded {
        let sent: RawPacket
        let traced: Packet
    }

    let packets: [Forwarded]
    private let topology: Topology
    private let probe: PacketProbe

    init() throws {
        let (targets4, targets6) = (SmallUniverse.ipv4.suffix(2), SmallUniverse.ipv6.suffix(1))
        topology = try Topology(serverAddresses: (targets4 + targets6).map(\.bytes))
        probe = try PacketProbe(topology)
        // No target is a source: what the router tells the sender of a refused packet quotes it, and must not be taken
        // for it at the far end.
        packets =
            Self.packets(from: SmallUniverse.ipv4.dropLast(2), to: targets4)
            + Self.packets(from: SmallUniverse.ipv6.dropLast(), to: targets6)
    }

    /// Puts a ruleset in the place of what the router has; its one link that rules name is the client's.
    func load(_ ruleset: Ruleset) throws {
        let text = ruleset.text.replacing("\"eth0\"", with: "\"\(topology.client.routerLink)\"")
        try topology.router.command(["nft", "-f", "-"], input: "flush ruleset\n" + text)
        try topology.forgetConnections()
    }

    /// Whether each of the packets got through, sent once.
    func arrivals(of packets: [Forwarded]) throws -> [Bool] { try probe.arrivals(of: packets.map(\.sent)) }

    /// How many packets each counter with a name has seen.
    func counters() throws -> [String: Int] {
        let listing = try topology.router.command(["nft", "list", "counters", "table", "inet", "martlet"])
        let words = listing.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        var counted: [String: Int] = [:]
        for index in words.indices where words[index] == "packets" {
            counted[String(words[index - 2])] = Int(words[index + 1])
        }
        return counted
    }

    private static func packets(from sources: ArraySlice<IPAddress>, to targets: ArraySlice<IPAddress>) -> [Forwarded] {
        sources.flatMap { source in
            targets.flatMap { target in
                transports(source.family).map { raw, transport, states in
                    Forwarded(
                        sent: RawPacket(from: source.bytes, to: target.bytes, raw),
                        traced: Packet(
                            .forward, from: source, to: target, transport, inputInterface: "eth0",
                            outputInterface: "server0", states: states))
                }
            }
        }
    }

    /// What is sent above IP, what it is to a rule, and what conntrack says of the first of its kind.
    private static func transports(_ family: IPFamily) -> [(RawTransport, Packet.Transport, ConnectionStates)] {
        var transports: [(RawTransport, Packet.Transport, ConnectionStates)] = []
        for port in SmallUniverse.ports + [9999] {
            transports.append((.tcp(source: 1, destination: port), .tcp(destinationPort: port), .new))
            transports.append((.udp(source: 1, destination: port), .udp(destinationPort: port), .new))
            transports.append((.sctp(source: 1, destination: port), .sctp(destinationPort: port), .new))
        }
        transports.append((.other(253), .other(TransportProtocol(rawValue: 253)), .new))
        switch family {
        case .ipv4:
            for (type, states) in [(8, .new), (0, .invalid), (3, .invalid), (200, .invalid)]
                as [(UInt8, ConnectionStates)]
            {
                transports.append((.icmp(type: type), .icmp(type: type), states))
            }
        case .ipv6:
            for (type, states) in [(128, .new), (129, .invalid), (1, .invalid), (200, .invalid)]
                as [(UInt8, ConnectionStates)]
            {
                transports.append((.icmpv6(type: type), .icmpv6(type: type), states))
            }
        }
        return transports
    }
}
