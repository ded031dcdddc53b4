import Addresses
import KubernetesModel
import PolicyEngine
import Testing

@Suite struct JudgementTextTests {
    private func text(_ scene: Scene, _ from: String, _ to: String, _ traffic: Traffic = .port(.tcp, 80)) -> String {
        scene.judgement(from, to, traffic)?.text ?? "nothing"
    }

    @Test("what no policy speaks of, and what is allowed, is said with the place that allows it")
    func allowed() {
        let rule = PolicyRule(
            [.own(.app("cart")), .own(.app("web"))], ports: [port(.udp, 80), PolicyPort(.tcp, .numbers(PortRange(80)))])
        let scene = Scene(
            policy("deny-all", ingress: []),
            policy("allow-web", .app("db"), ingress: [PolicyRule([.own(.app("cart"))]), rule]))
        #expect(
            text(scene, "shop/web", "shop/db") == """
                allowed: shop/web (10.1.0.1) -> shop/db (10.1.0.2), tcp port 80
                  egress of shop/web: allowed, no policy isolates it in this direction
                  ingress of shop/db: allowed, isolated by shop/allow-web, shop/deny-all
                    allowed by shop/allow-web, ingress[1], from[1], ports[1]
                """)
        let open = Scene(policy("open", egress: [PolicyRule()]))
        #expect(
            text(open, "shop/web", "192.0.2.7", .icmp(type: 8)) == """
                allowed: shop/web (10.1.0.1) -> 192.0.2.7, icmp type 8
                  egress of shop/web: allowed, isolated by shop/open
                    allowed by shop/open, egress[0], all peers, all ports
                  ingress of 192.0.2.7: allowed, the address is no pod's
                """)
    }

    @Test("what is denied is said with what each rule of each policy lacks")
    func denied() {
        let rules = [
            PolicyRule([.own(.app("web"))]), PolicyRule(ports: [port(.tcp, 81)]),
            PolicyRule([.own(.app("web"))], ports: [port(.tcp, 81)]),
        ]
        let defect = Defect(.error, at: "spec.egress[0].ports[0].port", "70000 is no port")
        let warning = Defect(.warning, at: "spec", "odd")
        let scene = Scene(
            policy("rules", .app("db"), ingress: rules), policy("deny-all", ingress: []),
            policy("lab/broken", egress: [], defects: [warning, defect]), policy("lab/deny-all", egress: []),
            policy("lab/half", egress: [PolicyRule([.own(.app("web"))])], defects: [defect]))
        #expect(
            text(scene, "lab/web", "shop/db") == """
                denied: lab/web (10.2.0.1) -> shop/db (10.1.0.2), tcp port 80
                  egress of lab/web: denied, isolated by lab/broken, lab/deny-all, lab/half
                    lab/broken: cannot be read at spec.egress[0].ports[0].port: 70000 is no port
                    lab/deny-all: has no egress rules
                    lab/half, egress[0]: nothing in `to` matches
                    lab/half: cannot be read at spec.egress[0].ports[0].port: 70000 is no port
                  ingress of shop/db: denied, isolated by shop/deny-all, shop/rules
                    shop/deny-all: has no ingress rules
                    shop/rules, ingress[0]: nothing in `from` matches
                    shop/rules, ingress[1]: nothing in `ports` matches
                    shop/rules, ingress[2]: nothing in `from` and nothing in `ports` matches
                """)
    }

    @Test("where a pod's own node is denied to it, its words say that this is so on purpose")
    func ownNode() {
        let scene = Scene(policy(egress: []))
        #expect(
            text(scene, "shop/web", "10.0.0.1") == """
                denied: shop/web (10.1.0.1) -> 10.0.0.1, tcp port 80
                  egress of shop/web: denied, isolated by shop/policy
                    shop/policy: has no egress rules
                    10.0.0.1 is the pod's own node, which egress rules speak of as of any other address
                  ingress of 10.0.0.1: allowed, the address is no pod's
                """)
        let open = Scene(policy(egress: [PolicyRule()]))
        #expect(!text(open, "shop/web", "10.0.0.1").contains("own node"))
    }

    @Test("each exemption has its words, and so has each kind of traffic")
    func exemptions() {
        var scene = Scene(policy(ingress: [], egress: []))
        var db = Scene.shopDB
        db.addresses.append(address("fd00:1::2"))
        scene.add(db)
        #expect(
            text(scene, "10.0.0.1", "shop/web", .other(protocolNumber: 47)) == """
                allowed: 10.0.0.1 -> shop/web (10.1.0.1), protocol 47
                  egress of 10.0.0.1: allowed, the address is no pod's
                  ingress of shop/web: allowed, a node always reaches its own pods
                """)
        #expect(
            text(scene, "shop/web", "shop/web", .port(.sctp, 9)) == """
                allowed: shop/web (10.1.0.1) -> shop/web (10.1.0.1), sctp port 9
                  egress of shop/web: allowed, a pod always reaches itself
                  ingress of shop/web: allowed, a pod always reaches itself
                """)
        #expect(
            text(scene, "fd00::1", "fd00:1::2", .icmp(type: 135)) == """
                allowed: fd00::1 -> shop/db (fd00:1::2), icmpv6 type 135
                  egress of fd00::1: allowed, neighbour discovery always passes
                  ingress of shop/db: allowed, neighbour discovery always passes
                """)
    }
}
