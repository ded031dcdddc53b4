import Addresses
import KubernetesModel
import PolicyEngine
import Testing

@Suite struct FlowEndTests {
    private let traffic = Traffic.icmp(type: 8)
    private var dual: Pod {
        Pod(ObjectKey("shop", "dual"), addresses: ["fd00:1::9", "10.1.0.9", "10.1.0.10"].map(address))
    }

    private func texts(_ cluster: Cluster, _ from: FlowEnd, _ to: FlowEnd) -> [String] {
        cluster.flows(from: from, to: to, traffic).map { "\($0.source) \($0.destination)" }
    }

    @Test("there is one flow for each family that both ends have, IPv4 first")
    func families() {
        var scene = Scene()
        scene.add(dual)
        let (web, dual) = (FlowEnd.pod(Scene.shopWeb.key), FlowEnd.pod(dual.key))
        #expect(texts(scene.cluster, web, dual) == ["10.1.0.1 10.1.0.9"])
        #expect(texts(scene.cluster, dual, dual) == ["10.1.0.9 10.1.0.9", "fd00:1::9 fd00:1::9"])
        #expect(texts(scene.cluster, dual, .address(address("::1"))) == ["fd00:1::9 ::1"])
        #expect(texts(scene.cluster, web, .address(address("::1"))) == [])
        #expect(texts(scene.cluster, .address(address("1.1.1.1")), .address(address("::1"))) == [])
    }

    @Test("a pod that is not known, has no address or has finished has no flows")
    func noFlows() {
        var scene = Scene()
        var (finished, bare) = (dual, Scene.shopDB)
        finished.phase = .finished
        bare.addresses = []
        scene.add(finished, bare)
        for key in [finished.key, bare.key, ObjectKey("shop", "none")] {
            #expect(texts(scene.cluster, .pod(key), .pod(Scene.shopWeb.key)) == [])
            #expect(texts(scene.cluster, .pod(Scene.shopWeb.key), .pod(key)) == [])
        }
    }

    @Test("an address that another pod has is left out, one of the node's network is not")
    func claims() {
        var scene = Scene()
        scene.add(dual)
        scene.add(Pod(ObjectKey("lab", "thief"), addresses: [address("10.1.0.9")], creation: 1))
        #expect(texts(scene.cluster, .pod(dual.key), .pod(Scene.shopWeb.key)) == ["10.1.0.10 10.1.0.1"])
        var host = Scene.shopDB
        (host.isHostNetwork, host.addresses) = (true, [address("10.0.0.1")])
        scene.add(host)
        #expect(texts(scene.cluster, .pod(host.key), .pod(Scene.shopWeb.key)) == ["10.0.0.1 10.1.0.1"])
    }
}
