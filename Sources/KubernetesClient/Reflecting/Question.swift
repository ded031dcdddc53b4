public import KubernetesModel

/// What an API server is asked.
public struct Question: Hashable, Sendable {
    /// What is asked for.
    public enum Form: Hashable, Sendable {
        /// All objects, or so many of them from a place on.
        case list(limit: Int, continuation: String)
        /// What changes, and first what there is where `sendsInitialEvents`, for so long.
        case watch(sendsInitialEvents: Bool, seconds: Int)
    }

    /// Of which objects.
    public let resource: Resource
    /// What is asked for.
    public let form: Form
    /// Which state it must show at least, or changes from which on; empty: the newest.
    public let version: String
    /// Which objects alone; empty: all.
    public let selector: String
    /// Whether protobuf is taken beside JSON.
    public let takesProtobuf: Bool

    /// The path and the parameters.
    public var target: String {
        var parameters: [(String, String)] = []
        switch form {
        case .list(let limit, let continuation):
            if limit > 0 { parameters.append(("limit", "\(limit)")) }
            if !continuation.isEmpty { parameters.append(("continue", continuation)) }
            // What is continued has a version of its own.
            if !version.isEmpty, continuation.isEmpty {
                parameters += [("resourceVersion", version), ("resourceVersionMatch", "NotOlderThan")]
            }
        case .watch(let sendsInitialEvents, let seconds):
            parameters += [("watch", "true"), ("allowWatchBookmarks", "true"), ("timeoutSeconds", "\(seconds)")]
            if sendsInitialEvents {
                parameters += [("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan")]
            }
            parameters.append(("resourceVersion", version))
        }
        if !selector.isEmpty { parameters.append(("fieldSelector", selector)) }
        return resource.path + "?" + parameters.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&")
    }

    /// The encodings that are taken, the best first.
    public var accept: String {
        let isWatch = if case .watch = form { true } else { false }
        let protobuf = "application/vnd.kubernetes.protobuf" + (isWatch ? ";stream=watch" : "")
        return takesProtobuf ? "\(protobuf),application/json" : "application/json"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-._~".utf8.contains(byte)
                }
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }
}

extension Resource {
    /// Where its objects are, of all namespaces.
    public var path: String {
        switch self {
        case .namespaces, .pods, .nodes, .services: "/api/v1/\(rawValue)"
        case .networkPolicies: "/apis/networking.k8s.io/v1/\(rawValue)"
        }
    }

    /// The group of the API that it is in; empty for the oldest.
    var group: String { self == .networkPolicies ? "networking.k8s.io" : "" }
}
