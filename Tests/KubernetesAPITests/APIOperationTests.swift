import Testing

@testable import KubernetesAPI

@Suite struct APIOperationTests {
    @Test("a kind in namespaces has the paths and operations of the API reference")
    func namespaced() {
        let home = "/apis/networking.k8s.io/v1/namespaces/{namespace}/networkpolicies"
        #expect(
            rows(.networkPolicy) == [
                "/apis/networking.k8s.io/v1/networkpolicies get list",
                "\(home) get list", "\(home) post post", "\(home) delete deletecollection",
                "\(home)/{name} get get", "\(home)/{name} put put", "\(home)/{name} patch patch",
                "\(home)/{name} delete delete", "\(home)/{name}/status get get", "\(home)/{name}/status put put",
                "\(home)/{name}/status patch patch",
            ])
    }

    @Test("a kind outside of namespaces has no such paths, and one without a status none for it")
    func cluster() {
        #expect(
            ResourceKind.namespace.paths.map(\.path) == [
                "/api/v1/namespaces", "/api/v1/namespaces/{name}", "/api/v1/namespaces/{name}/status",
            ])
        #expect(!rows(.namespace).contains("/api/v1/namespaces delete deletecollection"))
        #expect(rows(.node).contains("/api/v1/nodes delete deletecollection"))
        #expect(!rows(.ingressClass).contains { $0.contains("status") || $0.contains("{namespace}") })
    }

    @Test("what is sent and answered is what the action is about")
    func bodies() {
        for operation in ResourceKind.ingress.paths.flatMap(\.operations) {
            switch operation.action {
            case "list": #expect(operation.body == nil && operation.answer.definition?.hasSuffix("IngressList") == true)
            case "get": #expect(operation.body == nil && operation.answer === Schema.ingress)
            case "post", "put": #expect(operation.body === Schema.ingress && operation.answer === Schema.ingress)
            case "patch": #expect(operation.body === Schema.patch && operation.bodyTypes.count == 4)
            case "delete", "deletecollection":
                #expect(operation.body === Schema.deleteOptions && operation.answer === Schema.status)
            default: Issue.record("no such action: \(operation.action)")
            }
        }
    }

    private func rows(_ kind: ResourceKind) -> [String] {
        kind.paths.flatMap { path in path.operations.map { "\(path.path) \($0.method) \($0.action)" } }
    }
}
