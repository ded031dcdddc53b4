import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import Testing

/// Who may send by pods' links: web by veth1, db by veth2, cart by veth3; the network is behind eth0.
@Suite struct SourceChainTests {
    private static func site(_ change: (inout NodeFacts) -> Void = { _ in }) -> SiteRules {
        var site = Site()
        site.facts.links = [
            address("10.1.0.1"): "veth1", address("fd00:1::1"): "veth1", address("10.1.0.2"): "veth2",
            address("10.1.0.3"): "veth3", address("fd00:1::3"): "veth3",
        ]
        site.facts.podRanges = AddressRanges([cidr("10.1.0.0/24"), cidr("fd00:1::/64")])
        change(&site.facts)
        return site.rules
    }

    private let rules = site()
    private let hooks: [BaseChain.Hook] = [.forward, .input]
    private let outside = ["192.0.2.1", "2001:db8::1"]

    private func to(_ source: String) -> String { source.contains(":") ? outside[1] : outside[0] }

    @Test("a pod sends by its own link from its own addresses")
    func ownAddress() {
        for hook in hooks {
            for (source, link) in [("10.1.0.1", "veth1"), ("fd00:1::1", "veth1"), ("10.1.0.2", "veth2")] {
                #expect(rules.passes(source, to(source), at: hook, by: link))
            }
        }
    }

    @Test(
        "a forged source is dropped: another pod's, a stranger's, the node's, a link-local one, none",
        arguments: [
            "10.1.0.2", "10.1.0.3", "fd00:1::3", "10.9.9.9", "2001:db8::9", "192.168.0.1", "fd00:a::1", "fe80::1",
            "169.254.1.1", "0.0.0.0", "::", "127.0.0.1",
        ])
    func forged(_ source: String) {
        for hook in hooks {
            #expect(!rules.passes(source, to(source), at: hook, by: "veth1"))
            #expect(!rules.passes(source, to(source), .icmp(type: 8), at: hook, by: "veth1"))
            #expect(rules.passes(source, to(source), at: hook, by: "eth0"), "only pods' links are asked")
        }
    }

    @Test("an unknown address of the pod ranges passes only while unknown pods are allowed")
    func unknownAddress() {
        let closed = Self.site { $0.unknownPods = .deny }
        for hook in hooks {
            for source in ["10.1.0.200", "fd00:1::200"] {
                #expect(rules.passes(source, to(source), at: hook, by: "veth1"))
                #expect(!closed.passes(source, to(source), at: hook, by: "veth1"))
            }
            #expect(closed.passes("10.1.0.1", outside[0], at: hook, by: "veth1"))
        }
    }

    @Test("neighbour discovery passes by any link, and no other ICMPv6 from link-local addresses")
    func neighbourDiscovery() {
        for hook in hooks {
            for type in UInt8(130)...138 {
                let passes = rules.passes("fe80::1", "fd00:1::1", .icmpv6(type: type), at: hook, by: "veth1")
                #expect(passes == (133...137).contains(type), "type \(type)")
            }
        }
    }

    @Test("nothing is forwarded to link-local addresses, whoever sends it")
    func linkLocalDestination() {
        for (source, link) in [("fd00:1::1", "veth1"), ("2001:db8::1", "eth0"), ("fe80::7", "eth0")] {
            for to in ["fe80::2", "febf:ffff::1"] {
                #expect(!rules.passes(source, to, by: link))
                #expect(rules.passes("fd00:1::1", to, .icmpv6(type: 135), by: "veth1"))
            }
            #expect(rules.passes(source, "fec0::1", by: link) == (source != "fe80::7" || link == "eth0"))
        }
        #expect(rules.passes("fd00:1::1", "fe80::2", at: .input, by: "veth1"), "the node has such addresses")
    }

    @Test("a connection that is known goes on, whatever its link")
    func established() {
        #expect(rules.passes("10.9.9.9", outside[0], by: "veth1", states: .established))
    }

    @Test("a pod with a proven source is judged by its policies all the same")
    func policies() {
        var site = Site(policy("deny", .app("web"), egress: []))
        site.facts.links = [address("10.1.0.1"): "veth1"]
        #expect(!site.rules.passes("10.1.0.1", outside[0], by: "veth1"))
        #expect(!site.rules.passes("10.1.0.1", "192.168.0.1", at: .input, by: "veth1"))
    }

    @Test("pods behind one bridge prove no more than that they are behind it")
    func bridge() {
        let rules = Self.site { facts in facts.links = facts.links.mapValues { _ in "br0" } }
        #expect(rules.passes("10.1.0.2", outside[0], by: "br0") && !rules.passes("10.9.9.9", outside[0], by: "br0"))
    }

    @Test("the chain and its sets are what this text says, and all of them are needed")
    func text() {
        #expect(
            rules.ruleset.chains["sources"]?.rules.map(\.text) == [
                "iifname . ip saddr @pod-sources-ipv4 return", "iifname . ip6 saddr @pod-sources-ipv6 return",
                "ip saddr @local-pods-ipv4 drop comment \"another pod's address\"",
                "ip6 saddr @local-pods-ipv6 drop comment \"another pod's address\"", "ip saddr 10.1.0.0/24 return",
                "ip6 saddr fd00:1::/64 return", "drop comment \"no pod's address\"",
            ])
        #expect(rules.ruleset.unneeded == [] && rules.ruleset.problems == [])
        #expect(Site().rules.ruleset.chains["sources"] == nil)
    }
}
