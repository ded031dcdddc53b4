import Addresses
import KubernetesModel
import PolicyEngine
import Testing

/// D2: who a rule speaks of.
extension JudgeTests {
    /// Which of these are peers of shop/db, in both directions alike; itself it always reaches.
    private func peers(
        _ peers: PolicyPeer..., of ends: [String] = Scene.ends, in scene: Scene = Scene()
    ) -> [String] {
        var (ingress, egress) = (scene, scene)
        let rules = [PolicyRule(peers)]
        let (into, out) = (policy("in", .app("db"), ingress: rules), policy("out", .app("db"), egress: rules))
        ingress.cluster.apply(.policy(into.key, into))
        egress.cluster.apply(.policy(out.key, out))
        let senders = ingress.reaching("shop/db", of: ends)
        #expect(senders == egress.reached("shop/db", of: ends))
        return senders.filter { $0 != "shop/db" }
    }

    @Test("D2.14 a podSelector alone means pods of the policy's namespace")
    func ownNamespace() {
        #expect(peers(.own(.app("web"))) == ["shop/web"])
    }

    @Test("D2.15 a namespaceSelector alone means all pods there, and one without pods nobody")
    func wholeNamespaces() {
        #expect(peers(.all(in: .team("blue"))) == ["lab/web", "lab/tool"])
        #expect(peers(.all(in: .team("none"))) == [])
        #expect(peers(.all(in: .team("nobody's"))) == [])
    }

    @Test("D2.16 a namespaceSelector and a podSelector in one item are both needed")
    func bothSelectors() {
        #expect(peers(.pods(.app("web"), namespaces: .team("blue"))) == ["lab/web"])
        #expect(peers(.pods(.app("cart"), namespaces: .team("blue"))) == [])
    }

    @Test("D2.17 of two items either is enough")
    func twoItems() {
        #expect(peers(.own(.app("cart")), .all(in: .team("blue"))) == ["shop/cart", "lab/web", "lab/tool"])
        #expect(peers(.own(.app("web")), block("192.0.2.0/24")) == ["shop/web", "192.0.2.7"])
    }

    @Test("D2.18 an empty namespaceSelector means all namespaces, but no address outside")
    func allNamespaces() {
        #expect(peers(.all(in: .everything)) == ["shop/web", "shop/cart", "lab/web", "lab/tool"])
    }

    @Test("D2.19 and D2.21 an empty podSelector means all pods of the namespaces that match")
    func allPods() {
        #expect(peers(.own(.everything)) == ["shop/web", "shop/cart"])
        #expect(peers(.pods(.everything, namespaces: .team("blue"))) == ["lab/web", "lab/tool"])
    }

    @Test("D2.20 the operators and matchLabels all have to hold")
    func operators() {
        let web = LabelSelector.Requirement("app", .in(["web", "cart"]))
        let noTier = LabelSelector.Requirement("tier", .doesNotExist)
        let tier = LabelSelector.Requirement("tier", .exists)
        #expect(peers(.own(LabelSelector([web]))) == ["shop/web", "shop/cart"])
        #expect(peers(.own(LabelSelector([web, noTier]))) == ["shop/web"])
        #expect(peers(.own(LabelSelector([web, tier]))) == ["shop/cart"])
        #expect(peers(.own(LabelSelector(matching: ["app": "web"], [tier]))) == [])
        #expect(peers(.own(LabelSelector(matching: ["app": "cart"], [tier, web]))) == ["shop/cart"])
    }

    @Test("D2.23 NotIn matches other values, and objects that have no such label")
    func notIn() {
        let notBack = LabelSelector([.init("tier", .notIn(["back", "edge"]))])
        #expect(peers(.own(notBack)) == ["shop/web"])
        let notBlue = LabelSelector([.init("team", .notIn(["blue"]))])
        #expect(peers(.all(in: notBlue)) == ["shop/web", "shop/cart"])
        let noZone = LabelSelector([.init("zone", .notIn(["blue"]))])
        #expect(peers(.all(in: noZone)) == ["shop/web", "shop/cart", "lab/web", "lab/tool"])
    }

    @Test("D2.24 a namespace has its name as a label")
    func nameLabel() {
        let lab = LabelSelector(matching: ["kubernetes.io/metadata.name": "lab"])
        #expect(peers(.all(in: lab)) == ["lab/web", "lab/tool"])
    }

    @Test("D2.25 pods with the same labels in two namespaces are told apart")
    func sameLabels() {
        #expect(peers(.pods(.app("web"), namespaces: .team("red"))) == ["shop/web"])
        #expect(peers(.pods(.app("web"), namespaces: .team("blue"))) == ["lab/web"])
    }

    @Test("D2.26 pods without address, finished ones and those on the node's network are no peers")
    func noPeers() {
        var scene = Scene()
        var (finished, host, bare) = (Scene.labTool, Scene.labTool, Scene.labTool)
        finished.phase = .finished
        scene.add(finished)
        #expect(peers(.all(in: .team("blue")), of: ["lab/web", "10.2.0.2"], in: scene) == ["lab/web"])
        (host.isHostNetwork, host.addresses) = (true, [address("10.0.0.2")])
        scene.add(host)
        #expect(peers(.all(in: .team("blue")), of: ["lab/web", "10.0.0.2", "10.2.0.2"], in: scene) == ["lab/web"])
        bare.addresses = []
        scene.add(bare)
        #expect(peers(.all(in: .team("blue")), of: ["lab/web", "10.2.0.2"], in: scene) == ["lab/web"])
        #expect(scene.cluster.flows(from: .pod(bare.key), to: .pod(Scene.shopDB.key), .icmp(type: 8)) == [])
    }

    @Test("a pod that has not started yet and one that is being deleted are peers")
    func comingAndGoing() {
        var scene = Scene()
        var (pending, terminating) = (Scene.labWeb, Scene.labTool)
        pending.phase = .pending
        terminating.isTerminating = true
        scene.add(pending, terminating)
        #expect(peers(.all(in: .team("blue")), in: scene) == ["lab/web", "lab/tool"])
    }
}
