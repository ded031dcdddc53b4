import Addresses
import TestSupport
import Testing

@testable import Nftables

@Suite struct RuleProblemsTests {
    static let source = Field.sourceAddress(.ipv4)
    static let tcp = Statement.match(.transportProtocol, .transport(.tcp))

    /// A rule, and all that is wrong with it.
    static let cases: [(Rule, [String])] = lookups + comparisons + shapes + knowledge

    static let lookups: [(Rule, [String])] = [
        (Rule(.namedCounter("gone")), ["counts into gone, which is not there"]),
        (Rule(.match(source, in: "gone")), ["asks set gone, which is not there"]),
        (Rule(.match(source, in: "pods")), ["asks set pods, which is not there"]),
        (Rule(.verdict(of: source, in: "gone")), ["asks map gone, which is not there"]),
        (Rule(.verdict(of: source, in: "hosts")), ["asks map hosts, which is not there"]),
        (Rule(.verdict(.jump("gone"))), ["leads to chain gone, which is not there"]),
        (Rule(.verdict(.goto("gone"))), ["leads to chain gone, which is not there"]),
        (Rule(.match(.sourceAddress(.ipv6), in: "hosts")), ["these fields are no key of set hosts"]),
        (Rule(.match(source, .destinationPort(nil), in: "hosts")), ["these fields are no key of set hosts"]),
        (Rule(.match(source, in: "ports")), ["these fields are no key of set ports"]),
        (Rule(.match(.packetMark, in: "hosts")), ["these fields are no key of set hosts"]),
        (Rule(.verdict(of: .destinationPort(.tcp), in: "pods")), ["these fields are no key of map pods"]),
    ]

    static let comparisons: [(Rule, [String])] = [
        (Rule(.match(source, .address("fd00::1"))), ["'ip saddr fd00::1' makes no sense"]),
        (Rule(.match(source, .port(1))), ["'ip saddr 1' makes no sense"]),
        (Rule(.match(.destinationPort(nil), .mark(1))), ["'th dport 0x00000001' makes no sense"]),
        (Rule(.match(.icmpType, .port(1))), ["'icmp type 1' makes no sense"]),
        (Rule(.match(.connectionState, .mark(1))), ["'ct state 0x00000001' makes no sense"]),
        (Rule(.match(.inputInterface, .interface("a/b"))), ["'iifname \"a/b\"' makes no sense"]),
        (Rule(.match(.inputInterface, .interface(""))), ["'iifname \"\"' makes no sense"]),
        (Rule(.match(.inputInterface, .interface("eth*"))), ["'iifname \"eth*\"' makes no sense"]),
        (
            Rule(.match(.inputInterface, .interface("1234567890123456"))),
            ["'iifname \"1234567890123456\"' makes no sense"]
        ),
        (test(.destinationPort(nil), .within(.ports(2, 1))), ["'th dport 2-1' makes no sense"]),
        (test(.destinationPort(nil), .within(.ports(1, 1))), ["'th dport 1-1' makes no sense"]),
        (
            test(source, .within(DatumRange(.address("10.0.0.1"), .port(1)))),
            ["'ip saddr 10.0.0.1-1' makes no sense"]
        ),
        (test(.packetMark, .within(DatumRange(.mark(1), .mark(2)))), ["'meta mark -' makes no sense"]),
        (test(source, .prefix("0.0.0.0/0")), ["'ip saddr 0.0.0.0/0' makes no sense"]),
        (test(source, .prefix("10.0.0.1/32")), ["'ip saddr 10.0.0.1/32' makes no sense"]),
        (test(source, .prefix("fd00::/8")), ["'ip saddr fd00::/8' makes no sense"]),
        (test(.destinationPort(nil), .prefix("10.0.0.0/8")), ["'th dport 10.0.0.0/8' makes no sense"]),
        (test(.packetMark, .bits(mask: 0, equal: 0)), ["'meta mark & 0x00000000 == 0x00000000' makes no sense"]),
        (test(.packetMark, .bits(mask: 1, equal: 2)), ["'meta mark & 0x00000001 == 0x00000002' makes no sense"]),
        (test(source, .bits(mask: 1, equal: 1)), ["'ip saddr & 0x00000001 == 0x00000001' makes no sense"]),
        (test(.connectionState, .states([])), ["'ct state ' makes no sense"]),
        (test(.connectionState, .states(.init(rawValue: 16))), ["'ct state ' makes no sense"]),
        (test(.connectionMark, .states(.new)), ["'ct mark new' makes no sense"]),
        (
            test(.connectionState, .states([.new, .related]), isNegated: true),
            ["'ct state != related,new' makes no sense"]
        ),
        (
            Rule(.match(Match([source, .destinationPort(nil)], .equals(.port(1))))),
            ["several fields are looked up in sets only"]
        ),
        (Rule(.match(Match([], .equals(.port(1))))), ["several fields are looked up in sets only"]),
    ]

