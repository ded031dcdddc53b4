import KubernetesModel
import Testing

@testable import Manifests

@Suite struct IdentityTests {
    @Test("names the kind, and the namespace where there is one")
    func texts() {
        let key = ObjectKey("shop", "a")
        #expect(Identity(.pod(Pod(key))).text == "Pod shop/a")
        #expect(Identity(.networkPolicy(NetworkPolicy(key))).text == "NetworkPolicy shop/a")
        #expect(Identity(.namespace(Namespace("shop"))).text == "Namespace shop")
        #expect(Identity(.node(Node("n"))).text == "Node n")
        #expect(Identity(.other(apiVersion: "v1", kind: "Secret", key: key)).text == "Secret shop/a")
        #expect(Identity(.service(Service(key))).text == "Service shop/a")
    }
}
