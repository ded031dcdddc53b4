import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import Testing

/// Input that nobody should send: it compiles, and never opens.
@Suite struct BadInputTests {
    private let outside = "192.0.2.1"

    @Test("a policy with 10,000 rules compiles, and allows what they say")
    func manyRules() {
        let rules = (1...10_000).map { number in
            PolicyRule([block("10.\(number % 200).\(number / 200).0/24")], ports: [port(.tcp, UInt16(number % 2500))])
        }
        let node = Site(policy("p", .app("db"), ingress: rules)).rules
        #expect(node.passes("10.1.1.7", "10.1.0.2", .tcp(destinationPort: 201)))
        #expect(!node.passes("10.1.1.7", "10.1.0.2", .tcp(destinationPort: 202)))
        #expect(!node.passes(outside, "10.1.0.2", .tcp(destinationPort: 201)))
    }

    @Test("10,000 rules of equal ports are one, with the union of their peers")
    func manyPeers() {
        let rules = (0..<10_000).map { number in
            PolicyRule([block("10.\(number % 200).\(number / 200).7/32")], ports: [port(.tcp, 80)])
        }
        let node = Site(policy("p", .app("db"), ingress: rules)).rules
        #expect(node.ruleset.chains.filter { $0.key.hasPrefix("allow/") }.map(\.value.rules.count) == [1])
        #expect(node.passes("10.199.49.7", "10.1.0.2") && !node.passes("10.199.49.8", "10.1.0.2"))
    }

    @Test("a pod with 5,000 labels is matched like any other")
    func manyLabels() {
        var pod = Site.db
        pod.labels = Labels((0..<5000).map { Labels.Label("key\($0)", "value\($0)") })
        var site = Site(policy("p", LabelSelector(matching: ["key4999": "value4999"]), ingress: []))
        #expect(site.rules.passes(outside, "10.1.0.2"))
        site.add(pod)
        #expect(!site.rules.passes(outside, "10.1.0.2") && site.rules.passes(outside, "10.1.0.1"))
    }

    @Test("D11.132 1,000 policies on one pod allow the union of what each of them allows")
    func manyPolicies() {
        let policies = (0..<1000).map { number in
            policy("p\(number)", .app("db"), ingress: [PolicyRule([.own("web")], ports: [port(.tcp, UInt16(number))])])
        }
        let node = Site(policies).rules
        #expect(node.passes("10.1.0.1", "10.1.0.2", .tcp(destinationPort: 999)))
        #expect(!node.passes("10.1.0.1", "10.1.0.2", .tcp(destinationPort: 1000)))
        #expect(!node.passes("10.1.0.3", "10.1.0.2", .tcp(destinationPort: 999)) && node.ruleset.problems == [])
    }

    @Test("an address that two pods claim has the rules and peers of its owner alone")
    func contestedAddress() {
        let policies = [
            policy("a", .app("old"), ingress: [PolicyRule([.own("web")])]),
            policy("b", .app("new"), ingress: [PolicyRule([.own("cart")])]),
            policy("c", .app("db"), ingress: [PolicyRule([.own("old")])]),
        ]
        var site = Site(policies)
        var old = Site.pod("shop/old", "10.1.0.9")
        var new = Site.pod("shop/new", "10.1.0.9")
        (old.creation, new.creation) = (1, 2)
        site.add(old)
        #expect(site.rules.reaching("10.1.0.9", of: ["10.1.0.1", "10.1.0.3"]) == ["10.1.0.1"])
        #expect(site.rules.passes("10.1.0.9", "10.1.0.2"))
        site.add(new)
        #expect(site.rules.reaching("10.1.0.9", of: ["10.1.0.1", "10.1.0.3"]) == ["10.1.0.3"])
        #expect(!site.rules.passes("10.1.0.9", "10.1.0.2"))
        new.phase = .pending
        site.add(new)
        #expect(site.rules.reaching("10.1.0.9", of: ["10.1.0.1", "10.1.0.3"]) == ["10.1.0.1"])
    }

