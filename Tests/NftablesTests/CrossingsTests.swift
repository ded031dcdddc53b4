import Addresses
import TestSupport
import Testing

@testable import Nftables

/// A node whose pods are isolated both ways, and are members of each other's peers.
@Suite struct CrossingsTests {
    private static let (web, db, remote) = (SmallUniverse.ipv4[0], SmallUniverse.ipv4[1], SmallUniverse.ipv4[3])

    /// A node of isolated pods that all allow two sets of peers, of which these are the members.
    private static func node(
        _ addresses: [IPAddress], p: Set<IPAddress> = [], q: Set<IPAddress> = [], known: Set<IPAddress>? = nil
    ) -> PodLayout {
        let allows = [PodLayout.Allow("p"), PodLayout.Allow("q", port: 80)]
        var node = PodLayout()
        for address in addresses {
            node.pods["pod-\(address)"] = .init([address], ingress: allows, egress: allows)
        }
        (node.peers, node.known) = (["p": p, "q": q], known)
        return node
    }

    /// One thing that happens, and where the way stops for it: who is in p, in q, and has chains.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let old: PodLayout
        let new: PodLayout
        /// `nil` where rules read copies.
        let stops: [String]?
    }

    static let cases: [Case] = [
        Case(
            testDescription: "a pod that appears is isolated before it joins",
            old: node([db]), new: node([web, db], p: [web]), stops: ["p [] q [] of 2"]),
        Case(
            testDescription: "one that goes leaves before nothing isolates it",
            old: node([web, db], p: [web]), new: node([db]), stops: ["p [] q [] of 2"]),
        Case(
            testDescription: "a pod elsewhere joins at once, whatever else changes",
            old: node([db]), new: node([web, db], p: [remote]), stops: []),
        Case(
            testDescription: "and moves at once",
            old: node([web, db], p: [remote]), new: node([web, db], q: [remote]), stops: []),
        Case(
            testDescription: "a pod that moves by itself moves at once",
            old: node([web, db], p: [web]), new: node([web, db], q: [web]), stops: []),
        Case(
            testDescription: "pods that only join do so at once",
            old: node([web, db]), new: node([web, db], p: [web], q: [db]), stops: []),
        Case(
            testDescription: "one leaves before another joins",
            old: node([web, db], p: [web]), new: node([web, db], p: [db]),
            stops: ["p [] q [] of 2", "p [] q [] of 2"]),
        Case(
            testDescription: "a pod that moves while it is isolated is read of in copies",
            old: node([db], p: [web]), new: node([web, db], q: [web]), stops: nil),
        Case(
            testDescription: "so are two that appear at once, which reach each other before and behind",
            old: node([]), new: node([web, db], p: [web, db]), stops: nil),
        Case(
            testDescription: "one that all packets are asked about counts though it is not isolated",
            old: node([db], p: [remote], known: []), new: node([db], known: [remote]),
            stops: nil),
    ]

    @Test("stops where it must, and nowhere else", arguments: cases)
    func stops(_ example: Case) throws {
        let (old, new) = (example.old.ruleset, example.new.ruleset)
        let round = Round(from: old, to: new, DifferingNames(old, new))
        let crossings = Crossings(round, try #require(round.analysis))
        let stops = crossings.detour(from: old, to: new)?.stops ?? []
        let isCopying = stops.contains { $0.sets.keys.contains { $0.hasPrefix("copy/") } }
        #expect(isCopying == (example.stops == nil))
        if let expected = example.stops { #expect(stops.map { text($0) } == expected) }
    }

    @Test("where no two base chains share a hook, nothing crosses")
    func oneChain() throws {
        var (old, new) = (Self.node([Self.db]).ruleset, Self.node([Self.web, Self.db], p: [Self.web]).ruleset)
        (old.chains["egress"], new.chains["egress"]) = (nil, nil)
        let round = Round(from: old, to: new, DifferingNames(old, new))
        #expect(Crossings(round, try #require(round.analysis)).detour(from: old, to: new) == nil)
    }

    private func text(_ ruleset: Ruleset) -> String {
        let members = ["p", "q"].map { "\($0) \(ruleset.sets["\($0)-v4"].map { $0.elements.map(\.bytes) } ?? [])" }
        return members.joined(separator: " ") + " of \(ruleset.maps["ingress-pods-v4"]?.verdicts.count ?? 0)"
    }
}
