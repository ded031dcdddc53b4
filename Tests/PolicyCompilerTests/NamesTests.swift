import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import Testing

@testable import PolicyCompiler
@testable import PolicyEngine

@Suite struct NamesTests {
    private let longNamespace = String(repeating: "n", count: 63)
    private let longName = String(repeating: "p", count: 253)

    private func rules(_ pod: ObjectKey, _ policies: [ObjectKey]) -> Ruleset {
        var site = Site(policies.map { NetworkPolicy($0, ingress: [PolicyRule([.own("web")])], egress: []) })
        site.add(Pod(pod, node: "n1", addresses: [address("10.1.0.9"), address("fd00:1::9")]))
        site.options.log = .init()
        return site.rules.ruleset
    }

    private func comments(_ ruleset: Ruleset) -> [String] {
        let chains = ruleset.chains.values.flatMap { [$0.comment] + $0.rules.map(\.comment) }
        let others = ruleset.sets.values.map(\.comment) + ruleset.maps.values.map(\.comment) + [ruleset.comment]
        return (chains + others).compactMap { $0?.description }
    }

    @Test("D11.127, D11.129 and D11.131 the longest names, with dots, make names and comments that the kernel takes")
    func longNames() {
        let dotted = String((longName.prefix(250) + ".a.0"))
        for name in [longName, dotted, "web-0.example", "0"] {
            let ruleset = rules(ObjectKey(longNamespace, name), [ObjectKey(longNamespace, longName)])
            #expect(ruleset.problems == [])
            let names = ruleset.counters.union(ruleset.sets.keys).union(ruleset.maps.keys).union(ruleset.chains.keys)
            #expect(names.allSatisfy { ObjectName.isValid($0) && $0.utf8.count <= ObjectName.byteCountMax })
            #expect(comments(ruleset).allSatisfy { $0.utf8.count <= 128 })
        }
    }

    @Test(
        "D11.128 no name of a manifest ends a comment early, or begins a line",
        arguments: [
            "a\"; accept; #", "a\nb accept", "a\u{0}b", "a\r\tb", "é漢字🙂", "\u{202e}drop", "$x", "\\", "a b;{}",
            String(repeating: "\"", count: 253), String(repeating: "漢", count: 200),
        ])
    func hostileNames(_ name: String) {
        let plain = rules(ObjectKey("ns", "pod"), [ObjectKey("ns", "policy")])
        for (pod, policy) in [("pod", name), (name, "policy"), (name, name)] {
            let ruleset = rules(ObjectKey("ns", pod), [ObjectKey("ns", policy)])
            #expect(ruleset.problems == [])
            #expect(comments(ruleset).allSatisfy { $0.utf8.count <= 128 && !$0.contains("\"") })
            let lines = ruleset.text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == plain.text.split(separator: "\n", omittingEmptySubsequences: false).count)
            #expect(lines.allSatisfy { [0, 2].contains($0.count { $0 == "\"" }) })
            #expect(!ruleset.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
        }
    }

    @Test("a hostile namespace changes no rule, only its words")
    func hostileNamespace() {
        let (plain, hostile) = (
            rules(ObjectKey("ns", "pod"), [ObjectKey("ns", "p")]),
            rules(ObjectKey("n\"\ns", "pod"), [ObjectKey("n\"\ns", "p")])
        )
        #expect(hostile.problems == [] && hostile.chains.count == plain.chains.count)
        #expect(hostile.chains.values.map(\.rules.count).sorted() == plain.chains.values.map(\.rules.count).sorted())
    }

    @Test("D11.130 names of different things never collide: kinds, directions, families, pods, queries, ranges")
    func noCollisions() throws {
        let pods = [
            ObjectKey("a", "b"), ObjectKey("a", "b/ingress"), ObjectKey("a/b", "ingress"), ObjectKey("a_b", "c"),
            ObjectKey("a b", "c"), ObjectKey("a", longName), ObjectKey("a", longName + "x"), ObjectKey(longName, "a"),
        ]
        let selectors = try ["a", "b"].map {
            try #require(PeerSelector(.app($0), namespaces: nil, policyNamespace: "ns"))
        }
        let ranges = [AddressRanges([cidr("10.0.0.0/8")]), AddressRanges([cidr("10.0.0.0/9")]), .all, AddressRanges()]
        let queries = [PeerQuery([selectors[0]]), PeerQuery(selectors), PeerQuery(.init("a", .tcp), selectors, .all)]
        let allowances = queries.map { Allowance.traffic(.everything, .some($0, ranges[0])) }
        let openings = [80, 81].map { Opening(query: queries[0], transport: .tcp, port: $0) }
        var names: [String] = []
        for direction in Direction.allCases {
            names += pods.flatMap { [Names.chain(of: $0, direction), Names.denied($0, direction)] }
            names += allowances.map { Names.allow([$0], direction) } + [Names.allow(allowances, direction)]
            for family in IPFamily.allCases {
                names += [Names.pods(direction, family), Names.isolated(direction, family)]
            }
        }
        for family in IPFamily.allCases {
            names += queries.map { Names.peers($0, family) } + ranges.map { Names.blocks($0, family) }
            names += [Names.unknown(family), Names.openings(openings, family), Names.openings([openings[0]], family)]
        }
        names += [PortSet([80...81]), PortSet([80...80, 82...82]), PortSet([80...82])].map { Names.ports($0) }
        #expect(Set(names).count == names.count)
        #expect(names.filter { !ObjectName.isValid($0) } == [])
    }

    @Test("the same thing has the same name, however its parts were put together")
    func stable() throws {
        let (a, b) = (
            try #require(PeerSelector(.app("a"), namespaces: nil, policyNamespace: "ns")),
            try #require(PeerSelector(.app("b"), namespaces: nil, policyNamespace: "ns"))
        )
        #expect(Names.peers(PeerQuery([a, b]), .ipv4) == Names.peers(PeerQuery([b, a, b]), .ipv4))
        #expect(Names.peers(PeerQuery([a]), .ipv4) == "peers/9cfa02eebc041528206aa3e05d8c1ae5/ipv4")
        #expect(Names.chain(of: ObjectKey("shop", "web-0"), .egress) == "pod/shop/web-0/egress")
        #expect(Names.denied(ObjectKey("shop", "web-0"), .ingress) == "denied/shop/web-0/ingress")
        #expect(Names.ports(PortSet([80...80, 8000...9000])) == "ports/80_8000-9000")
    }
}

