import Addresses
import KubernetesModel
import PolicyEngine
import Testing

@Suite struct ResolverTests {
    private func pods(_ scene: Scene, _ node: String = "n1") -> [String] {
        Resolver.policy(of: node, in: scene.cluster).pods.values.sorted { $0.key < $1.key }.map { pod in
            "\(pod.key) \(pod.addresses.map { "\($0)" }.joined(separator: " "))"
        }
    }

    private func changed(_ pod: Pod, _ change: (inout Pod) -> Void) -> Pod {
        var pod = pod
        change(&pod)
        return pod
    }

    @Test("the pods are those of the node that have an address of their own")
    func localPods() {
        var scene = Scene()
        #expect(pods(scene) == ["shop/cart 10.1.0.3", "shop/db 10.1.0.2", "shop/web 10.1.0.1"])
        #expect(pods(scene, "n2") == ["lab/tool 10.2.0.2", "lab/web 10.2.0.1"] && pods(scene, "n3") == [])
        scene.add(
            changed(Scene.shopWeb) { ($0.isHostNetwork, $0.addresses) = (true, [address("10.0.0.1")]) },
            changed(Scene.shopDB) { $0.phase = .finished }, changed(Scene.shopCart) { $0.addresses = [] })
        #expect(pods(scene) == [])
    }

    @Test("a terminating pod keeps its rules, and one that is pending has them already")
    func terminating() {
        var scene = Scene(policy(ingress: []))
        scene.add(changed(Scene.shopWeb) { $0.isTerminating = true }, changed(Scene.shopDB) { $0.phase = .pending })
        let policy = Resolver.policy(of: "n1", in: scene.cluster)
        #expect(
            policy.pods.values.map { $0.ingress?.policies } == Array(repeating: [ObjectKey("shop", "policy")], count: 3)
        )
    }

    @Test("an address that several pods claim is its owner's alone, on whichever node")
    func contested() {
        var scene = Scene()
        let thief = Pod(
            ObjectKey("lab", "thief"), node: "n2", addresses: [address("10.1.0.1"), address("10.2.0.9")], creation: 9)
        var resolver = Resolver(node: "n1")
        _ = resolver.update(scene.cluster, scene.cluster.asChanges)
        let taken = resolver.update(&scene, .pod(thief.key, thief))
        #expect(taken.pods[Scene.shopWeb.key] == nil && taken == Resolver.policy(of: "n1", in: scene.cluster))
        #expect(pods(scene, "n2") == ["lab/thief 10.1.0.1 10.2.0.9", "lab/tool 10.2.0.2", "lab/web 10.2.0.1"])
        let back = resolver.update(&scene, .pod(thief.key, nil))
        #expect(back.pods[Scene.shopWeb.key]?.addresses == [address("10.1.0.1")])
    }

    @Test("the address of a finished pod is its next holder's, who gets nothing by the old one's labels")
    func finished() throws {
        var scene = Scene(policy("p", .app("db"), ingress: [PolicyRule([.own(.app("web"))])]))
        scene.add(changed(Scene.shopWeb) { $0.phase = .finished })
        scene.add(
            Pod(ObjectKey("shop", "next"), labels: ["app": "next"], node: "n1", addresses: Scene.shopWeb.addresses))
        let policy = Resolver.policy(of: "n1", in: scene.cluster)
        #expect(policy.pods[ObjectKey("shop", "next")]?.addresses == [address("10.1.0.1")])
        #expect(policy.members.map { Array($0.value.addresses) } == [[]])
    }

    @Test("pods that the same policies select are allowed alike, and a port's name is each pod's own")
    func sharedRules() throws {
        let http = PolicyPort(.tcp, .named("http"))
        var scene = Scene(policy("p", ingress: [PolicyRule(ports: [http])], egress: [PolicyRule([.own(.app("db"))])]))
        scene.add(changed(Scene.shopCart) { $0.ports = [.init("http", .tcp, 8080)] })
        let pods = Resolver.policy(of: "n1", in: scene.cluster).pods
        let (web, db, cart) = (
            try #require(pods[Scene.shopWeb.key]), try #require(pods[Scene.shopDB.key]),
            try #require(pods[Scene.shopCart.key])
        )
        #expect(web.egress == db.egress && web.egress == cart.egress)
        #expect(web.ingress?.allowances.map(\.description) == ["tcp 80 with everyone"])
        #expect(db.ingress?.allowances.map(\.description) == [])
        #expect(cart.ingress?.allowances.map(\.description) == ["tcp 8080 with everyone"])
    }

    @Test("only directions of which some policy speaks are isolated, and its policies are named in order")
    func directions() throws {
        let scene = Scene(policy("b", .app("web"), ingress: []), policy("a", ingress: []), policy("lab/c", egress: []))
        let pods = Resolver.policy(of: "n1", in: scene.cluster).pods
        let web = try #require(pods[Scene.shopWeb.key])
        #expect(web.ingress?.policies == [ObjectKey("shop", "a"), ObjectKey("shop", "b")] && web.egress == nil)
        #expect(pods[Scene.shopDB.key]?.ingress?.policies == [ObjectKey("shop", "a")])
    }

    @Test("events that do not concern the node leave the value as it is")
    func unrelated() {
        var scene = Scene(policy("p", .app("db"), ingress: [PolicyRule([.own(.app("web"))])]))
        var resolver = Resolver(node: "n1")
        let before = resolver.update(scene.cluster, scene.cluster.asChanges)
        let far = Pod(ObjectKey("lab", "far"), labels: ["app": "web"], node: "n2", addresses: [address("10.2.0.7")])
        let events: [ClusterEvent] = [
            .pod(far.key, far), .pod(far.key, changed(far) { $0.phase = .finished }), .pod(far.key, nil),
            .policy(ObjectKey("lab", "q"), policy("lab/q", ingress: [])), .node("n2", Node("n2")),
            .node("n9", Node("n9")),
            .namespace("lab", Namespace("lab")), .namespace("void", nil),
            .pod(Scene.shopWeb.key, changed(Scene.shopWeb) { $0.creation = 5 }),
        ]
        for event in events {
            #expect(resolver.update(&scene, event) == before, "\(event)")
        }
    }

    @Test("labels of pods and namespaces change members without a new policy, and policies change what is asked")
    func follows() {
        var scene = Scene(policy("p", .app("db"), ingress: [PolicyRule([.all(in: .team("red"))])]))
        var resolver = Resolver(node: "n1")
        let red = resolver.update(scene.cluster, scene.cluster.asChanges)
        let relabelled = Namespace("lab", labels: ["team": "red"])
        let both = resolver.update(&scene, .namespace("lab", relabelled))
        #expect(
            red.members.values.map { $0.addresses.count } == [3]
                && both.members.values.map { $0.addresses.count } == [5])
        #expect(both.pods == red.pods && both.members.keys == red.members.keys)
        let none = resolver.update(&scene, .policies([]))
        #expect(none.members.isEmpty && none.pods.values.allSatisfy { $0.ingress == nil })
        #expect(none == Resolver.policy(of: "n1", in: scene.cluster))
    }
}

extension Resolver {
    /// What the policies mean when this has happened too.
    fileprivate mutating func update(_ scene: inout Scene, _ event: ClusterEvent) -> NodePolicy {
        let changes = scene.cluster.apply(event)
        return update(scene.cluster, changes)
    }
}
