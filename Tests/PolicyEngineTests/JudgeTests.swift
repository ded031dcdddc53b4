import Addresses
import KubernetesModel
import Testing

@testable import PolicyEngine

/// D1: what isolates, and what is open by default.
@Suite struct JudgeTests {
    @Test("D1.1 a pod that no policy selects is open in both directions")
    func unselected() {
        let scene = Scene(policy("policy", .app("db"), ingress: [], egress: []))
        #expect(scene.reaching("shop/web") == ["shop/web", "shop/cart", "lab/web", "lab/tool", "192.0.2.7"])
        #expect(scene.reached("shop/web") == ["shop/web", "shop/cart", "lab/web", "lab/tool", "192.0.2.7"])
        #expect(Scene().reaching("shop/web") == Scene.ends)
        #expect(Scene().judgement("shop/web", "shop/db")?.ingress == .notIsolated)
        #expect(Scene().judgement("shop/web", "shop/db")?.egress == .notIsolated)
    }

    @Test("D1.2 and D1.5 ingress without rules closes ingress, and leaves egress open")
    func ingressOnly() {
        let scene = Scene(policy("policy", .app("db"), ingress: []))
        #expect(scene.reaching("shop/db") == ["shop/db"])
        #expect(scene.reached("shop/db") == Scene.ends)
    }

    @Test("D1.3 and D1.5 egress without rules closes egress, and leaves ingress open")
    func egressOnly() {
        let scene = Scene(policy("policy", .app("db"), egress: []))
        #expect(scene.reached("shop/db") == ["shop/db"])
        #expect(scene.reaching("shop/db") == Scene.ends)
    }

    @Test("D1.4 both without rules close both directions")
    func bothDirections() {
        let scene = Scene(policy("policy", .app("db"), ingress: [], egress: []))
        #expect(scene.reached("shop/db") == ["shop/db"])
        #expect(scene.reaching("shop/db") == ["shop/db"])
    }