/// The comment of the drop at the end of a pod's chain.
@Suite struct DenialCommentTests {
    private func listed(_ names: [String]) -> String {
        names.map { ObjectKey("shop", $0) }.listed(byteCountMax: LimitedText.commentByteCountMax - 12)
    }

    @Test("it names the policies that isolate the pod, in order, as many as fit, and counts the rest")
    func names() {
        #expect(listed([]) == "" && listed(["a"]) == "shop/a" && listed(["a", "b"]) == "shop/a, shop/b")
        let many = (100..<200).map { "policy-\($0)" }
        #expect(
            listed(many)
                == "shop/policy-100, shop/policy-101, shop/policy-102, shop/policy-103, shop/policy-104, "
                + "shop/policy-105 and 94 more")
    }

    @Test("all names are there where they fit, to the last byte")
    func exactFit() {
        for length in 90...110 {
            let text = listed([String(repeating: "a", count: length), "b"])
            let whole = "shop/\(String(repeating: "a", count: length)), shop/b"
            #expect(text == whole || whole.utf8.count > 116)
            let others = [" and 1 more", "a…, shop/b"].filter { text.hasSuffix($0) }
            #expect(text.utf8.count <= 116 && (text == whole || others.count == 1))
        }
    }

    @Test("where the first name alone is too long it is cut, and the rest are counted all the same")
    func longFirstName() {
        for count in [2, 10, 1000] {
            let text = listed((0..<count).map { "\($0)" + String(repeating: "p", count: 250) })
            #expect(text.utf8.count <= 116 && text.hasPrefix("shop/0ppp") && text.hasSuffix("… and \(count - 1) more"))
        }
        let alone = listed([String(repeating: "p", count: 253)])
        #expect(alone.utf8.count <= 116 && alone.hasSuffix("p…"))
    }

    @Test("names of many bytes to the letter fit too")
    func wideLetters() {
        let text = listed((0..<5).map { "\($0)" + String(repeating: "漢", count: 80) })
        #expect(text.utf8.count <= 116 && text.hasSuffix("漢… and 4 more"))
    }
}