    @Test("policies in a namespace that was never seen still isolate, and it matches no namespaceSelector")
    func unseenNamespace() {
        var site = Site(
            policy("deny", ingress: [PolicyRule([.all(in: .everything)])], namespace: "unseen"),
            policy("db", .app("db"), ingress: [PolicyRule([.all(in: .everything)])]))
        site.add(Site.pod("unseen/pod", "10.1.0.9"))
        #expect(site.rules.reaching("10.1.0.9", of: ["10.1.0.1", "10.2.0.1", outside]) == ["10.1.0.1", "10.2.0.1"])
        #expect(!site.rules.passes("10.1.0.9", "10.1.0.2"))
        site.apply(.namespace("unseen", Namespace("unseen")))
        #expect(site.rules.passes("10.1.0.9", "10.1.0.2"))
    }

    @Test("deletes of what was never there change nothing, and adds behind them count")
    func deletesFirst() {
        var site = Site()
        let before = site.rules.ruleset
        let deny = policy("deny", ingress: [])
        site.apply(
            .policy(deny.key, nil), .pod(ObjectKey("a", "b"), nil), .namespace("none", nil), .node("none", nil))
        #expect(site.rules.ruleset == before)
        site.apply(.policy(deny.key, deny))
        #expect(!site.rules.passes(outside, "10.1.0.1"))
    }

    @Test("of objects that a list holds twice the last counts")
    func duplicateKeys() {
        var (labelled, plain) = (Site.db, Site.db)
        (labelled.labels, plain.labels) = (["app": "closed"], [:])
        let deny = policy("p", .app("closed"), ingress: [])
        for (pods, isOpen) in [([labelled, plain], true), ([plain, labelled], false)] {
            var site = Site(deny)
            site.apply(.pods(pods))
            #expect(site.rules.passes(outside, "10.1.0.2") == isOpen)
        }
        #expect(Site(deny, policy("p", .app("closed"))).rules.ruleset == Site().rules.ruleset)
    }

    @Test("blocks, a port name, pods on the node's network and both families together")
    func allTogether() {
        let rule = PolicyRule(
            [.own("web"), block("192.0.2.0/24", except: "192.0.2.128/25"), block("2001:db8::/32")],
            ports: [PolicyPort(.tcp, .named("serve"))])
        var site = Site(policy("p", LabelSelector(matching: ["role": "server"]), ingress: [rule]))
        let servers = [("a", 8080), ("b", 9090), ("host", 80)].map { name, number in
            var pod = Site.pod("shop/\(name)", ports: [.init("serve", .tcp, UInt16(number))])
            pod.labels = ["role": "server"]
            return pod
        }
        var (a, b, host) = (servers[0], servers[1], servers[2])
        (a.addresses, b.addresses) = ([address("10.1.0.11"), address("fd00:1::11")], [address("10.1.0.12")])
        (host.addresses, host.isHostNetwork) = ([address("192.168.0.1")], true)
        site.add(a, b, host)
        let rules = site.rules
        let senders = ["10.1.0.1", "10.1.0.3", "192.0.2.1", "192.0.2.129", "192.168.0.2"]
        #expect(rules.reaching("10.1.0.11", .tcp(destinationPort: 8080), of: senders) == ["10.1.0.1", "192.0.2.1"])
        #expect(rules.reaching("10.1.0.12", .tcp(destinationPort: 8080), of: senders) == [])
        #expect(rules.reaching("10.1.0.12", .tcp(destinationPort: 9090), of: senders) == ["10.1.0.1", "192.0.2.1"])
        let six = ["fd00:1::1", "fd00:1::3", "2001:db8::1"]
        #expect(rules.reaching("fd00:1::11", .tcp(destinationPort: 8080), of: six) == ["fd00:1::1", "2001:db8::1"])
        #expect(rules.passes(outside, "192.168.0.1", at: .input) && rules.ruleset.problems == [])
    }
}