    @Test("D1.7 an empty podSelector selects every pod of the namespace, and none of another")
    func emptySelector() {
        let scene = Scene(policy(ingress: []))
        for pod in ["shop/web", "shop/db", "shop/cart"] { #expect(scene.reaching(pod) == [pod]) }
        for pod in ["lab/web", "lab/tool"] { #expect(scene.reaching(pod) == Scene.ends) }
    }

    @Test("D1.8 a policy of another namespace has no effect, though its podSelector matches")
    func otherNamespace() {
        let scene = Scene(policy("lab/policy", .app("web"), ingress: [], egress: []))
        #expect(scene.reaching("shop/web") == ["shop/web", "shop/db", "shop/cart", "lab/tool", "192.0.2.7"])
        #expect(scene.reaching("lab/web") == ["lab/web"])
    }

    @Test("D1.9 an empty rule allows everything in its direction", arguments: [Direction.ingress, .egress])
    func emptyRule(_ direction: Direction) {
        let rules = [PolicyRule()]
        let scene = Scene(
            direction == .ingress ? policy(ingress: rules, egress: []) : policy(ingress: [], egress: rules))
        let open = direction == .ingress ? scene.reaching("shop/db") : scene.reached("shop/db")
        let closed = direction == .ingress ? scene.reached("shop/db") : scene.reaching("shop/db")
        // Its neighbours are of the same namespace, and so closed at their other side.
        #expect(open == ["shop/db", "lab/web", "lab/tool", "192.0.2.7"])
        #expect(closed == ["shop/db"])
    }

    @Test("D1.10 a direction without rules is isolated, one that the policy does not speak of is not")
    func nilAndEmpty() {
        let scene = Scene(policy(ingress: [], egress: nil))
        #expect(scene.judgement("192.0.2.7", "shop/db")?.ingress.isAllowed == false)
        #expect(scene.judgement("shop/db", "192.0.2.7")?.egress == .notIsolated)
    }

    @Test("D1.11 no peers are all peers, and no ports are all ports of all protocols")
    func missingParts() {
        let scene = Scene(
            policy("ports", .app("db"), ingress: [PolicyRule(ports: [port(.tcp, 80)])]),
            policy("peers", .app("web"), ingress: [PolicyRule([.own(.app("db"))])]))
        #expect(scene.reaching("shop/db") == Scene.ends)
        #expect(scene.reaching("shop/db", .port(.tcp, 81)) == ["shop/db"])
        for traffic: Traffic in [
            .port(.tcp, 80), .port(.udp, 9), .port(.sctp, 65_535), .icmp(type: 8), .other(protocolNumber: 47),
        ] {
            #expect(scene.reaching("shop/web", traffic) == ["shop/web", "shop/db"])
        }
    }

    @Test("D1.12 a policy that selects no pod changes nothing, and isolates pods that it selects later")
    func laterPods() {
        var scene = Scene(policy("policy", .app("new"), ingress: []))
        for end in Scene.ends.dropLast() { #expect(scene.reaching(end) == Scene.ends) }
        scene.add(Pod(ObjectKey("shop", "new"), labels: ["app": "new"], addresses: [address("10.1.0.9")]))
        #expect(scene.reaching("shop/new") == [])
        #expect(scene.reached("shop/new") == Scene.ends)
    }

    @Test("D1.13 policies of a namespace that is not known isolate, and its pods match no namespaceSelector")
    func unknownNamespace() {
        var scene = Scene(
            policy("late/closed", .app("db"), ingress: []),
            policy("late/own", .app("web"), ingress: [PolicyRule([.own(.everything)])]),
            policy("policy", .app("cart"), ingress: [PolicyRule([.all(in: .everything)])]))
        scene.add(
            Pod(ObjectKey("late", "db"), labels: ["app": "db"], addresses: [address("10.3.0.1")]),
            Pod(ObjectKey("late", "web"), labels: ["app": "web"], addresses: [address("10.3.0.2")]))
        #expect(scene.reaching("late/db") == [])
        #expect(!scene.passes("late/db", "shop/cart"))
        #expect(scene.passes("late/db", "late/web"), "the own namespace needs no selector")
        scene.cluster.apply(.namespace("late", Namespace("late")))
        #expect(scene.passes("late/db", "shop/cart"))
    }

    @Test("a policy with defects isolates, and its judgement says why it allows nothing")
    func defects() {
        let error = Defect(.error, at: "spec.ingress[0].from[0].ipBlock.cidr", "no address")
        let warning = Defect(.warning, at: "spec", "odd")
        let scene = Scene(policy(ingress: [], defects: [warning, error]))
        let shortfall = Judgement.Shortfall(policy: ObjectKey("shop", "policy"), rules: [], defects: [error])
        #expect(scene.judgement("lab/web", "shop/web")?.ingress == .denied([shortfall]))
    }

    @Test("the permission is the first by policy, rule, peer and port")
    func firstPermission() {
        let web = PolicyRule(
            [.own(.app("cart")), .own(.app("web")), .own(.everything)],
            ports: [port(.udp, 80), port(.tcp, 80), port(.tcp, 80)])
        let scene = Scene(
            policy("c", .app("db"), ingress: [PolicyRule()]),
            policy("b", .app("db"), ingress: [PolicyRule([.own(.app("cart"))]), web, PolicyRule()]),
            policy("a", .app("db"), ingress: []))
        let permission = Judgement.Permission(policy: ObjectKey("shop", "b"), rule: 1, peer: 1, port: 1)
        #expect(
            scene.judgement("shop/web", "shop/db")?.ingress
                == .allowed(by: permission, isolatedBy: ["a", "b", "c"].map { ObjectKey("shop", $0) }))
        let everyone = Judgement.Permission(policy: ObjectKey("shop", "b"), rule: 2, peer: nil, port: nil)
        #expect(
            scene.judgement("lab/web", "shop/db")?.ingress
                == .allowed(by: everyone, isolatedBy: ["a", "b", "c"].map { ObjectKey("shop", $0) }))
    }
}
