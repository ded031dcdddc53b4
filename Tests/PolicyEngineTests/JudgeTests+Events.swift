import Addresses
import KubernetesModel
import PolicyEngine
import Testing

/// D6: labels, pods and namespaces that come, change and go.
extension JudgeTests {
    private static let fromNew = [PolicyRule([.own(LabelSelector(matching: ["new": "yes"]))])]

    @Test("D6.63 a pod whose label changes is selected, and no longer")
    func subjectLabels() {
        var scene = Scene(policy("policy", LabelSelector(matching: ["new": "yes"]), ingress: []))
        #expect(scene.reaching("shop/cart") == Scene.ends)
        var cart = Scene.shopCart
        cart.labels = cart.labels.adding("new", "yes")
        scene.add(cart)
        #expect(scene.reaching("shop/cart") == ["shop/cart"])
        scene.add(Scene.shopCart)
        #expect(scene.reaching("shop/cart") == Scene.ends)
    }

    @Test("D6.64 a pod whose label changes is a peer, and no longer")
    func peerLabels() {
        var scene = Scene(policy("policy", .app("db"), ingress: Self.fromNew))
        var cart = Scene.shopCart
        cart.labels = cart.labels.adding("new", "yes")
        #expect(!scene.passes("shop/cart", "shop/db"))
        scene.add(cart)
        #expect(scene.passes("shop/cart", "shop/db"))
        scene.add(Scene.shopCart)
        #expect(!scene.passes("shop/cart", "shop/db"))
    }

    @Test("D6.65 a namespace whose label changes has peers, and no longer")
    func namespaceLabels() {
        var scene = Scene(policy(ingress: [PolicyRule([.all(in: .team("blue"))])]))
        #expect(scene.passes("lab/web", "shop/db"))
        scene.cluster.apply(.namespace("lab", Namespace("lab", labels: ["team": "grey"])))
        #expect(!scene.passes("lab/web", "shop/db"))
        scene.cluster.apply(.namespace("lab", Namespace("lab", labels: ["team": "blue"])))
        #expect(scene.passes("lab/web", "shop/db"))
    }

    @Test("D6.66 a deleted namespace matches no selector, and matches again once it is made")
    func namespaces() {
        var scene = Scene(policy(ingress: [PolicyRule([.all(in: .everything)])]))
        scene.cluster.apply(.namespace("lab", nil))
        #expect(!scene.passes("lab/web", "shop/db"))
        scene.cluster.apply(.namespace("lab", Namespace("lab")))
        #expect(scene.passes("lab/web", "shop/db"))
    }

    @Test("D6.67 the address of a deleted pod is nobody's")
    func deletedPods() {
        var scene = Scene(policy("policy", .app("db"), ingress: [PolicyRule([.own(.app("web"))])]))
        #expect(scene.passes("10.1.0.1", "shop/db"))
        scene.cluster.apply(.pod(Scene.shopWeb.key, nil))
        #expect(!scene.passes("10.1.0.1", "shop/db"))
        scene.cluster.apply(.pod(Scene.shopDB.key, nil))
        #expect(scene.passes("10.1.0.1", "10.1.0.2"), "and nobody's policies are asked about it")
    }

    @Test("D6.68 who takes the address of a finished pod gets nothing by it")
    func finishedPods() {
        var scene = Scene(
            policy("policy", .app("db"), ingress: [PolicyRule([.own(.app("web"))])]),
            policy("closed", .app("web"), ingress: []))
        var finished = Scene.shopWeb
        finished.phase = .finished
        scene.add(finished)
        #expect(!scene.passes("10.1.0.1", "shop/db"))
        #expect(scene.passes("shop/db", "10.1.0.1"), "its own policies do not speak of the address any more")
        let next = Pod(ObjectKey("lab", "next"), addresses: finished.addresses)
        scene.add(next)
        #expect(!scene.passes("lab/next", "shop/db"))
        #expect(scene.cluster.flows(from: .pod(finished.key), to: .pod(Scene.shopDB.key), .icmp(type: 8)) == [])
    }

    @Test("a terminating pod keeps its rules until it is gone")
    func terminatingPods() {
        var scene = Scene(policy("policy", .app("db"), ingress: [PolicyRule([.own(.app("web"))])]))
        var (db, web) = (Scene.shopDB, Scene.shopWeb)
        (db.isTerminating, web.isTerminating) = (true, true)
        scene.add(db, web)
        #expect(scene.reaching("shop/db") == ["shop/web", "shop/db"])
    }

    @Test("D6.70 of two pods that claim an address the one that runs has it, for peers and policies")
    func contested() {
        var scene = Scene(policy("policy", .app("db"), ingress: [PolicyRule([.all(in: .team("blue"))])]))
        let claim = Pod(ObjectKey("lab", "claim"), addresses: Scene.shopCart.addresses, phase: .pending)
        scene.add(claim)
        #expect(!scene.passes("10.1.0.3", "shop/db"))
        var cart = Scene.shopCart
        cart.phase = .pending
        var running = claim
        running.phase = .running
        scene.add(cart, running)
        #expect(scene.passes("10.1.0.3", "shop/db"))
        #expect(scene.passes("lab/claim", "shop/db"))
    }

    @Test("D6.71 the order of events makes no difference to what is judged")
    func orders() {
        let allow = policy("policy", .app("db"), ingress: [PolicyRule([.all(in: .team("blue"))])])
        let lab = Namespace("lab", labels: ["team": "blue"])
        let (web, db) = (Scene.labWeb, Scene.shopDB)
        let events: [ClusterEvent] = [
            .policy(allow.key, allow), .pod(web.key, web), .pod(db.key, db), .namespace("lab", lab),
        ]
        for order in permutations(events) {
            var cluster = Cluster()
            for event in order { cluster.apply(event) }
            let judge = Judge(cluster)
            let flow = Flow(from: address("10.2.0.1"), to: address("10.1.0.2"), .port(.tcp, 80))
            let other = Flow(from: address("10.2.0.2"), to: address("10.1.0.2"), .port(.tcp, 80))
            #expect(judge.judge(flow).isAllowed && !judge.judge(other).isAllowed)
        }
    }
}

/// All orders of a few things.
func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard !elements.isEmpty else { return [[]] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
