import KubernetesAPI
import Testing

@testable import EmbeddedAPI

@Suite struct RouteTests {
    @Test(
        "paths of objects",
        arguments: [
            ("api/v1/namespaces", "namespaces - -"),
            ("api/v1/namespaces/shop", "namespaces - shop"),
            ("api/v1/namespaces/shop/status", "namespaces - shop status"),
            ("api/v1/namespaces/shop/pods", "pods shop -"),
            ("api/v1/namespaces/shop/pods/web", "pods shop web"),
            ("api/v1/namespaces/shop/pods/web/status", "pods shop web status"),
            ("api/v1/pods", "pods - -"),
            ("api/v1/watch/namespaces/shop/pods/web", "pods shop web watch"),
            ("apis/networking.k8s.io/v1/ingressclasses/nginx", "ingressclasses - nginx"),
            ("apis/networking.k8s.io/v1/watch/networkpolicies", "networkpolicies - - watch"),
            ("apis/discovery.k8s.io/v1/namespaces/a/endpointslices", "endpointslices a -"),
        ])
    func objects(_ path: String, _ meaning: String) {
        guard case .objects(let route) = Route(path.split(separator: "/").map(String.init)) else {
            Issue.record("\(path) leads to no objects")
            return
        }
        let marks = (route.isStatus ? " status" : "") + (route.isWatchPath ? " watch" : "")
        #expect("\(route.kind.plural) \(route.namespace ?? "-") \(route.name ?? "-")\(marks)" == meaning)
    }

    @Test(
        "paths that lead nowhere",
        arguments: [
            "api/v2/pods", "api/v1/things", "api/v1/pods/web", "api/v1/namespaces/shop/nodes",
            "apis/apps/v1/deployments",
            "api/v1/namespaces/shop/pods/web/log", "api/v1/namespaces/shop/pods/web/status/more", "metrics",
            "apis/networking.k8s.io/v1/namespaces/a/ingressclasses", "openapi/v4", "version/2",
            "apis/networking.k8s.io/v1/ingressclasses/nginx/status",
        ])
    func nowhere(_ path: String) {
        guard case .nothing = Route(path.split(separator: "/").map(String.init)) else {
            Issue.record("\(path) leads somewhere")
            return
        }
    }
}