    static let shapes: [(Rule, [String])] = [
        (Rule(), ["says nothing"]),
        (Rule(comment: "only words"), ["says nothing"]),
        (Rule(.verdict(.drop), .counter), ["goes on behind its verdict"]),
        (Rule(.verdict(.continue), .verdict(.drop)), ["goes on behind its verdict"]),
        (Rule(.verdict(of: source, in: "pods"), .verdict(.drop)), ["goes on behind its verdict"]),
        (Rule(.reject(.portUnreachable), .counter), ["goes on behind its verdict"]),
        (Rule(.foreign("queue")), ["'queue' is not ours to write"]),
        (Rule(.limit(Limit(0, per: .second))), ["a limit of nothing"]),
        (Rule(.log(Log(prefix: "", snapLength: 1))), ["snaplen needs a group"]),
        (
            Rule([.counter], keeping: LimitedText(verbatim: "a \"quote\"")), ["its comment is not one that nft takes"]
        ),
        (
            Rule([.counter], keeping: LimitedText(verbatim: String(repeating: "x", count: 129))),
            ["its comment is not one that nft takes"]
        ),
    ]

    static let knowledge: [(Rule, [String])] = [
        (
            Rule(.match(.family, .family(.ipv4)), .match(source, .address("10.0.0.1"))),
            ["'ip saddr' already means this family"]
        ),
        (
            Rule(.match(source, .address("10.0.0.1")), .match(.destinationAddress(.ipv6), .address("fd00::1"))),
            ["'ip6 daddr' is of the other family than what stands before it"]
        ),
        (Rule(tcp, .match(.destinationPort(.tcp), .port(1))), ["'tcp dport' already means this protocol"]),
        (Rule(tcp, .match(.destinationPort(nil), .port(1))), ["'th dport' stands where the protocol is known"]),
        (
            Rule(.match(.destinationPort(.tcp), .port(1)), .match(.destinationPort(nil), .port(1))),
            ["'th dport' stands where the protocol is known"]
        ),
        (
            Rule(tcp, .match(.destinationPort(.udp), .port(1))),
            ["'udp dport' is of another protocol than what stands before it"]
        ),
        (
            Rule(.match(.icmpType, .icmpType(8)), .match(.destinationPort(nil), .port(1))),
            ["'th dport' stands where the protocol is known"]
        ),
        (
            Rule(.reject(.tcpReset)),
            ["'reject with tcp reset' stands where the protocol is not known to be TCP"]
        ),
        (
            Rule(.match(.destinationPort(.udp), .port(1)), .reject(.tcpReset)),
            ["'reject with tcp reset' stands where the protocol is not known to be TCP"]
        ),
        (
            Rule(.match(.family, .family(.ipv4)), tcp, .reject(.tcpReset)),
            ["'reject with tcp reset' hides 'meta nfproto'"]
        ),
        (
            Rule(.match(.family, .family(.ipv4)), .match(.transportProtocol, .transport(.icmp))),
            ["'meta l4proto icmp' hides 'meta nfproto'"]
        ),
        (
            Rule(.match(.family, .family(.ipv6)), .match(.transportProtocol, .transport(.icmpv6))),
            ["'meta l4proto ipv6-icmp' hides 'meta nfproto'"]
        ),
        (
            Rule(.match(source, in: "hosts"), .reject(.portUnreachable)),
            ["'reject' stands where the family is known"]
        ),
        (
            Rule(.match(.family, .family(.ipv6)), .reject(.portUnreachable)),
            ["'reject' stands where the family is known"]
        ),
    ]

    @Test("each reason is found, and no other with it", arguments: cases)
    func reasons(rule: Rule, reasons: [String]) {
        #expect(rule.problems(in: Samples.everything) == reasons)
    }

