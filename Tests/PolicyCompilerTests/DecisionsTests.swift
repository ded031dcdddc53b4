import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyEngine
import Testing

@testable import PolicyCompiler

/// One test for each decision about what policies mean, through the compiled rules.
@Suite struct DecisionsTests {
    private static let deny = policy("deny", ingress: [], egress: [])
    private let outside = "192.0.2.1"
    private let sql = Packet.Transport.tcp(destinationPort: 5432)

    @Test("established and related traffic passes before everything but neighbour discovery and the cut mark")
    func established() {
        var site = Site(Self.deny)
        site.options.cutMark = 1
        let rules = site.rules
        for hook in [BaseChain.Hook.forward, .input] {
            for states in [ConnectionStates.established, .related] {
                #expect(rules.passes("10.1.0.1", "10.1.0.3", at: hook, states: states))
                #expect(!rules.passes("10.1.0.1", "10.1.0.3", at: hook, states: states, mark: 1))
            }
            for states in [ConnectionStates.new, .invalid, .untracked] {
                #expect(!rules.passes("10.1.0.1", "10.1.0.3", at: hook, states: states))
            }
            #expect(rules.passes("fd00:1::1", "fd00:1::3", .icmpv6(type: 136), at: hook, mark: 1))
        }
    }

    @Test("what the host sends to its own pods is never policed")
    func hostToItsPods() {
        let rules = Site(Self.deny).rules
        #expect(rules.ruleset.chains.values.allSatisfy { $0.base?.hook != .output })
        #expect(
            rules.passes("192.168.0.1", "10.1.0.1", at: .output) && rules.passes("fd00:a::1", "fd00:1::1", at: .output))
    }

    @Test("what a pod sends to its own node is policed as egress, at the input hook")
    func podToOwnNode() {
        let node = PolicyRule([block("192.168.0.1/32")], ports: [port(.udp, 53)])
        let rules = Site(policy("p", .app("web"), egress: [node])).rules
        #expect(rules.passes("10.1.0.1", "192.168.0.1", .udp(destinationPort: 53), at: .input))
        #expect(!rules.passes("10.1.0.1", "192.168.0.1", .tcp(destinationPort: 53), at: .input))
        #expect(rules.passes("10.1.0.2", "192.168.0.1", at: .input), "nothing isolates db")
        #expect(Site(policy("p", .app("web"), ingress: [])).rules.passes("10.1.0.1", "192.168.0.1", at: .input))
    }

    @Test("a pod reaches itself, by each of its addresses and no other pod's")
    func podToItself() {
        let rules = Site(Self.deny).rules
        #expect(rules.passes("10.1.0.1", "10.1.0.1") && rules.passes("fd00:1::1", "fd00:1::1", .icmpv6(type: 128)))
        #expect(!rules.passes("10.1.0.1", "10.1.0.3") && !rules.passes("fd00:1::3", "fd00:1::1"))
    }

    @Test("pods on the node's network are neither subjects nor peers")
    func hostNetwork() {
        var site = Site(Self.deny, policy("db-in", .app("db"), ingress: [PolicyRule([.own("host")])]))
        var host = Site.pod("shop/host", "192.168.0.2", "192.168.0.1", ports: [.init("http", .tcp, 80)])
        host.isHostNetwork = true
        let before = site.rules.ruleset
        site.add(host)
        #expect(site.rules.ruleset == before)
        #expect(site.rules.passes("192.168.0.1", outside) && !site.rules.passes("192.168.0.2", "10.1.0.2"))
    }

    @Test("a finished pod is gone at once: its address is a plain one, and its next holder inherits nothing")
    func finishedPods() {
        var site = Site(
            policy("web", .app("web"), ingress: []), policy("db", .app("db"), ingress: [PolicyRule([.own("web")])]))
        #expect(site.rules.passes("10.1.0.1", "10.1.0.2") && !site.rules.passes(outside, "10.1.0.1"))
        var finished = Site.web
        finished.phase = .finished
        site.add(finished)
        #expect(!site.rules.passes("10.1.0.1", "10.1.0.2") && site.rules.passes(outside, "10.1.0.1"))
        site.add(Site.pod("shop/next", "10.1.0.1"))
        #expect(!site.rules.passes("10.1.0.1", "10.1.0.2") && site.rules.passes(outside, "10.1.0.1"))
    }

    @Test("a terminating pod keeps its rules, as subject and as peer, until it is gone")
    func terminatingPods() {
        var site = Site(
            policy("web", .app("web"), ingress: []), policy("db", .app("db"), ingress: [PolicyRule([.own("web")])]))
        let before = site.rules.ruleset
        var terminating = Site.web
        terminating.isTerminating = true
        site.add(terminating)
        #expect(site.rules.ruleset == before)
        site.apply(.pod(Site.web.key, nil))
        #expect(!site.rules.passes("10.1.0.1", "10.1.0.2") && site.rules.passes(outside, "10.1.0.1"))
    }

    @Test("addresses are those after DNAT and before SNAT: the hooks are forward and input, at filter priority")
    func hooks() {
        let bases = Site(Self.deny).rules.ruleset.chains.compactMapValues(\.base)
        #expect(
            bases == [
                "egress": BaseChain(.forward, priority: -1), "ingress": BaseChain(.forward, priority: 0),
                "own-node": BaseChain(.input, priority: 0),
            ])
    }

    @Test("an accept in one direction still visits the other: both ends are asked")
    func bothDirections() {
        let rules = Site(
            policy("out", .app("web"), egress: [PolicyRule()]), policy("in", .app("db"), ingress: [])
        ).rules
        #expect(!rules.passes("10.1.0.1", "10.1.0.2") && rules.passes("10.1.0.1", "10.1.0.3"))
    }

    @Test("ICMP follows the rules like any protocol: a rule without ports allows it, one with ports does not")
    func icmp() {
        let icmp = Packet.Transport.icmp(type: 8)
        let open = Site(policy("p", .app("db"), ingress: [PolicyRule([.own("web")])])).rules
        #expect(open.reaching("10.1.0.2", icmp, of: ["10.1.0.1", "10.1.0.3", outside]) == ["10.1.0.1"])
        let ports = [PolicyPort(.tcp), PolicyPort(.udp), PolicyPort(.sctp)]
        let ported = Site(policy("p", .app("db"), ingress: [PolicyRule(ports: ports)])).rules
        #expect(ported.reaching("10.1.0.2", icmp, of: ["10.1.0.1", outside]) == [])
        #expect(ported.passes(outside, "10.1.0.2") && !ported.passes(outside, "10.1.0.2", .other(.init(rawValue: 47))))
        #expect(ported.passes(outside, "10.1.0.2", icmp, states: .related))
    }

    @Test("neighbour discovery always passes, and no other ICMPv6")
    func discovery() {
        let rules = Site(Self.deny).rules
        for type in UInt8(128)...143 {
            #expect(rules.passes("fd00:1::3", "fd00:1::1", .icmpv6(type: type)) == (133...137).contains(type))
        }
    }

    @Test("a port name in an egress rule means the pods that serve it, also without peers or by blocks")
    func namesOfEgress() {
        let metrics = PolicyPort(.tcp, .named("metrics"))
        let (near, tool) = (Packet.Transport.tcp(destinationPort: 9090), Packet.Transport.tcp(destinationPort: 9091))
        let all = Site(policy("p", .app("web"), egress: [PolicyRule(ports: [metrics])])).rules
        #expect(all.passes("10.1.0.1", "10.1.0.4", near) && all.passes("fd00:1::1", "fd00:2::1", tool))
        #expect(!all.passes("10.1.0.1", "10.1.0.4", tool) && !all.passes("10.1.0.1", outside, near))
        let rule = PolicyRule([block("10.2.0.0/16")], ports: [metrics])
        let some = Site(policy("p", .app("web"), egress: [rule])).rules
        #expect(some.passes("10.1.0.1", "10.2.0.1", tool) && !some.passes("10.1.0.1", "10.1.0.4", near))
        #expect(!some.passes("10.1.0.1", "10.2.0.2", tool) && !some.passes("fd00:1::1", "fd00:2::1", tool))
    }

    @Test("blocks match pods' addresses too, also those that are excepted")
    func blocksMatchPods() {
        let rules = Site(
            policy("p", .app("db"), ingress: [PolicyRule([block("10.1.0.0/16", except: "10.1.0.3/32")])])
        ).rules
        #expect(rules.reaching("10.1.0.2", of: ["10.1.0.1", "10.1.0.3", "10.2.0.1"]) == ["10.1.0.1"])
    }

    @Test("what only the policies of a pod on another node deny is left to that node")
    func otherNode() {
        let rules = Site(policy("deny", ingress: [], egress: [], namespace: "lab")).rules
        #expect(rules.passes("10.1.0.1", "10.2.0.1") && rules.passes("10.2.0.1", "10.1.0.1"))
        #expect(!rules.passes("10.1.0.1", "10.1.0.4"))
    }

    @Test("the stages are those of the API's tiers, in their order, and only the middle one has rules")
    func stages() {
        #expect(Stage.allCases == [.admin, .networkPolicy, .baseline])
        let rules = Site(policy("p", .app("db"), ingress: [PolicyRule([.own("web")])])).rules
        let chain = rules.ruleset.chains["pod/shop/db/ingress"]
        #expect(chain?.rules.flatMap(\.targets).map { $0.hasPrefix("allow/ingress/") } == [true])
        #expect(chain?.rules.count == 4)
    }

    @Test("two drops stand behind each other: with any element of a dispatch map gone nothing opens")
    func failsClosedTwice() {
        let site = Site(policy("p", ingress: [PolicyRule([.own("web")], ports: [port(.tcp, 80)])], egress: []))
        let whole = site.rules
        let ends = ["10.1.0.1", "10.1.0.2", "10.1.0.3", "10.2.0.1", "192.0.2.1"]
        for (name, map) in whole.ruleset.maps {
            for element in map.verdicts.keys {
                var ruleset = whole.ruleset
                ruleset.maps[name]?.verdicts[element] = nil
                let rules = SiteRules(ruleset)
                for from in ends {
                    for to in ends where rules.passes(from, to) && !whole.passes(from, to) {
                        Issue.record("\(from) reaches \(to) without an element of \(name)")
                    }
                }
            }
            for set in whole.ruleset.sets where set.key.contains("isolated") {
                #expect(set.value.elements.count == whole.ruleset.maps[pods(of: set.key)]?.verdicts.count)
            }
        }
    }

    private func pods(of isolated: String) -> String {
        isolated.split(separator: "-").map { $0 == "isolated" ? "pods" : String($0) }.joined(separator: "-")
    }
}
