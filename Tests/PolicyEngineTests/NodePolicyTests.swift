import Addresses
import KubernetesModel
import PolicyEngine
import Testing

@Suite struct NodePolicyTests {
    private let blocks = AddressRanges(["10.0.0.1", "10.0.0.2", "fd00::1"].map { address($0) })

    @Test("ports read as the protocol and its ranges, or as everything")
    func ports() {
        #expect(AllowedPorts.everything.description == "everything")
        #expect(AllowedPorts.ports(.sctp, .all).description == "sctp")
        #expect(AllowedPorts.ports(.tcp, PortSet([80...80, 8000...9000])).description == "tcp 80, 8000-9000")
    }

    @Test("peers read as who is meant and which addresses")
    func peers() {
        #expect(AllowedPeers.everyone.description == "everyone")
        #expect(AllowedPeers.some(nil, blocks).description == "10.0.0.1-10.0.0.2; fd00::1")
    }

    @Test("what a pod's policies allow reads in one line for each set of peers")
    func allowances() throws {
        let scene = Scene(
            policy(
                "in", .app("web"),
                ingress: [PolicyRule([.own(.app("cart")), block("192.0.2.0/31")], ports: [port(.tcp, 80)])]),
            policy(
                "out", .app("web"), egress: [PolicyRule([.own(.app("db"))], ports: [PolicyPort(.tcp, .named("sql"))])]))
        let pod = try #require(Resolver.policy(of: "n1", in: scene.cluster).pods[Scene.shopWeb.key])
        #expect(
            pod.isolation(.ingress)?.allowances.map(\.description)
                == ["tcp 80 with pods app=cart in namespace shop; 192.0.2.0/31"])
        #expect(
            pod.isolation(.egress)?.allowances.map(\.description) == ["port sql (tcp) of pods app=db in namespace shop"]
        )
        #expect(pod.isolation(.ingress) == pod.ingress && pod.isolation(.egress) == pod.egress)
        #expect(
            pod.ingress?.policies == [ObjectKey("shop", "in")] && pod.egress?.policies == [ObjectKey("shop", "out")])
    }

    @Test("an allowance names the query that it asks, where it asks one")
    func queries() throws {
        let scene = Scene(
            policy("in", .app("web"), ingress: [PolicyRule(ports: [port(.tcp, 80)]), PolicyRule([.own(.app("cart"))])]))
        let isolation = try #require(Resolver.policy(of: "n1", in: scene.cluster).pods[Scene.shopWeb.key]?.ingress)
        #expect(
            isolation.allowances.map { $0.query?.description } == [nil, "pods app=cart in namespace shop"])
    }

    @Test("a node without pods has no policies and asks nothing")
    func empty() {
        #expect(Resolver.policy(of: "n9", in: Scene().cluster) == NodePolicy())
        #expect(NodePolicy().pods.isEmpty && NodePolicy().members.isEmpty)
    }

    @Test("which queries are answered otherwise is the same whatever way led from one policy to the other")
    func answeredOtherwise() {
        var scene = Scene(
            policy("in", .app("web"), ingress: [PolicyRule([.own(.app("cart"))]), PolicyRule([.own(.app("db"))])]),
            policy("out", .app("db"), egress: [PolicyRule([.own(.app("web"))])]))
        var resolver = Resolver(node: "n1")
        var all = [NodePolicy(), resolver.update(scene.cluster, scene.cluster.asChanges)]
        for (name, app) in [("a", "cart"), ("b", "db"), ("a", "db"), ("b", "none"), ("a", "none"), ("web", "none")] {
            let address = address(name == "web" ? "10.1.0.1" : name == "a" ? "10.2.0.11" : "10.2.0.12")
            let pod = Pod(
                ObjectKey("shop", name), labels: ["app": app], node: name == "web" ? "n1" : "n2", addresses: [address])
            let changes = scene.cluster.apply(.pod(pod.key, pod))
            all.append(resolver.update(scene.cluster, changes))
        }
        var counts: [Int] = []
        for (old, new) in all.flatMap({ old in all.map { (old, $0) } }) {
            let naive = new.members.filter { old.members[$0.key] != $0.value }.keys
            let said = new.queriesAnswered(otherwiseThan: old)
            #expect(Set(said) == Set(naive) && said.count == naive.count)
            counts.append(said.count)
        }
        #expect(Set(counts) == [0, 1, 2])
        #expect(all.last == Resolver.policy(of: "n1", in: scene.cluster))
    }
}
