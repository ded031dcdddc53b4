import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@Suite struct PolicyCompilerTests {
    private let denyAll = policy("deny", ingress: [], egress: [])

    @Test("where no pod is isolated the rules have the kernel follow connections, and do nothing else")
    func noIsolatedPod() {
        let bare = """
            table inet martlet {
            \tcomment "NetworkPolicies of this node, written by martlet"
            \tchain egress {
            \t\tcomment "what leaves pods of this node"
            \t\ttype filter hook forward priority filter - 1; policy accept;
            \t\tct state established,related accept
            \t}

            \tchain ingress {
            \t\tcomment "what comes to pods of this node"
            \t\ttype filter hook forward priority filter; policy accept;
            \t\tct state established,related accept
            \t}

            \tchain own-node {
            \t\tcomment "what pods send to their own node"
            \t\ttype filter hook input priority filter; policy accept;
            \t\tct state established,related accept
            \t}
            }

            """
        #expect(Site().rules.ruleset.text == bare)
        #expect(Site(policy("elsewhere", ingress: [], namespace: "far")).rules.ruleset.text == bare)
        #expect(Site(policy("nobody", .app("nobody"), ingress: [])).rules.ruleset.text == bare)
    }

    @Test("rules and sets are of the families that isolated pods have, and of no other", arguments: [true, false])
    func families(_ isIPv4: Bool) {
        let blocks = PolicyRule(
            [block("10.0.0.0/8", except: "10.1.0.0/16"), block("fd00::/16", except: "fd00:1::/32"), .own("cart")],
            ports: [port(.tcp, 80), port(.tcp, 443)])
        var site = Site(policy("p", .app("one"), ingress: [blocks], egress: [blocks]))
        site.add(Site.pod("shop/one", isIPv4 ? "10.1.0.9" : "fd00:1::9"))
        let (here, other) = isIPv4 ? ("ipv4", "ipv6") : ("ipv6", "ipv4")
        let text = site.rules.ruleset.text
        #expect(text.contains("-\(here)") && !text.contains("-\(other)") && !text.contains("/\(other)"))
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        #expect(words.contains(isIPv4 ? "ip" : "ip6") && !words.contains(isIPv4 ? "ip6" : "ip"))
        #expect(words.contains("icmpv6") == !isIPv4)
    }

    @Test("a node with both families asks about both")
    func dualStack() {
        let names = Set(Site(denyAll).rules.ruleset.maps.keys)
        #expect(names == ["egress-pods-ipv4", "egress-pods-ipv6", "ingress-pods-ipv4", "ingress-pods-ipv6"])
    }

    @Test("ports of blocks that are all of a family that the node has not leave nothing behind")
    func foreignFamily() {
        let rule = PolicyRule([block("fd00:9::/64")], ports: [port(.tcp, 80), port(.tcp, 443)])
        var site = Site(policy("p", .app("db"), ingress: [rule]))
        #expect(site.rules.ruleset.unneeded == [])
        site.add(Site.pod("shop/db", "10.1.0.2", "fd00:1::2"))
        #expect(site.rules.ruleset.unneeded == [] && site.rules.passes("fd00:9::1", "fd00:1::2"))
    }

    @Test("every object of the table is needed by a rule, on random clusters")
    func nothingUnneeded() {
        for seed in 0..<UInt64(rounds(60, long: 200)) {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            let policy = Resolver.policy(of: ClusterGenerator.node, in: generator.cluster())
            let ruleset = PolicyCompiler().ruleset(of: policy)
            if ruleset.unneeded != [] || ruleset.problems != [] {
                Issue.record("seed \(seed): \(ruleset.unneeded) \(ruleset.problems)")
                return
            }
        }
    }

    @Test("the number of rules that a packet walks does not grow with the number of policies")
    func stepsOfManyPolicies() {
        let counts = [1, 10, 100, 1000].map { count in
            let policies = (0..<count).map { number in
                policy("p\(number)", ingress: [PolicyRule([.own("peer\(number)")], ports: [port(.tcp, 80)])])
            }
            let rules = Site(policies).rules
            return [
                rules.trace("10.1.0.3", "10.1.0.1").steps.count, rules.trace("192.0.2.1", "10.1.0.1").steps.count,
                rules.ruleset.chains.values.map(\.rules.count).max() ?? 0,
            ]
        }
        #expect(Set(counts).count == 1, "\(counts)")
    }

    @Test("the table has the name that was chosen")
    func tableName() {
        var site = Site(denyAll)
        site.options.table = "other"
        #expect(site.rules.ruleset.table == "other" && site.rules.ruleset.text.hasPrefix("table inet other {"))
    }
}

/// What a node's owner may choose about denied packets and cut connections.
@Suite struct CompilerOptionsTests {
    private func texts(_ chain: String, _ options: PolicyCompiler.Options) -> [String] {
        var site = Site(policy("deny", .app("db"), ingress: [], egress: []))
        site.options = options
        return site.rules.ruleset.chains[chain]?.rules.map(\.text) ?? []
    }

