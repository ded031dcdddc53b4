// The fields of Ingresses and their classes.
extension ReferenceTables {
    private static let ingresses = ReferenceKind.ingress.base

    private static func ingress(_ name: String, _ spec: String, _ more: String = "") -> String {
        ReferenceKind.ingress.object(name, more, spec: spec)
    }

    private static func refused(_ spec: String, _ words: String) -> ReferenceRow {
        ReferenceRow("POST \(ingresses)", ingress("bad", spec), 422, "reason=Invalid", "message~\(words)")
    }

    private static func rule(_ host: String, _ path: String) -> String {
        #"{"rules":[{\#(host)"http":{"paths":[\#(path)]}}]}"#
    }

    private static func path(_ more: String, backend: String = #"{"service":{"name":"w","port":{"number":80}}}"#)
        -> String
    {
        #"{\#(more),"backend":\#(backend)}"#
    }

    private static let whole = #"""
        {"defaultBackend":{"resource":{"apiGroup":"example.com","kind":"Bucket","name":"files"}},
        "ingressClassName":"front","tls":[{"hosts":["shop.example","*.shop.example"],"secretName":"shop-tls"},{}],
        "rules":[{"host":"shop.example","http":{"paths":[
        {"path":"/","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}},
        {"path":"/cart","pathType":"Exact","backend":{"service":{"name":"cart","port":{"name":"http"}}}},
        {"pathType":"ImplementationSpecific","backend":{"resource":{"kind":"Pod","name":"p"}}}]}},
        {"host":"*.shop.example"}]}
        """#

    /// Every field there is, and how lists are replaced whole.
    static let ingressFields = [
        ReferenceRow(
            "POST \(ingresses)", ingress("all", whole), 201, "spec.defaultBackend.resource.apiGroup=example.com",
            "spec.ingressClassName=front", "spec.tls.0.hosts.1=*.shop.example", "spec.tls.0.secretName=shop-tls",
            "spec.rules.0.host=shop.example", "spec.rules.0.http.paths.0.pathType=Prefix",
            "spec.rules.0.http.paths.1.backend.service.port.name=http",
            "spec.rules.0.http.paths.2.backend.resource.name=p", "spec.rules.1.host=*.shop.example"),
        ReferenceRow(
            "PATCH \(ingresses)/all", #"{"spec":{"tls":[{"secretName":"other"}],"rules":[{"host":"x.example"}]}}"#,
            type: ReferenceRow.strategic, 200, "spec.tls.0.hosts=nothing", "spec.tls.1=nothing",
            "spec.rules.0.http=nothing", "spec.rules.1=nothing", "spec.ingressClassName=front"),
        ReferenceRow(
            "POST \(ingresses)",
            ingress(
                "old", ReferenceKind.ingress.spec, #""annotations":{"kubernetes.io/ingress.class":"front"}"#), 201,
            "spec.ingressClassName=nothing", "~\"kubernetes.io/ingress.class\":\"front\""),
        ReferenceRow(
            "POST \(ingresses)",
            ingress(
                "both", #"{"ingressClassName":"front","defaultBackend":{"service":{"name":"w","port":{"number":1}}}}"#,
                #""annotations":{"kubernetes.io/ingress.class":"back"}"#), 422,
            "message~annotations.kubernetes.io/ingress.class: Invalid value: \"back\": must match"),
    ]

    /// What is refused, in the words of any API server.
    static let ingressFaults = [
        refused("{}", "spec: Invalid value"),
        refused(
            rule(#""host":"192.0.2.1","#, path(#""pathType":"Exact","path":"/""#)), "spec.rules[0].host: Invalid"),
        refused(
            rule(#""host":"a.*.example","#, path(#""pathType":"Exact","path":"/""#)), "spec.rules[0].host: Invalid"),
        refused(rule("", path(#""path":"/""#)), "spec.rules[0].http.paths[0].pathType: Required value"),
        refused(rule("", path(#""pathType":"Like","path":"/""#)), "paths[0].pathType: Unsupported value: \"Like\""),
        refused(rule("", path(#""pathType":"Exact","path":"x""#)), "paths[0].path: Invalid value: \"x\""),
        refused(rule("", path(#""pathType":"Prefix""#)), "paths[0].path: Invalid value"),
        refused(rule("", ""), "spec.rules[0].http.paths: Required value"),
        refused(
            rule("", path(#""pathType":"Exact","path":"/""#, backend: #"{"service":{"name":"w"}}"#)),
            "port name or number is required"),
        refused(
            rule(
                "",
                path(
                    #""pathType":"Exact","path":"/""#,
                    backend: #"{"service":{"name":"w","port":{"name":"a","number":1}}}"#)),
            "cannot set both port name & port number"),
        refused(
            rule(
                "", path(#""pathType":"Exact","path":"/""#, backend: #"{"service":{"name":"w","port":{"number":0}}}"#)),
            "port name or number is required"),
        refused(#"{"defaultBackend":{}}"#, "spec.defaultBackend"),
        refused(
            #"{"defaultBackend":{"service":{"name":"w","port":{"number":1}},"resource":{"kind":"a","name":"b"}}}"#,
            "spec.defaultBackend: Invalid value"),
        refused(
            #"{"defaultBackend":{"service":{"name":"w","port":{"number":1}}},"tls":[{"hosts":["a_b"]}]}"#,
            "spec.tls[0].hosts[0]: Invalid value"),
        refused(
            #"{"defaultBackend":{"service":{"name":"w","port":{"number":1}}},"ingressClassName":"A"}"#,
            "spec.ingressClassName: Invalid value: \"A\""),
    ]

    /// Where an Ingress can be reached.
    static let ingressStatus: [ReferenceRow] = {
        let status = "\(ingresses)/a/status"
        func points(_ text: String) -> String { #"{"status":{"loadBalancer":{"ingress":[\#(text)]}}}"# }
        return [
            ReferenceRow("POST \(ingresses)", ReferenceKind.ingress.object("a"), 201),
            ReferenceRow(
                "PATCH \(status)",
                points(
                    #"{"ip":"2001:db8::1","ports":[{"port":443,"protocol":"TCP","error":"NoCapacity"}]},"#
                        + #"{"hostname":"lb.example"}"#), type: ReferenceRow.merge, 200,
                "status.loadBalancer.ingress.0.ip=2001:db8::1",
                "status.loadBalancer.ingress.0.ports.0.error=NoCapacity",
                "status.loadBalancer.ingress.1.hostname=lb.example"),
            ReferenceRow(
                "PATCH \(status)", points(#"{"ip":"192.0.2.1"}"#), type: ReferenceRow.strategic, 200,
                "status.loadBalancer.ingress.0.ports=nothing", "status.loadBalancer.ingress.1=nothing"),
            ReferenceRow(
                "PATCH \(status)", points(#"{"ip":"x"}"#), type: ReferenceRow.merge, 422, "message~ingress[0].ip"),
            ReferenceRow(
                "PATCH \(status)", points(#"{"hostname":"192.0.2.1"}"#), type: ReferenceRow.merge, 422,
                "message~ingress[0].hostname: Invalid value"),
            ReferenceRow("GET \(ingresses)", accept: ReferenceRow.table, 200, "rows.0.cells.3=192.0.2.1"),
        ]
    }()

    /// The fields of classes.
    static let ingressClassFields: [ReferenceRow] = {
        let base = ReferenceKind.ingressClass.base
        func object(_ name: String, _ spec: String) -> String { ReferenceKind.ingressClass.object(name, spec: spec) }
        func parameters(_ more: String) -> String {
            #"{"controller":"example.com/c","parameters":{"apiGroup":"example.com","kind":"S","name":"s",\#(more)}}"#
        }
        return [
            ReferenceRow(
                "POST \(base)", object("a", parameters(#""scope":"Namespace","namespace":"default""#)), 201,
                "spec.controller=example.com/c", "spec.parameters.namespace=default"),
            ReferenceRow("POST \(base)", object("b", parameters(#""scope":"Cluster""#)), 201, "spec.parameters.kind=S"),
            ReferenceRow(
                "POST \(base)", object("c", parameters(#""scope":"Namespace""#)), 422, "message~spec.parameters"),
            ReferenceRow(
                "POST \(base)", object("c", parameters(#""scope":"World""#)), 422, "message~spec.parameters.scope"),
            ReferenceRow(
                "PUT \(base)/a", object("a", #"{"controller":"example.com/other"}"#), 422,
                "message~spec.controller: Invalid value", "message~field is immutable"),
            ReferenceRow("GET \(base)/a/status", 404, "reason=NotFound"),
        ]
    }()
}
