import Addresses
import KubernetesModel
import PolicyEngine
import Testing

/// D7: nodes, a pod's own addresses, Services, the network of the node; and dual-stack pods.
extension JudgeTests {
    private static let allClosed = policy(ingress: [], egress: [])

    @Test("D7.77 the node of a pod always reaches it, on any of its addresses; another node does not")
    func ownNode() {
        let labClosed = policy("lab/policy", ingress: [])
        let scene = Scene(Self.allClosed, labClosed)
        #expect(scene.passes("10.0.0.1", "shop/db"))
        #expect(!scene.passes("10.0.0.2", "shop/db"))
        #expect(!scene.passes("10.0.0.1", "lab/web"))
        #expect(scene.judgement("10.0.0.1", "shop/db")?.ingress == .unpoliced(.ownNode))
        #expect(scene.judgement("10.0.0.1", "shop/db")?.egress == .unpoliced(.outside))
        var dual = scene
        var web = Scene.labWeb
        web.addresses.append(address("fd00:2::1"))
        dual.add(web)
        #expect(dual.passes("fd00::2", "fd00:2::1"))
        #expect(!dual.passes("fd00::3", "fd00:2::1"))
    }

    @Test("a pod whose node is not known, or is none yet, is reached by no node")
    func unknownNode() {
        var scene = Scene(Self.allClosed)
        scene.cluster.apply(.node("n1", nil))
        #expect(!scene.passes("10.0.0.1", "shop/db"))
        var db = Scene.shopDB
        db.node = ""
        scene.add(db)
        #expect(!scene.passes("10.0.0.2", "shop/db"))
    }

    @Test("a pod's own node is policed at egress like any other destination")
    func toOwnNode() {
        #expect(!Scene(Self.allClosed).passes("shop/db", "10.0.0.1"))
        let open = Scene(policy(ingress: [], egress: [PolicyRule([block("10.0.0.1/32")])]))
        #expect(open.passes("shop/db", "10.0.0.1"))
        #expect(!open.passes("shop/db", "10.0.0.2"))
        #expect(Scene().passes("shop/db", "10.0.0.1"))
        #expect(open.judgement("shop/db", "10.0.0.1")?.isToOwnNode == true)
        #expect(open.judgement("shop/db", "10.0.0.2")?.isToOwnNode == false)
        #expect(open.judgement("10.0.0.1", "shop/db")?.isToOwnNode == false)
    }

    @Test("what a pod sends to its own node can be left out, and nothing else is")
    func toOwnNodeLeftOut() throws {
        let scene = Scene(Self.allClosed)
        let judge = Judge(scene.cluster, policesOwnNode: false)
        let toOwn = judge.judge(Flow(from: address("10.1.0.2"), to: address("10.0.0.1"), .port(.tcp, 80)))
        #expect(toOwn.isAllowed && toOwn.egress == .unpoliced(.toOwnNode))
        #expect(!judge.judge(Flow(from: address("10.1.0.2"), to: address("10.0.0.2"), .port(.tcp, 80))).isAllowed)
    }

    @Test("an address that a pod and its node both claim is policed as the pod's where it sends")
    func nodeAddressOfPod() {
        var scene = Scene(Self.allClosed)
        var web = Scene.shopWeb
        web.addresses = [address("10.0.0.1")]
        scene.add(web)
        #expect(!scene.passes("shop/web", "lab/web"))
        let judgement = scene.judgement("shop/web", "shop/db")
        #expect(judgement?.egress.isAllowed == false && judgement?.ingress == .unpoliced(.ownNode))
    }

    @Test("D7.79 a pod always reaches itself")
    func itself() {
        let scene = Scene(Self.allClosed)
        for traffic: Traffic in [.port(.sctp, 7), .icmp(type: 8), .other(protocolNumber: 47)] {
            #expect(scene.passes("shop/db", "shop/db", traffic))
        }
        #expect(scene.judgement("shop/db", "shop/db")?.egress == .unpoliced(.itself))
        #expect(scene.judgement("shop/db", "shop/db")?.ingress == .unpoliced(.itself))
    }

    @Test("D7.79 and D7.80 a pod reaches itself from one of its addresses to another, as through its Service")
    func itselfElsewhere() {
        var scene = Scene(Self.allClosed)
        var db = Scene.shopDB
        db.addresses = ["10.1.0.2", "10.1.0.20", "fd00:1::2"].map(address)
        scene.add(db)
        #expect(scene.passes("10.1.0.2", "10.1.0.20"))
        #expect(scene.passes("10.1.0.20", "10.1.0.2"))
        #expect(scene.passes("fd00:1::2", "fd00:1::2"))
    }

