// What is not of one kind: an example, other kinds, and what the server says of itself.
extension ReferenceTables {
    private static let policies = ReferenceKind.networkPolicy.base

    /// A creation as a vendor of clouds describes it, whose `apiVersion` and `kind` may be left out.
    static let vendor: [ReferenceRow] = {
        let labels = #""labels":{"app":"nginx"}"#
        let spec = """
            {"podSelector":{"matchLabels":{"app":"nginx"}},"ingress":[{"from":[{"podSelector":{"matchLabels":\
            {"app":"client"}}}],"ports":[{"protocol":"TCP","port":6379}]}]}
            """
        let metadata = #"{"name":"test-network-policy","namespace":"default",\#(labels)}"#
        let head = #""apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy""#
        let found = "spec.ingress.0.ports.0.port=6379"
        return [
            ReferenceRow(
                "POST \(policies)?pretty=true",
                #"{\#(head),"metadata":\#(metadata),"spec":\#(spec)}"#,
                201, "kind=NetworkPolicy", "apiVersion=networking.k8s.io/v1", "metadata.name=test-network-policy",
                "metadata.namespace=default", "metadata.generation=1", "metadata.resourceVersion~",
                "metadata.uid~-", "metadata.creationTimestamp~T", "metadata.labels.app=nginx",
                "spec.policyTypes.0=Ingress",
                "spec.policyTypes.1=nothing", "spec.ingress.0.from.0.podSelector.matchLabels.app=client", found,
                "metadata.selfLink=nothing"),
            ReferenceRow("DELETE \(policies)/test-network-policy", 200),
            ReferenceRow(
                "POST \(policies)", #"{"metadata":\#(metadata),"spec":\#(spec)}"#, 201, "kind=NetworkPolicy",
                "apiVersion=networking.k8s.io/v1", found),
            // Its port is a string there, which may be a number; today that is no name of a port.
            ReferenceRow(
                "POST \(policies)",
                #"{"metadata":{"name":"b"},"spec":\#(spec.replacing("6379", with: "\"6379\""))}"#, 422,
                "message~spec.ingress[0].ports[0].port: Invalid value: \"6379\""),
            ReferenceRow("POST \(policies)", #"{"metadata":{"name":"c"},"spec":{}}"#, 201, "spec.podSelector={}"),
        ]
    }()

    /// Pods, by the fields that lists of them are cut by.
    static let pods: [ReferenceRow] = {
        let spec = #"{"nodeName":"n1","containers":[{"name":"main","image":"registry.example/app:1"}]}"#
        let pod = #"{"metadata":{"name":"p"},"spec":\#(spec)}"#
        let status = "/api/v1/namespaces/default/pods/p/status"
        return [
            ReferenceRow("POST /api/v1/namespaces/none/pods", pod, 404, "message=namespaces \"none\" not found"),
            ReferenceRow("POST /api/v1/namespaces/default/pods", pod, 201, "status.phase=Pending"),
            ReferenceRow(
                "GET /api/v1/pods?fieldSelector=spec.nodeName%3Dn1,status.phase%21%3DRunning", 200,
                "items.0.metadata.name=p"),
            ReferenceRow("GET /api/v1/pods?fieldSelector=spec.hostNetwork%3Dtrue", 200, "items=[]"),
            ReferenceRow("GET /api/v1/pods?fieldSelector=spec.nodeName!%3Dn1", 200, "items=[]"),
            ReferenceRow(
                "PATCH \(status)", #"{"status":{"phase":"Running","podIP":"192.0.2.9"}}"#, type: ReferenceRow.merge,
                200,
                "status.phase=Running"),
            ReferenceRow("GET /api/v1/pods?fieldSelector=status.phase%3DRunning", 200, "items.0.metadata.name=p"),
            ReferenceRow("GET /api/v1/namespaces/default/pods/p/log", 404, "reason=NotFound"),
            ReferenceRow("DELETE /api/v1/namespaces/default/pods/p", 200, "kind=Pod"),
            ReferenceRow("GET /api/v1/namespaces?fieldSelector=status.phase%3DActive", 200, "items.0.kind~"),
            ReferenceRow("DELETE /api/v1/namespaces", 405, "reason=MethodNotAllowed"),
        ]
    }()

    /// What the server says of itself, and paths that lead nowhere.
    static let about = [
        ReferenceRow("GET /version", 200, "major=1"),
        ReferenceRow("GET /api", 200, "kind=APIVersions", "versions.0=v1"),
        ReferenceRow("GET /apis", 200, "kind=APIGroupList", "~networking.k8s.io/v1"),
        ReferenceRow("GET /api/v1", 200, "kind=APIResourceList", "~\"pods/status\""),
        ReferenceRow("GET /apis/networking.k8s.io", 200, "kind=APIGroup"),
        ReferenceRow("GET /apis/networking.k8s.io/v1", 200, "kind=APIResourceList", "~\"networkpolicies/status\""),
        ReferenceRow(
            "GET /apis", accept: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", 200,
            "kind=APIGroupDiscoveryList"),
        ReferenceRow("GET /openapi/v2", 200, "swagger=2.0"),
        ReferenceRow("GET /openapi/v3", 200, "~apis/networking.k8s.io/v1"),
        ReferenceRow("GET /openapi/v3/apis/networking.k8s.io/v1", 200, "openapi=3.0.0"),
        ReferenceRow("GET /healthz", 200, "~ok"),
        ReferenceRow("GET /livez", 200, "~ok"),
        ReferenceRow("GET /readyz", 200, "~ok"),
        ReferenceRow("GET /apis/networking.k8s.io/v2", 404, "reason=NotFound"),
        ReferenceRow("GET /apis/networking.k8s.io/v1/nothing", 404, "reason=NotFound"),
        ReferenceRow("GET /api/v1/namespaces/default/../default", 400, "reason=BadRequest"),
        ReferenceRow("POST /version", "{}", 405, "reason=MethodNotAllowed"),
    ]
}
