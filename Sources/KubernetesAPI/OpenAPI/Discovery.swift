public import JSON

/// What the server tells of itself, so that clients know its kinds and paths.
public enum Discovery {
    /// The answer at `/api`; the address is a host and port.
    public static func apiVersions(serverAddress: String) -> JSONValue {
        .members([
            "kind": "APIVersions", "versions": ["v1"],
            "serverAddressByClientCIDRs": [
                .members(["clientCIDR": "0.0.0.0/0", "serverAddress": .string(serverAddress)])
            ],
        ])
    }

    /// The answer at `/apis`.
    public static var apiGroups: JSONValue {
        .members(["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups.compactMap(group))])
    }

    /// The answer at `/apis/` and a group; `nil` where there is no such group.
    public static func apiGroup(_ name: String) -> JSONValue? {
        group(name).map { group in
            .object(JSONValue.members(["kind": "APIGroup", "apiVersion": "v1"]).members + group.members)
        }
    }

    /// The answer at `/api/v1` and `/apis/` with a group and version; `nil` where there is no such group.
    public static func resourceList(group: String, version: String) -> JSONValue? {
        let kinds = ResourceKind.all.filter { $0.group == group && $0.version == version }
        guard let first = kinds.first else { return nil }
        return .members([
            "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(first.apiVersion),
            "resources": .array(kinds.flatMap(resources)),
        ])
    }

    /// The versions in which all groups can be told at once.
    public enum AggregatedVersion: String, CaseIterable, Sendable {
        /// Since Kubernetes 1.30.
        case v2
        /// Since Kubernetes 1.26.
        case v2beta1
    }

    /// The answer at `/api` if `core`, else at `/apis`, for clients that want to know all at once.
    public static func aggregated(core: Bool, version: AggregatedVersion = .v2) -> JSONValue {
        .members([
            "kind": "APIGroupDiscoveryList", "apiVersion": .string("apidiscovery.k8s.io/\(version.rawValue)"),
            "metadata": .object([]), "items": .array((core ? [""] : groups).map(aggregatedGroup)),
        ])
    }

    private static let groups = Set(ResourceKind.all.map(\.group)).subtracting([""]).sorted()

    private static func group(_ name: String) -> JSONValue? {
        guard groups.contains(name) else { return nil }
        let versions = versions(name).map { version in
            JSONValue.members(["groupVersion": .string("\(name)/\(version)"), "version": .string(version)])
        }
        return .members(["name": .string(name), "versions": .array(versions), "preferredVersion": versions.first])
    }

    private static func versions(_ group: String) -> [String] {
        Set(ResourceKind.all.filter { $0.group == group }.map(\.version)).sorted()
    }

    private static func resources(_ kind: ResourceKind) -> [JSONValue] {
        let own = JSONValue.members([
            "name": .string(kind.plural), "singularName": .string(kind.singular),
            "namespaced": .bool(kind.isNamespaced), "kind": .string(kind.kind), "verbs": strings(kind.verbs),
            "shortNames": kind.shortNames.isEmpty ? nil : strings(kind.shortNames),
            "categories": kind.categories.isEmpty ? nil : strings(kind.categories),
        ])
        let status = JSONValue.members([
            "name": .string("\(kind.plural)/status"), "singularName": "", "namespaced": .bool(kind.isNamespaced),
            "kind": .string(kind.kind), "verbs": strings(kind.statusVerbs),
        ])
        return kind.hasStatus ? [own, status] : [own]
    }

    private static func aggregatedGroup(_ group: String) -> JSONValue {
        let versions = versions(group).map { version in
            let kinds = ResourceKind.all.filter { $0.group == group && $0.version == version }
            return JSONValue.members([
                "version": .string(version), "resources": .array(kinds.map(aggregatedResource)), "freshness": "Current",
            ])
        }
        return .members([
            "metadata": .members(["name": group.isEmpty ? nil : .string(group)]), "versions": .array(versions),
        ])
    }

    private static func aggregatedResource(_ kind: ResourceKind) -> JSONValue {
        let status = JSONValue.members([
            "subresource": "status", "responseKind": kind.groupVersionKind, "verbs": strings(kind.statusVerbs),
        ])
        return .members([
            "resource": .string(kind.plural), "responseKind": kind.groupVersionKind,
            "scope": kind.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(kind.singular),
            "verbs": strings(kind.verbs), "shortNames": kind.shortNames.isEmpty ? nil : strings(kind.shortNames),
            "categories": kind.categories.isEmpty ? nil : strings(kind.categories),
            "subresources": kind.hasStatus ? [status] : nil,
        ])
    }

    private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension ResourceKind {
    /// The three words by which OpenAPI and discovery name it.
    var groupVersionKind: JSONValue {
        .members(["group": .string(group), "kind": .string(kind), "version": .string(version)])
    }
}
