import Addresses
import KubernetesModel
import Testing

@testable import PolicyEngine

/// D5: several policies, and both ends.
extension JudgeTests {
    private var closed: NetworkPolicy { policy("closed", .app("db"), ingress: [], egress: []) }

    private func allowing(_ name: String, _ peer: PolicyPeer, _ ports: [PolicyPort] = []) -> NetworkPolicy {
        policy(name, .app("db"), ingress: [PolicyRule([peer], ports: ports)])
    }

    @Test("D5.55 policies add up, whatever their order and names")
    func union() {
        let (web, blue) = (PolicyPeer.own(.app("web")), PolicyPeer.all(in: .team("blue")))
        for names in [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"]] {
            var scene = Scene()
            for policy in [allowing(names[0], web), allowing(names[1], blue), policy(names[2], ingress: [])] {
                scene.cluster.apply(.policy(policy.key, policy))
            }
            #expect(scene.reaching("shop/db") == ["shop/web", "shop/db", "lab/web", "lab/tool"])
        }
    }

    @Test("D5.56 the sender's egress and the receiver's ingress both have to allow")
    func bothEnds() {
        let (out, into) = ([PolicyRule([.own(.app("db"))])], [PolicyRule([.own(.app("web"))])])
        let sender = { policy("out", .app("web"), egress: $0) }
        let receiver = { policy("in", .app("db"), ingress: $0) }
        #expect(Scene(sender(out), receiver(into)).passes("shop/web", "shop/db"))
        #expect(!Scene(sender([]), receiver(into)).passes("shop/web", "shop/db"))
        #expect(!Scene(sender(out), receiver([])).passes("shop/web", "shop/db"))
        #expect(!Scene(sender([]), receiver([])).passes("shop/web", "shop/db"))
        let judgement = Scene(sender([]), receiver(into)).judgement("shop/web", "shop/db")
        #expect(judgement?.egress.isAllowed == false && judgement?.ingress.isAllowed == true)
    }

    @Test("D5.57 two policies with their own ports and peers do not mix")
    func portsOfTwo() {
        let scene = Scene(
            allowing("a", .own(.app("web")), [port(.tcp, 80)]),
            allowing("b", .all(in: .team("blue")), [port(.tcp, 81)]))
        #expect(scene.reaching("shop/db", .port(.tcp, 80)) == ["shop/web", "shop/db"])
        #expect(scene.reaching("shop/db", .port(.tcp, 81)) == ["shop/db", "lab/web", "lab/tool"])
    }

    @Test("a rule's peers and ports belong together: another rule's port is none of this one's peers'")
    func rulesOfOne() {
        let scene = Scene(
            policy(
                "policy", .app("db"),
                ingress: [
                    PolicyRule([.own(.app("web"))], ports: [port(.tcp, 80)]),
                    PolicyRule([.own(.app("cart"))], ports: [port(.tcp, 81)]),
                ]))
        #expect(scene.reaching("shop/db", .port(.tcp, 80)) == ["shop/web", "shop/db"])
        #expect(scene.reaching("shop/db", .port(.tcp, 81)) == ["shop/db", "shop/cart"])
        let lacks = [Judgement.Lack.port, .peer]
        #expect(
            scene.judgement("shop/web", "shop/db", .port(.tcp, 81))?.ingress
                == .denied([.init(policy: ObjectKey("shop", "policy"), rules: lacks, defects: [])]))
        #expect(
            scene.judgement("lab/web", "shop/db", .port(.tcp, 82))?.ingress
                == .denied([.init(policy: ObjectKey("shop", "policy"), rules: [.both, .both], defects: [])]))
    }

    @Test("D5.58 and D5.59 deleting one policy leaves the others, and deleting the last opens the pod")
    func deletions() {
        var scene = Scene(closed, allowing("web", .own(.app("web"))))
        scene.cluster.apply(.policy(ObjectKey("shop", "web"), nil))
        #expect(scene.reaching("shop/db") == ["shop/db"])
        scene.cluster.apply(.policy(closed.key, nil))
        #expect(scene.reaching("shop/db") == Scene.ends)
    }

    @Test("D5.60 a policy that changes from closed to open and back is obeyed each time")
    func changes() {
        var scene = Scene(closed)
        for _ in 0..<2 {
            var open = closed
            open.ingress = [PolicyRule()]
            scene.cluster.apply(.policy(open.key, open))
            #expect(scene.reaching("shop/db") == Scene.ends)
            #expect(scene.reached("shop/db") == ["shop/db"])
            scene.cluster.apply(.policy(closed.key, closed))
            #expect(scene.reaching("shop/db") == ["shop/db"])
        }
    }
}
