import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import Testing

@Suite struct NodeFactsTests {
    private static let range = AddressRanges([cidr("10.1.0.0/24"), cidr("fd00:1::/64")])

    @Test("addresses of isolated pods that vanished are closed both ways, and alone need rules")
    func lingering() {
        var site = Site()
        site.facts.lingering = [address("10.1.0.77"), address("fd00:1::77")]
        let rules = site.rules
        for (gone, other) in [("10.1.0.77", "192.0.2.1"), ("fd00:1::77", "2001:db8::1")] {
            #expect(!rules.passes(gone, other) && !rules.passes(other, gone))
            #expect(!rules.passes(gone, other, at: .input))
        }
        #expect(rules.passes("10.1.0.78", "192.0.2.1") && rules.passes("192.0.2.1", "10.1.0.1"))
        #expect(rules.ruleset.problems == [] && rules.ruleset.unneeded == [])
    }

    @Test("while unknown pods are denied, an address of the ranges is closed until its pod is known")
    func unknownPodsDenied() {
        var site = Site()
        (site.facts.unknownPods, site.facts.podRanges) = (.deny, Self.range)
        for (unknown, other) in [("10.1.0.200", "192.0.2.1"), ("fd00:1::200", "2001:db8::1")] {
            #expect(!site.rules.passes(unknown, other) && !site.rules.passes(other, unknown))
            #expect(!site.rules.passes(unknown, other, at: .input))
        }
        #expect(site.rules.passes("10.1.0.1", "192.0.2.1") && site.rules.passes("192.0.2.1", "10.1.0.1"))
        #expect(site.rules.passes("10.2.0.200", "192.0.2.1"), "not of this node's ranges")
        site.add(Site.pod("shop/new", "10.1.0.200", "fd00:1::200"))
        #expect(site.rules.passes("10.1.0.200", "192.0.2.1") && site.rules.passes("2001:db8::1", "fd00:1::200"))
        #expect(site.rules.ruleset.problems == [] && site.rules.ruleset.unneeded == [])
    }

    @Test("while unknown pods are allowed, the ranges close nothing and make no rules")
    func unknownPodsAllowed() {
        var site = Site()
        let before = site.rules.ruleset
        site.facts.podRanges = Self.range
        #expect(site.rules.ruleset == before && site.rules.passes("10.1.0.200", "192.0.2.1"))
    }

    @Test("what pods send to their own node is judged unless that was chosen otherwise")
    func ownNode() {
        var site = Site(policy("deny", .app("db"), egress: []))
        #expect(!site.rules.passes("10.1.0.2", "192.168.0.1", at: .input))
        site.facts.policesOwnNode = false
        #expect(site.rules.passes("10.1.0.2", "192.168.0.1", at: .input))
        #expect(!site.rules.passes("10.1.0.2", "192.168.0.2") && site.rules.ruleset.chains["own-node"] == nil)
        site.facts.links = [address("10.1.0.2"): "veth2"]
        #expect(site.rules.passes("10.1.0.2", "192.168.0.1", at: .input, by: "veth2"))
        #expect(!site.rules.passes("10.1.0.3", "192.168.0.1", at: .input, by: "veth2"), "sources are proven there too")
    }

    @Test("following a change of facts gives what compiling from scratch does")
    func reuse() {
        let site = Site(policy("deny", ingress: [PolicyRule([.own("web")])]))
        let value = Resolver.policy(of: "n1", in: site.cluster)
        let links = [address("10.1.0.1"): "veth1"]
        let all = [
            NodeFacts(), NodeFacts(links: links), NodeFacts(lingering: [address("10.1.0.77")]),
            NodeFacts(links: links, podRanges: Self.range), NodeFacts(podRanges: Self.range, unknownPods: .deny),
            NodeFacts(policesOwnNode: false),
        ]
        for before in all {
            for after in all {
                let first = PolicyCompiler().compile(value, before)
                let second = PolicyCompiler().compile(value, after, after: first)
                #expect(second.ruleset == PolicyCompiler().ruleset(of: value, after))
            }
        }
    }
}
