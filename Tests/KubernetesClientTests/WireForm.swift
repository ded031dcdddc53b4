import KubernetesClient
import ServerSupport
import TestSupport
import Testing

/// How what a server says comes to us.
enum WireForm: String, CaseIterable, Sendable, CustomTestStringConvertible {
    /// Protobuf, all in one connection.
    case protobufOverHTTP2
    /// JSON, all in one connection.
    case jsonOverHTTP2
    /// Protobuf, a connection for each watch.
    case protobufOverHTTP1
    /// JSON, a connection for each watch.
    case jsonOverHTTP1

    /// Two of them that differ in everything, or all where the long tests run too.
    static let some = runsLongTests ? allCases : [protobufOverHTTP2, jsonOverHTTP1]

    /// The form in words.
    var testDescription: String { "\(takesProtobuf ? "protobuf" : "JSON") over HTTP/\(hasHTTP2 ? "2" : "1.1")" }

    /// Whether protobuf is asked for.
    var takesProtobuf: Bool { self == .protobufOverHTTP2 || self == .protobufOverHTTP1 }

    /// Whether the server speaks HTTP/2.
    var hasHTTP2: Bool { self == .protobufOverHTTP2 || self == .jsonOverHTTP2 }

    /// A server that speaks so and holds some objects of each kind.
    func server() throws -> ScriptedServer {
        let server = try ScriptedServer(http2: hasHTTP2)
        try server.populate(pods: 2, namespaces: 3, policies: 4, nodes: 1)
        for number in 1...9 { try server.putPod(number, app: "first") }
        return server
    }

    /// Somebody who follows such a server in this form.
    func following(
        _ server: ScriptedServer, _ change: (inout APIServerSource.Options) -> Void = { _ in }
    ) throws -> Following {
        try Following(server) { options in
            options.takesProtobuf = takesProtobuf
            options.pacing.pageLimit = 3
            change(&options)
        }
    }
}
