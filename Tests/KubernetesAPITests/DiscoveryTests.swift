import JSON
import KubernetesAPI
import Testing

@Suite struct DiscoveryTests {
    @Test("the core is told with its version and where the server is")
    func core() throws {
        let wanted = """
            {"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[{"clientCIDR":"0.0.0.0/0",
            "serverAddress":"127.0.0.1:6443"}]}
            """
        #expect(Discovery.apiVersions(serverAddress: "127.0.0.1:6443") == (try json(wanted)))
    }

    @Test("the groups are told with their versions, together and one by one")
    func groups() throws {
        let networking = """
            "name":"networking.k8s.io","versions":[{"groupVersion":"networking.k8s.io/v1","version":"v1"}],
            "preferredVersion":{"groupVersion":"networking.k8s.io/v1","version":"v1"}
            """
        let discovery = networking.split(separator: "networking").joined(separator: "discovery")
        let wanted = #"{"kind":"APIGroupList","apiVersion":"v1","groups":[{\#(discovery)},{\#(networking)}]}"#
        #expect(Discovery.apiGroups == (try json(wanted)))
        let one = #"{"kind":"APIGroup","apiVersion":"v1",\#(networking)}"#
        #expect(Discovery.apiGroup("networking.k8s.io") == (try json(one)))
        #expect(Discovery.apiGroup("apps") == nil)
        #expect(Discovery.apiGroup("") == nil)
    }

    @Test("the kinds of a group are told with what can be done with them")
    func resources() throws {
        let wanted = """
            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"networking.k8s.io/v1","resources":[
            {"name":"ingressclasses","singularName":"ingressclass","namespaced":false,"kind":"IngressClass",
            "verbs":["create","delete","deletecollection","get","list","patch","update","watch"]},
            {"name":"ingresses","singularName":"ingress","namespaced":true,"kind":"Ingress",
            "verbs":["create","delete","deletecollection","get","list","patch","update","watch"],"shortNames":["ing"]},
            {"name":"ingresses/status","singularName":"","namespaced":true,"kind":"Ingress",
            "verbs":["get","patch","update"]},
            {"name":"networkpolicies","singularName":"networkpolicy","namespaced":true,"kind":"NetworkPolicy",
            "verbs":["create","delete","deletecollection","get","list","patch","update","watch"],
            "shortNames":["netpol"]},
            {"name":"networkpolicies/status","singularName":"","namespaced":true,"kind":"NetworkPolicy",
            "verbs":["get","patch","update"]}]}
            """
        #expect(Discovery.resourceList(group: "networking.k8s.io", version: "v1") == (try json(wanted)))
        let core = Discovery.resourceList(group: "", version: "v1")
        #expect(core?["groupVersion"] == "v1")
        let names = (core?["resources"]?.items ?? []).compactMap { $0["name"]?.string }
        let kinds = ["namespaces", "nodes", "pods", "services"]
        #expect(names == kinds.flatMap { [$0, "\($0)/status"] })
        for (group, version) in [("networking.k8s.io", "v1beta1"), ("apps", "v1"), ("", "v2")] {
            #expect(Discovery.resourceList(group: group, version: version) == nil)
        }
    }

    @Test("all groups are told at once", arguments: Discovery.AggregatedVersion.allCases)
    func aggregated(version: Discovery.AggregatedVersion) throws {
        let slices = """
            {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/\(version)","metadata":{},"items":[
            {"metadata":{"name":"discovery.k8s.io"},"versions":[{"version":"v1","resources":[
            {"resource":"endpointslices",
            "responseKind":{"group":"discovery.k8s.io","kind":"EndpointSlice","version":"v1"},
            "scope":"Namespaced","singularResource":"endpointslice",
            "verbs":["create","delete","deletecollection","get","list","patch","update","watch"]}],
            "freshness":"Current"}]}]}
            """
        var groups = Discovery.aggregated(core: false, version: version)
        let names = (groups["items"]?.items ?? []).compactMap { $0[path: "metadata", "name"]?.string }
        #expect(names == ["discovery.k8s.io", "networking.k8s.io"])
        groups["items"] = .array(Array((groups["items"]?.items ?? []).prefix(1)))
        #expect(groups == (try json(slices)))
        let core = Discovery.aggregated(core: true, version: version)
        let pods = core["items"]?.items?[0]["versions"]?.items?[0]["resources"]?.items?[2]
        let wanted = """
            {"resource":"pods","responseKind":{"group":"","kind":"Pod","version":"v1"},"scope":"Namespaced",
            "singularResource":"pod",
            "verbs":["create","delete","deletecollection","get","list","patch","update","watch"],"shortNames":["po"],
            "categories":["all"],"subresources":[{"subresource":"status",
            "responseKind":{"group":"","kind":"Pod","version":"v1"},"verbs":["get","patch","update"]}]}
            """
        #expect(pods == (try json(wanted)))
        #expect(core["items"]?.items?.count == 1)
    }

    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
