import KubernetesAPI
import Testing

@Suite struct SchemaTests {
    /// A kind, a path in it, and how a list there is merged: the keys of owners, and the key of patches.
    private static let lists: [(ResourceKind, String, [String]?, String?)] = [
        (.networkPolicy, "spec.ingress", nil, nil), (.networkPolicy, "spec.egress", nil, nil),
        (.networkPolicy, "spec.policyTypes", nil, nil), (.networkPolicy, "spec.ingress.ports", nil, nil),
        (.networkPolicy, "spec.ingress.from", nil, nil), (.networkPolicy, "spec.egress.to", nil, nil),
        (.networkPolicy, "spec.ingress.from.ipBlock.except", nil, nil),
        (.networkPolicy, "spec.podSelector.matchExpressions", nil, nil),
        (.networkPolicy, "status.conditions", ["type"], "type"),
        (.networkPolicy, "metadata.finalizers", [], ""), (.networkPolicy, "metadata.ownerReferences", ["uid"], "uid"),
        (.networkPolicy, "metadata.managedFields", nil, nil),
        (.ingress, "spec.rules", nil, nil), (.ingress, "spec.tls", nil, nil), (.ingress, "spec.tls.hosts", nil, nil),
        (.ingress, "spec.rules.http.paths", nil, nil), (.ingress, "status.loadBalancer.ingress", nil, nil),
        (.ingress, "status.loadBalancer.ingress.ports", nil, nil),
        (.namespace, "spec.finalizers", nil, nil), (.namespace, "status.conditions", ["type"], "type"),
        (.node, "spec.podCIDRs", [], ""), (.node, "spec.taints", nil, nil), (.node, "status.images", nil, nil),
        (.node, "status.conditions", ["type"], "type"), (.node, "status.addresses", ["type"], "type"),
        (.service, "spec.ports", ["port", "protocol"], "port"), (.service, "spec.externalIPs", nil, nil),
        (.service, "status.conditions", ["type"], "type"),
        (.endpointSlice, "endpoints", nil, nil), (.endpointSlice, "ports", nil, nil),
        (.endpointSlice, "endpoints.addresses", [], nil),
        (.pod, "spec.containers", ["name"], "name"), (.pod, "spec.initContainers", ["name"], "name"),
        (.pod, "spec.ephemeralContainers", ["name"], "name"), (.pod, "spec.volumes", ["name"], "name"),
        (.pod, "spec.containers.ports", ["containerPort", "protocol"], "containerPort"),
        (.pod, "spec.containers.env", ["name"], "name"), (.pod, "spec.containers.command", nil, nil),
        (.pod, "spec.containers.volumeMounts", ["mountPath"], "mountPath"),
        (.pod, "spec.containers.volumeDevices", ["devicePath"], "devicePath"),
        (.pod, "spec.containers.resources.claims", ["name"], nil),
        (.pod, "spec.imagePullSecrets", ["name"], "name"), (.pod, "spec.tolerations", nil, nil),
        (.pod, "spec.hostAliases", ["ip"], "ip"), (.pod, "spec.schedulingGates", ["name"], "name"),
        (.pod, "spec.topologySpreadConstraints", ["topologyKey", "whenUnsatisfiable"], "topologyKey"),
        (.pod, "status.conditions", ["type"], "type"), (.pod, "status.podIPs", ["ip"], "ip"),
        (.pod, "status.hostIPs", nil, "ip"), (.pod, "status.containerStatuses", nil, nil),
    ]

    @Test("lists are merged as the real API server merges them", arguments: lists)
    func listRules(kind: ResourceKind, path: String, keys: [String]?, mergeKey: String?) throws {
        guard case .list(_, let rules) = try #require(kind.schema.below(path)).shape else {
            Issue.record("\(kind.kind) has no list at \(path)")
            return
        }
        #expect(rules.keys == keys)
        #expect(rules.mergeKey == mergeKey)
    }

    @Test(
        "selectors and references are owned as a whole",
        arguments: [
            (ResourceKind.networkPolicy, "spec.podSelector"), (.networkPolicy, "spec.ingress.from.namespaceSelector"),
            (.networkPolicy, "metadata.ownerReferences"), (.ingress, "spec.defaultBackend.resource"),
            (.service, "spec.selector"), (.pod, "spec.nodeSelector"), (.pod, "spec.imagePullSecrets"),
            (.pod, "spec.containers.env.valueFrom.fieldRef"), (.endpointSlice, "endpoints.targetRef"),
        ])
    func atomic(kind: ResourceKind, path: String) throws {
        let found = try #require(kind.schema.below(path))
        if case .list(let items, _) = found.shape { #expect(items.isAtomic) } else { #expect(found.isAtomic) }
    }

    @Test("maps and objects are owned part by part otherwise")
    func notAtomic() throws {
        for path in ["metadata", "metadata.labels", "metadata.annotations", "spec", "status"] {
            #expect(try !#require(ResourceKind.pod.schema.below(path)).isAtomic)
        }
    }

    @Test("each definition has one meaning, words, and fields with words and names of their own")
    func definitions() {
        var found: [String: String] = [:]
        for kind in ResourceKind.all { check(kind.listSchema, &found) }
        for schema in [Schema.deleteOptions, .status] { check(schema, &found) }
        #expect(found.count > 150)
    }

    private func check(_ schema: Schema, _ found: inout [String: String]) {
        let isKnown = schema.definition.map { found[$0] != nil } ?? false
        if let name = schema.definition {
            let fields = schema.fields.map { "\($0.name) \($0.isRequired)" }.joined(separator: ",")
            #expect(found[name] ?? fields == fields, "\(name)")
            #expect(schema.words.hasSuffix("."), "\(name)")
            found[name] = fields
        }
        #expect(Set(schema.fields.map(\.name)).count == schema.fields.count)
        for field in schema.fields { #expect(field.words.hasSuffix("."), "\(field.name)") }
        if !isKnown { for part in schema.parts { check(part, &found) } }
    }
}

extension Schema {
    fileprivate var fields: [Field] { if case .object(let fields) = shape { fields } else { [] } }

    fileprivate var parts: [Schema] {
        switch shape {
        case .object(let fields): fields.map(\.schema)
        case .map(let part), .list(let part, _): [part]
        case .string, .integer, .boolean, .intOrString, .quantity, .any: []
        }
    }

    /// What lies below names with points between them, through lists.
    fileprivate func below(_ path: String) -> Schema? {
        path.split(separator: ".").reduce(self) { schema, name in
            if case .list(let items, _)? = schema?.shape {
                items.member(String(name))
            } else {
                schema?.member(String(name))
            }
        }
    }
}
