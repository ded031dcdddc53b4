internal import KubernetesAPI

/// What a path leads to.
enum Route: Sendable {
    /// Objects of a kind.
    case objects(ObjectRoute)
    /// What the server says of itself.
    case about(AboutRoute)
    /// Nothing.
    case nothing

    /// Where the segments of a path lead.
    init(_ segments: [String]) {
        var rest = segments[...]
        guard let first = rest.popFirst() else {
            self = .about(.paths)
            return
        }
        switch first {
        case "api": self = Self.inGroup("", &rest) ?? .nothing
        case "apis":
            guard let group = rest.popFirst() else {
                self = .about(.groups)
                return
            }
            self = Self.inGroup(group, &rest) ?? .nothing
        default: self = AboutRoute(segments).map { .about($0) } ?? .nothing
        }
    }

    private static func inGroup(_ group: String, _ rest: inout ArraySlice<String>) -> Route? {
        guard let version = rest.popFirst() else { return .about(group.isEmpty ? .coreVersions : .group(group)) }
        guard !rest.isEmpty else { return .about(.resources(group: group, version: version)) }
        return ObjectRoute(group: group, version: version, &rest).map { .objects($0) }
    }
}

/// What the server says of itself.
enum AboutRoute: Hashable, Sendable {
    /// All paths there are.
    case paths
    /// Versions of the core group.
    case coreVersions
    /// All other groups.
    case groups
    /// One group.
    case group(String)
    /// The kinds of a group and version.
    case resources(group: String, version: String)
    /// The version of the server.
    case version
    /// Whether it serves.
    case health
    /// OpenAPI of version 2.
    case openAPIv2
    /// The parts of OpenAPI of version 3.
    case openAPIv3Index
    /// A part of it.
    case openAPIv3(group: String, version: String)

    /// What segments lead to that begin with neither `api` nor `apis`.
    init?(_ segments: [String]) {
        switch segments.first {
        case "version" where segments.count == 1: self = .version
        case "healthz", "livez", "readyz": self = .health
        case "openapi":
            let rest = Array(segments.dropFirst())
            switch (rest.first, rest.dropFirst().first, rest.count) {
            case ("v2", nil, 1): self = .openAPIv2
            case ("v3", nil, 1): self = .openAPIv3Index
            case ("v3", "api", 3): self = .openAPIv3(group: "", version: rest[2])
            case ("v3", "apis", 4): self = .openAPIv3(group: rest[2], version: rest[3])
            default: return nil
            }
        default: return nil
        }
    }
}

/// Objects that a path names.
struct ObjectRoute: Sendable {
    /// Their kind.
    let kind: ResourceKind
    /// Their namespace; `nil` for all, or where there is none.
    let namespace: String?
    /// The name of one.
    let name: String?
    /// Whether its status alone is meant.
    let isStatus: Bool
    /// Whether the path is one of the old ones that are watched by themselves.
    let isWatchPath: Bool

    /// What the segments behind a group and version name.
    init?(group: String, version: String, _ rest: inout ArraySlice<String>) {
        isWatchPath = rest.first == "watch"
        if isWatchPath { rest.removeFirst() }
        var namespace: String?
        // A namespace's own path has the same beginning as that of what is in it.
        if rest.first == "namespaces", rest.count > 2, !(rest.count == 3 && rest.last == "status") {
            namespace = rest[rest.startIndex + 1]
            rest.removeFirst(2)
        }
        guard let plural = rest.popFirst(), rest.count <= 2,
            let kind = ResourceKind.all.first(where: {
                ($0.group, $0.version, $0.plural) == (group, version, plural)
            }),
            namespace == nil || kind.isNamespaced
        else { return nil }
        self.kind = kind
        self.namespace = namespace
        name = rest.popFirst()
        isStatus = rest.first == "status"
        guard rest.isEmpty || (isStatus && kind.hasStatus), name == nil || !kind.isNamespaced || namespace != nil else {
            return nil
        }
    }

    /// All objects of a kind.
    init(_ kind: ResourceKind) {
        self.kind = kind
        namespace = nil
        name = nil
        isStatus = false
        isWatchPath = false
    }

    /// The name of the resource in the store.
    var resource: String { kind.qualifiedName }

    /// The object that is named.
    func id(_ name: String) -> ObjectID { ObjectID(resource: resource, namespace: namespace ?? "", name: name) }
}
