import Addresses
import KubernetesModel
import PolicyEngine
import Testing

/// D3: blocks of addresses.
extension JudgeTests {
    /// The cluster with shop/db isolated both ways but for these peers at these ports.
    private func scene(_ peers: PolicyPeer..., ports: [PolicyPort] = []) -> Scene {
        let rules = [PolicyRule(peers, ports: ports)]
        return Scene(policy("policy", .app("db"), ingress: rules, egress: rules))
    }

    @Test("D3.27 a block opens ingress and egress to its addresses, first and last included")
    func blocks() {
        let scene = scene(block("192.0.2.0/24"))
        let ends = ["192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0", "shop/web"]
        #expect(scene.reaching("shop/db", of: ends) == ["192.0.2.0", "192.0.2.255"])
        #expect(scene.reached("shop/db", of: ends) == ["192.0.2.0", "192.0.2.255"])
    }

    @Test("D3.28 excepts are left out of a block")
    func excepts() {
        let scene = scene(block("192.0.2.0/24", except: "192.0.2.16/28", "192.0.2.64/32"))
        let ends = [15, 16, 31, 32, 63, 64, 65].map { "192.0.2.\($0)" }
        let open = [15, 32, 63, 65].map { "192.0.2.\($0)" }
        #expect(scene.reaching("shop/db", of: ends) == open)
        #expect(scene.reached("shop/db", of: ends) == open)
    }

    @Test("D3.29 an except of one policy, rule or peer does not close what another opens")
    func exceptsElsewhere() {
        let hole = block("192.0.2.0/24", except: "192.0.2.0/28")
        let one = block("192.0.2.7/32")
        let scenes = [
            Scene(
                policy("a", .app("db"), ingress: [PolicyRule([hole])]),
                policy("b", .app("db"), ingress: [PolicyRule([one])])),
            Scene(policy("policy", .app("db"), ingress: [PolicyRule([hole]), PolicyRule([one])])),
            Scene(policy("policy", .app("db"), ingress: [PolicyRule([hole, one])])),
        ]
        for scene in scenes {
            #expect(scene.reaching("shop/db", of: ["192.0.2.6", "192.0.2.7", "192.0.2.16"]).count == 2)
            #expect(!scene.passes("192.0.2.6", "shop/db"))
        }
    }

    @Test("D3.30 blocks that overlap, hold one another or are the same add up")
    func overlaps() {
        let scene = Scene(
            policy(
                "a", .app("db"),
                ingress: [PolicyRule([block("192.0.2.0/25"), block("192.0.2.0/24", except: "192.0.2.0/25")])]),
            policy("b", .app("db"), ingress: [PolicyRule([block("192.0.2.0/25"), block("192.0.2.128/26")])]))
        let ends = ["192.0.1.255", "192.0.2.0", "192.0.2.127", "192.0.2.128", "192.0.2.255", "192.0.3.0"]
        #expect(scene.reaching("shop/db", of: ends) == Array(ends[1...4]))
    }

    @Test("D3.31 and D3.32 a block of everything is all addresses of its family, and none of the other")
    func wholeFamilies() {
        var four = scene(block("0.0.0.0/0"))
        var six = scene(block("::/0"))
        var db = Scene.shopDB
        db.addresses.append(address("fd00:1::2"))
        four.add(db)
        six.add(db)
        let (from4, from6) = (["0.0.0.1", "255.255.255.255", "lab/web"], ["::1", "ffff::", "2001:db8::1"])
        #expect(four.reaching("10.1.0.2", of: from4) == from4)
        #expect(four.reaching("fd00:1::2", of: from6) == [])
        #expect(six.reaching("10.1.0.2", of: from4) == [])
        #expect(six.reaching("fd00:1::2", of: from6) == from6)
    }

    @Test("D3.32 a block of IPv6 with an except opens its addresses")
    func blocks6() {
        var scene = scene(block("2001:db8::/32", except: "2001:db8:1::/48"))
        var db = Scene.shopDB
        db.addresses.append(address("fd00:1::2"))
        scene.add(db)
        #expect(scene.passes("2001:db8::1", "fd00:1::2"))
        #expect(!scene.passes("2001:db8:1::1", "fd00:1::2"))
        #expect(!scene.passes("2001:db9::1", "fd00:1::2"))
    }

    @Test("D3.35 a block with ports opens only these")
    func blocksWithPorts() {
        let scene = scene(block("192.0.2.0/24"), ports: [port(.tcp, 80)])
        #expect(scene.passes("192.0.2.7", "shop/db"))
        #expect(!scene.passes("192.0.2.7", "shop/db", .port(.tcp, 81)))
        #expect(!scene.passes("192.0.2.7", "shop/db", .port(.udp, 80)))
        #expect(!scene.passes("192.0.3.7", "shop/db"))
    }

    @Test("D3.36 a block opens to pods whose addresses it holds; a selector opens to no plain address")
    func podsInBlocks() {
        let blocks = scene(block("10.1.0.0/16", except: "10.1.0.3/32"))
        #expect(blocks.reaching("shop/db") == ["shop/web", "shop/db"])
        let selectors = scene(.pods(.everything, namespaces: .everything))
        #expect(!selectors.passes("10.1.0.200", "shop/db"))
    }
}