    @Test("every form of every statement is fine", arguments: Samples.rules)
    func fine(rule: Rule) {
        #expect(rule.problems(in: Samples.everything) == [])
    }

    static let single: [Statement] = [
        .match(source, .address("10.0.0.1")), .match(.destinationAddress(.ipv6), "fd00::/64"),
        tcp, .match(.transportProtocol, .transport(.icmp)),
        .match(.transportProtocol, .transport(.init(rawValue: 253))),
        Samples.not(.transportProtocol, .equals(.transport(.tcp))),
        .match(.transportProtocol, DatumRange(.transport(.icmp), .transport(.tcp))),
        .match(.destinationPort(.tcp), .port(80)), .match(.destinationPort(.udp), .ports(1, 9)),
        .match(.destinationPort(nil), .port(5)), .match(.destinationPort(nil), .ports(1, 5)),
        .match(.icmpType, .icmpType(8)), .match(.icmpv6Type, .icmpType(128)),
        .match(.family, .family(.ipv4)), .match(.family, .family(.ipv6)),
        Samples.not(.family, .equals(.family(.ipv4))),
        .match(.inputInterface, .interface("eth0")), .match(states: .new), .match(source, in: "hosts"),
        .match(source, .transportProtocol, .destinationPort(nil), in: "ports"),
        .match(.destinationAddress(.ipv6), .transportProtocol, .destinationPort(nil), in: "port-ranges"),
        .match(.transportProtocol, in: "protocols"), .match(.destinationPort(nil), in: "services"),
    ]

    /// All pairs of statements, with and without an end, and triples of those that say something of the packet.
    static let combinations: [Rule] = {
        let map = Statement.verdict(of: source, .destinationPort(.tcp), in: "pod-ports")
        let telling = [0, 2, 8, 10, 12, 14].map { single[$0] } + [map]
        let pairs = single.flatMap { first in single.map { [first, $0] } }
        let ends = [Statement.reject(.tcpReset), .reject(.portUnreachable), .reject(.administrativelyProhibited)]
        let triples = telling.flatMap { first in
            telling.flatMap { second in telling.map { [first, second, $0] } }
        }
        let ended = pairs.flatMap { pair in ends.map { pair + [$0] } }
        return (pairs + ended + triples.filter { Set($0).count == 3 && !$0.dropLast().contains(map) }).map { Rule($0) }
    }()

    @Test("nft lists every combination of statements as it was written, unless that is a problem", .requiresKernel)
    func combinationsReadBack() throws {
        var ruleset = Samples.everything
        ruleset.chains = ["leaf": Chain()]
        ruleset.chains["all-of-them"] = Chain(Self.combinations.filter { $0.problems(in: ruleset).isEmpty })
        let listing = try Nft.listing(ofText: ruleset.text)
        #expect(difference(withSortedConcatenations(listing), withSortedConcatenations(ruleset.text)) == nil)
        #expect((ruleset.chains["all-of-them"]?.rules.count ?? 0) > 300)
    }

    @Test(
        "every combination that is a problem is refused by nft, listed otherwise, or never holds", .requiresKernel,
        .long)
    func combinationsFail() throws {
        try expectFailures(of: Self.combinations)
    }

    @Test("each combination that is a reason of its own is refused by nft, or listed otherwise", .requiresKernel)
    func knowledgeFails() throws {
        try expectFailures(of: Self.knowledge.map(\.0))
    }

    private func expectFailures(of rules: [Rule]) throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        var ruleset = Samples.everything
        for rule in rules {
            let problems = rule.problems(in: Samples.everything)
            if problems.isEmpty || problems.contains(where: { $0.contains("than what stands before it") }) { continue }
            ruleset.chains = ["leaf": Chain(), "one": Chain([rule])]
            let input = "flush ruleset\n" + ruleset.text
            guard try namespace.run({ try Command.run(["nft", "-f", "-"], input: input) }).succeeded else { continue }
            let listing = try namespace.run { try Command.run(["nft", "list", "chain", "inet", "martlet", "one"]) }
            #expect(!listing.output.contains("\t\t\(rule.text)\n"), "\(rule.text): \(problems)")
        }
    }

    /// A rule of one comparison.
    static func test(_ field: Field, _ test: Nftables.Test, isNegated: Bool = false) -> Rule {
        Rule(.match(Match([field], test, isNegated: isNegated)))
    }
}
