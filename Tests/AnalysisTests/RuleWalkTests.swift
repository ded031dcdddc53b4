import Addresses
import ClusterSupport
import Nftables
import Testing

@testable import Analysis

@Suite struct RuleWalkTests {
    private func lines(_ chains: [String: Chain], verbose: Bool = false) -> [String] {
        var ruleset = Ruleset()
        ruleset.chains = chains
        let packet = Packet(.forward, from: address("10.0.0.1"), to: address("10.0.0.2"), .tcp(destinationPort: 80))
        return RuleWalk(packet, knowingLinks: false, in: ruleset, PacketTracer(ruleset)).lines(verbose: verbose)
    }

    private let other = Rule(.match(.transportProtocol, .transport(.udp)), .verdict(.drop))

    @Test("what only passes by is left out, unless all is wanted") func leavesOut() {
        let chains = [
            "base": Chain([other, Rule(.verdict(.jump("next"))), Rule(.verdict(.drop))], base: BaseChain(.forward)),
            "next": Chain([other]),
        ]
        #expect(
            lines(chains) == [
                "base rule 2: jump next", "  its rule does not decide", "base rule 3: drop", "=> dropped",
            ])
        #expect(
            lines(chains, verbose: true) == [
                "base rule 1: meta l4proto udp drop -> no match: meta l4proto udp",
                "base rule 2: jump next -> jump next",
                "  next rule 1: meta l4proto udp drop -> no match: meta l4proto udp",
                "  next -> end of chain", "base rule 3: drop -> drop", "=> dropped",
            ])
    }

    @Test("where no rule is asked it says so") func nothing() {
        #expect(lines([:]) == ["no rule is asked here", "=> accepted"])
        #expect(lines(["base": Chain(base: BaseChain(.forward))]) == ["base: no rules", "=> accepted"])
    }

    @Test("a refusal is shown, and what is not known to us is never left out") func foreign() {
        let rules = [Rule([.foreign("quota")]), Rule([.counter, .reject(.portUnreachable)])]
        #expect(
            lines(["base": Chain(rules, base: BaseChain(.forward))]) == [
                "base rule 1: # unknown: quota ('quota' is unknown to us)",
                "base rule 2: counter packets 0 bytes 0 reject",
                "=> rejected (reject), as far as can be told",
            ])
    }
}