    @Test("D7.81 policies do not speak of pods on the node's network")
    func hostNetworkSubjects() {
        var scene = Scene(Self.allClosed)
        var db = Scene.shopDB
        (db.isHostNetwork, db.addresses) = (true, [address("10.0.0.1")])
        scene.add(db)
        #expect(scene.reached("shop/db", of: ["lab/web", "192.0.2.7", "10.0.0.2"]).count == 3)
        #expect(scene.reaching("shop/db", of: ["lab/web", "192.0.2.7", "10.0.0.2"]).count == 3)
        #expect(scene.judgement("shop/db", "192.0.2.7")?.egress == .unpoliced(.outside))
        #expect(scene.judgement("shop/db", "192.0.2.7")?.sender == nil)
    }

    @Test("D7.82 a pod on the node's network that matches a selector does not open to its node's address")
    func hostNetworkPeers() {
        var scene = Scene(policy("policy", .app("db"), ingress: [PolicyRule([.all(in: .everything)])], egress: []))
        var tool = Scene.labTool
        (tool.isHostNetwork, tool.addresses) = (true, [address("10.0.0.2")])
        scene.add(tool)
        #expect(!scene.passes("10.0.0.2", "shop/db"))
        #expect(scene.passes("lab/web", "shop/db"))
        let blocks = policy("blocks", .app("db"), ingress: [PolicyRule([block("10.0.0.2/32")])])
        scene.cluster.apply(.policy(blocks.key, blocks))
        #expect(scene.passes("lab/tool", "shop/db"), "its address is a plain one")
    }

    @Test("D7.83 a Service is judged by the address and port of its endpoint, behind the change of destination")
    func services() {
        let scene = Scene(
            policy("lab/policy", .app("web"), ingress: [PolicyRule(ports: [port(.tcp, 80)])]),
            policy("policy", .app("cart"), egress: [PolicyRule([block("10.96.0.0/12")])]))
        // The Service has port 80, its endpoint 8080; a block of Service addresses opens to none of their endpoints.
        #expect(!scene.passes("shop/web", "lab/web", .port(.tcp, 8080)))
        #expect(!scene.passes("shop/cart", "lab/tool"))
    }

    @Test("D7.84 traffic from outside is judged on the pod, by the client's address where it is kept")
    func outsideClients() {
        let scene = Scene(policy("policy", .app("web"), ingress: [PolicyRule([block("192.0.2.0/24")])]))
        #expect(scene.passes("192.0.2.7", "shop/web"))
        #expect(!scene.passes("198.51.100.7", "shop/web"))
        #expect(!scene.passes("10.0.0.2", "shop/web"), "the client behind another node's address")
    }

    @Test("D7.85 an API server outside the cluster is reached where egress allows it, and not else")
    func serverOutside() {
        let toServer = PolicyRule([block("192.0.2.6/32")], ports: [port(.tcp, 6443)])
        let scene = Scene(policy(egress: [toServer]))
        #expect(scene.passes("shop/web", "192.0.2.6", .port(.tcp, 6443)))
        #expect(!scene.passes("shop/web", "192.0.2.6", .port(.tcp, 443)))
        #expect(!Scene(policy(egress: [])).passes("shop/web", "192.0.2.6", .port(.tcp, 6443)))
    }

    @Test("D7.90 between addresses that are no pods' no policy is asked")
    func noPods() {
        let scene = Scene(Self.allClosed)
        #expect(scene.passes("192.0.2.7", "10.0.0.1"))
        #expect(scene.judgement("192.0.2.7", "10.0.0.1")?.ingress == .unpoliced(.outside))
    }

    @Test("D14.160 blocks, names and both families of a pod go together")
    func together() {
        let rules = [PolicyRule([block("fd00:1::/32")], ports: [PolicyPort(.tcp, .named("http"))])]
        var scene = Scene(policy("lab/policy", .app("tool"), egress: rules))
        var (web, tool) = (Scene.shopWeb, Scene.labTool)
        web.addresses.append(address("fd00:1::1"))
        tool.addresses.append(address("fd00:2::2"))
        scene.add(web, tool)
        let flows = scene.cluster.flows(from: .pod(tool.key), to: .pod(web.key), .port(.tcp, 80))
        #expect(flows.map(\.source.family) == [.ipv4, .ipv6])
        #expect(flows.map { Judge(scene.cluster).judge($0).isAllowed } == [false, true])
        #expect(!scene.passes("fd00:2::2", "fd00:1::1", .port(.tcp, 81)))
        #expect(!scene.passes("fd00:2::2", "fd00:1::9"), "nobody serves the name there")
    }
}