    @Test("a denied packet is dropped, and nobody is told, unless rejecting was chosen")
    func denial() {
        let drop = texts("pod/shop/db/ingress", .init())
        let reject = texts("pod/shop/db/ingress", .init(denial: .reject))
        #expect(
            drop == [
                "ip saddr 10.1.0.2 accept", "counter name \"denied/shop/db/ingress\"",
                "drop comment \"isolated by shop/deny\"",
            ])
        #expect(
            reject == drop.dropLast() + ["reject with icmpx admin-prohibited comment \"isolated by shop/deny\""])
    }

    @Test("rejecting refuses what dropping drops, and nothing more")
    func rejects() {
        var site = Site(policy("deny", .app("db"), ingress: []))
        site.options.denial = .reject
        #expect(site.rules.trace("192.0.2.1", "10.1.0.2").outcome == .rejected(.administrativelyProhibited))
        #expect(site.rules.trace("10.1.0.2", "10.1.0.2").outcome == .accepted)
        #expect(site.rules.trace("10.1.0.2", "192.0.2.1").outcome == .accepted)
    }

    @Test("a log is a statement of its own, limited in its rate, before the drop")
    func log() {
        let rules = texts("pod/shop/db/egress", .init(log: .init(limit: Limit(3, per: .minute))))
        #expect(
            rules == [
                "ip daddr 10.1.0.2 accept", "counter name \"denied/shop/db/egress\"",
                "limit rate 3/minute log prefix \"martlet denies egress of shop/db: \"",
                "drop comment \"isolated by shop/deny\"",
            ])
        #expect(texts("pod/shop/db/egress", .init()).allSatisfy { !$0.contains("log") })
    }

    @Test("to a group all pods log by one chain for each direction, so that its limit is the node's")
    func logGroup() {
        let options = PolicyCompiler.Options(log: .init(group: 7, limit: Limit(3, per: .minute)))
        #expect(texts("pod/shop/db/egress", options)[2] == "jump log/egress")
        #expect(
            texts("log/egress", options) == ["limit rate 3/minute log prefix \"martlet denies egress: \" group 7"])
    }

    @Test("only what is denied in the chosen namespaces is logged, and no chain stands that nobody asks")
    func logNamespaces() {
        var site = Site(policy("deny", .app("db"), ingress: []))
        site.options.log = .init(group: 7, namespaces: ["shop"])
        #expect(site.rules.ruleset.chains["log/ingress"] != nil)
        #expect(site.rules.ruleset.chains["log/egress"] == nil)
        site.options.log = .init(group: 7, namespaces: ["lab"])
        #expect(site.rules.ruleset.chains.keys.allSatisfy { !$0.hasPrefix("log/") })
        #expect(site.rules.ruleset.chains.values.allSatisfy { !"\($0)".contains("log") })
    }

    @Test("while nothing is stopped everything passes, counted and logged as what would be denied")
    func passes() {
        var site = Site(policy("deny", .app("db"), ingress: []))
        site.options.denial = .pass
        site.options.log = .init(group: 7)
        site.options.cutMark = 1
        #expect(site.rules.trace("192.0.2.1", "10.1.0.2").outcome == .accepted)
        #expect(
            texts("log/ingress", site.options)
                == ["limit rate 10/second log prefix \"martlet would deny ingress: \" group 7"])
        let all = site.rules.ruleset.text
        #expect(!all.contains("drop") && !all.contains("isolated-"))
        #expect(all.contains("counter name \"denied/shop/db/ingress\""))
    }

    @Test(
        "whether the log's limit is reached or not changes nothing for the packet",
        arguments: PacketTracer.Limits.allCases)
    func logLimit(_ limits: PacketTracer.Limits) {
        var site = Site(policy("deny", .app("db"), ingress: []))
        site.options.log = .init()
        let packet = Packet(
            .forward, from: address("192.0.2.1"), to: address("10.1.0.2"), .tcp(destinationPort: 80))
        #expect(PacketTracer(site.rules.ruleset, limits: limits).verdict(packet) == .dropped)
    }

    @Test("the mark that cuts a connection is asked before established ones pass, in every base chain")
    func cutMark() {
        for chain in ["egress", "ingress", "own-node"] {
            #expect(
                texts(chain, .init(cutMark: 0x40)).prefix(2) == [
                    "ct mark & 0x00000040 == 0x00000040 drop comment \"connections that policies no longer allow\"",
                    "ct state established,related accept",
                ])
            #expect(texts(chain, .init()).first == "ct state established,related accept")
        }
    }

    @Test("only the bit of the mark counts, whatever else the mark says")
    func cutMarkBit() {
        var site = Site(policy("deny", .app("db"), ingress: []))
        site.options.cutMark = 0x40
        for (mark, passes) in [(0, true), (0x40, false), (0x41, false), (0xbf, true), (0xffff_ffff, false)] {
            #expect(
                site.rules.passes("192.0.2.1", "10.1.0.2", states: .established, mark: UInt32(mark)) == passes)
        }
    }
}
