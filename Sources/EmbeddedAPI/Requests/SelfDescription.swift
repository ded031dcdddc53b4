internal import HTTPServer
internal import JSON
internal import KubernetesAPI

/// What the server says of itself: what kinds it has, how their fields are, and that it is well.
struct SelfDescription: Sendable {
    /// The version of Kubernetes whose API this is.
    static let version = (major: "1", minor: "34", text: "v1.34.0")

    // Hundreds of kilobytes that are the same each time.
    private static let openAPIv2JSON = Array(OpenAPI.v2(version: version.text).text.utf8)
    private static let openAPIv2Protobuf = OpenAPI.v2Protobuf(version: version.text)

    /// Where clients reach it.
    let address: String

    /// Answers what is asked of the server itself.
    func answer(_ about: AboutRoute, _ request: ServerRequest) throws(APIFailure) -> ServerAnswer {
        guard ["GET", "HEAD"].contains(request.method) else {
            throw .notAllowed
        }
        let accept = request.header("accept") ?? ""
        switch about {
        case .paths: return Self.json(paths)
        case .coreVersions:
            return isAggregated(accept)
                ? aggregated(core: true, accept) : Self.json(Discovery.apiVersions(serverAddress: address))
        case .groups: return isAggregated(accept) ? aggregated(core: false, accept) : Self.json(Discovery.apiGroups)
        case .group(let name): return Self.json(try found(Discovery.apiGroup(name)))
        case .resources(let group, let version):
            return Self.json(try found(Discovery.resourceList(group: group, version: version)))
        case .version: return Self.json(Self.versionInfo)
        case .health:
            return .whole(status: 200, headers: [("Content-Type", "text/plain; charset=utf-8")], body: Array("ok".utf8))
        case .openAPIv2: return openAPIv2(accept)
        case .openAPIv3Index: return Self.json(OpenAPI.v3Index())
        case .openAPIv3(let group, let version): return Self.json(try found(OpenAPI.v3(group: group, version: version)))
        }
    }

    private func found(_ value: JSONValue?) throws(APIFailure) -> JSONValue {
        guard let value else { throw .nowhere }
        return value
    }

    private func isAggregated(_ accept: String) -> Bool { accept.contains("as=APIGroupDiscoveryList") }

    private func aggregated(core: Bool, _ accept: String) -> ServerAnswer {
        let version: Discovery.AggregatedVersion =
            accept.contains("v=v2;") || !accept.contains("v=v2beta1") ? .v2 : .v2beta1
        return .whole(
            status: 200,
            headers: [
                (
                    "Content-Type",
                    "application/json;g=apidiscovery.k8s.io;v=\(version.rawValue);as=APIGroupDiscoveryList"
                )
            ], body: Array(Discovery.aggregated(core: core, version: version).text.utf8))
    }

    private func openAPIv2(_ accept: String) -> ServerAnswer {
        guard accept.contains("proto-openapi"), !accept.contains("application/json") else {
            return .whole(status: 200, headers: [("Content-Type", "application/json")], body: Self.openAPIv2JSON)
        }
        return .whole(status: 200, headers: [("Content-Type", OpenAPI.protobufType)], body: Self.openAPIv2Protobuf)
    }

    private var paths: JSONValue {
        let versions = Set(ResourceKind.all.filter { !$0.group.isEmpty }.map(\.root))
        let groups = Set(ResourceKind.all.filter { !$0.group.isEmpty }.map { "/apis/\($0.group)" })
        let all =
            ["/api", "/api/v1", "/apis"] + (versions.union(groups)).sorted() + [
                "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version",
            ]
        return .members(["paths": .array(all.map { .string($0) })])
    }

    private static var versionInfo: JSONValue {
        .members([
            "major": .string(version.major), "minor": .string(version.minor), "gitVersion": .string(version.text),
            "gitCommit": "", "gitTreeState": "", "buildDate": "", "goVersion": "", "compiler": "",
            "platform": "linux/amd64",
        ])
    }

    private static func json(_ value: JSONValue) -> ServerAnswer {
        .whole(status: 200, headers: [("Content-Type", "application/json")], body: Array(value.text.utf8))
    }
}
