import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct LintSceneTests {
    @Test("pods that are alike are one kind, and every pod that is not finished is in one")
    func kinds() {
        var generator = ClusterGenerator(.forTest("kinds"))
        for _ in 0..<rounds(50, long: 200) {
            let scene = LintScene(Inventory(cluster: generator.cluster()))
            let pods = scene.inventory.cluster.pods.values.filter { $0.phase != .finished }
            #expect(scene.kinds.flatMap(\.pods).map(\.key).sorted() == pods.map(\.key).sorted())
            for kind in scene.kinds {
                #expect(
                    kind.pods.allSatisfy {
                        $0.key.namespace == kind.namespace && $0.labels == kind.labels && $0.ports == kind.ports
                            && $0.isHostNetwork == kind.isHostNetwork
                    })
            }
        }
    }

    @Test("the index finds what asking every pod finds")
    func matches() {
        var generator = ClusterGenerator(.forTest("scene"))
        var count = 0
        for _ in 0..<rounds(50, long: 200) {
            let scene = LintScene(Inventory(cluster: generator.cluster()))
            for policy in scene.policies {
                let selected = scene.kinds.indices.filter {
                    scene.kinds[$0].namespace == policy.key.namespace
                        && policy.podSelector.matches(scene.kinds[$0].labels)
                }
                #expect(scene.selected(by: policy) == selected)
                let selector = generator.selector()
                #expect(
                    scene.matches(selector)
                        == scene.kinds.indices.filter { selector.matches(scene.kinds[$0].labels) })
                for (peer, _) in policy.placedRules.flatMap(\.peers) {
                    var met: Set<Int> = []
                    _ = scene.contains(peer, of: policy.key) { kind in
                        met.insert(kind)
                        return false
                    }
                    #expect(met == Self.meant(peer, of: policy.key, scene))
                    count += met.count
                }
            }
        }
        #expect(count > 1_000)
    }

    /// What a peer means, pod by pod.
    private static func meant(_ peer: PolicyPeer, of policy: ObjectKey, _ scene: LintScene) -> Set<Int> {
        Set(
            scene.kinds.indices.filter { index in
                let kind = scene.kinds[index]
                guard case .pods(let pods, let namespaces) = peer else { return true }
                let labels = scene.inventory.cluster.namespaces[kind.namespace]?.labels ?? [:]
                return pods.matches(kind.labels)
                    && (namespaces.map { $0.matches(labels) } ?? (kind.namespace == policy.namespace))
            })
    }

    @Test("more names than three are counted")
    func names() {
        var inventory = Inventory()
        inventory.add(["d", "c", "b", "a", "e"].map { (.pod(Pod(ObjectKey("shop", $0))), nil) })
        let scene = LintScene(inventory)
        #expect(scene.names(scene.kinds.indices) == "shop/a[Pod], shop/b[Pod], shop/c[Pod] and 2 more")
    }

    @Test("the pod that stands for DNS caches is no pod that somebody described")
    func nodeLocalDNS() {
        let cluster = Cluster(nodeLocalDNS: [address("169.254.20.10")])
        let scene = LintScene(Inventory(cluster: cluster))
        #expect(cluster.pods[LintScene.nodeLocalDNS] != nil && scene.kinds.count == 1)
        #expect(!scene.hasPods && !scene.hasPods(in: "kube-system"))
    }
}
