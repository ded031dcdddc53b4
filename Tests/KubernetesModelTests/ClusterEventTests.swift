import KubernetesModel
import Testing

@Suite struct ClusterEventTests {
    @Test("an object that was read is an event that says it is there")
    func objects() {
        let key = ObjectKey("shop", "a")
        #expect(ClusterEvent(.pod(Pod(key))) == .pod(key, Pod(key)))
        #expect(ClusterEvent(.networkPolicy(NetworkPolicy(key))) == .policy(key, NetworkPolicy(key)))
        #expect(ClusterEvent(.namespace(Namespace("shop"))) == .namespace("shop", Namespace("shop")))
        #expect(ClusterEvent(.node(Node("n"))) == .node("n", Node("n")))
        #expect(ClusterEvent(.other(apiVersion: "v1", kind: "Service", key: key)) == nil)
    }
}
