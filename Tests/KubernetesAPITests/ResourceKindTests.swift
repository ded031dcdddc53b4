import KubernetesAPI
import Testing

@Suite struct ResourceKindTests {
    @Test("there are eight kinds, each with the names that kubectl knows")
    func names() {
        let rows = ResourceKind.all.map { kind in
            ([kind.apiVersion, kind.kind, kind.qualifiedName, kind.singular] + kind.shortNames + kind.categories)
                .joined(separator: " ") + (kind.isNamespaced ? "" : " cluster") + (kind.hasStatus ? " status" : "")
        }
        #expect(
            rows == [
                "v1 Namespace namespaces namespace ns cluster status",
                "v1 Node nodes node no cluster status",
                "v1 Pod pods pod po all status",
                "v1 Service services service svc all status",
                "discovery.k8s.io/v1 EndpointSlice endpointslices.discovery.k8s.io endpointslice",
                "networking.k8s.io/v1 IngressClass ingressclasses.networking.k8s.io ingressclass cluster",
                "networking.k8s.io/v1 Ingress ingresses.networking.k8s.io ingress ing status",
                "networking.k8s.io/v1 NetworkPolicy networkpolicies.networking.k8s.io networkpolicy netpol status",
            ])
    }

    @Test("every kind can be deleted at once but namespaces, and only a status that is there can be written")
    func verbs() {
        let without = ResourceKind.all.filter { !$0.verbs.contains("deletecollection") }
        #expect(without.map(\.kind) == ["Namespace"])
        #expect(ResourceKind.all.allSatisfy { $0.verbs.count >= 7 && $0.verbs == $0.verbs.sorted() })
        #expect(ResourceKind.all.allSatisfy { $0.hasStatus == ($0.statusVerbs == ["get", "patch", "update"]) })
        #expect(ResourceKind.all.allSatisfy { $0.hasStatus == ($0.schema.member("status") != nil) })
    }

    @Test("a list of a kind has the metadata of lists and the objects")
    func lists() {
        for kind in ResourceKind.all {
            #expect(kind.listSchema.definition == kind.schema.definition.map { "\($0)List" })
            #expect(kind.listSchema.member("metadata") === Schema.listMeta)
            guard case .list(let items, _)? = kind.listSchema.member("items")?.shape else {
                Issue.record("\(kind.kind) has no list")
                continue
            }
            #expect(items === kind.schema)
        }
    }
}
