import Benchmarks
import ClusterSupport
import JSON
import KubernetesModel
import PolicyEngine
import Service
import TestSupport

/// A node that a namespace plays: an API server on its loopback, which serves a town of pods, and two pods of this node
/// that have a network.
///
///     web 10.1.0.2 ── node: martlet-apiserver, martlet run ── 10.2.0.2 db
///
/// All of it runs on the thread of the node's namespace, so that programs and sockets begin in there.
struct NodeLab {
    /// The namespaces of the two pods, and that of the node between them.
    let topology: Topology
    /// The API server.
    let server: APIServerProcess
    /// All that it serves, but for the two pods.
    let town: TownCluster
    /// How many pods it serves.
    let podCount: Int
    /// How many of them are not done.
    let runningCount: Int
    private let writer: HTTPLine

    /// Has something done on such a node, of 10,000 pods and 1,000 policies or a fifth of them; 100 pods are its own.
    static func use<Outcome>(_ options: BenchOptions, _ body: (NodeLab) throws -> Outcome) throws -> Outcome {
        let topology = try Topology(answering: true)
        defer { topology.close() }
        return try topology.router.run { try body(NodeLab(topology, podCount: options.isQuick ? 2_000 : 10_000)) }
    }

    private init(_ topology: Topology, podCount: Int) throws {
        (self.topology, self.podCount) = (topology, podCount)
        town = TownCluster(
            ClusterSize(
                podCount: podCount - Self.pods.count, policyCount: podCount / 10 - 1,
                localPodCount: 100 - Self.pods.count))
        runningCount = town.pods.count { $0.phase != .finished } + Self.pods.count
        server = try APIServerProcess()
        writer = try HTTPLine(port: server.port)
        var cluster = town.cluster
        for event in Self.shop { cluster.apply(event) }
        for object in cluster.objects["items"]?.items ?? [] { try make(object) }
    }

    /// Where clients find the API server.
    var url: String { "http://127.0.0.1:\(server.port)" }

    /// The revision at which a watch of the pods is to begin.
    func revision() throws -> String { try writer.revision(of: "/api/v1/pods") }

    /// Gives a pod labels.
    func set(_ labels: Labels, of pod: ObjectKey) throws {
        let change = LabelChange(pod, labels)
        try change.send(by: writer)
        let answer = try writer.answer()
        guard answer.status == 200 else { throw BenchError.command("\(change.path): \(answer.status)") }
    }

    private func make(_ object: JSONValue) throws {
        let (path, name) = Self.place(of: object)
        var answer = try writer.ask("POST", path, Self.withImages(object).text)
        // Some namespaces are there from the start.
        if answer.status == 409 {
            answer = try writer.ask("PATCH", "\(path)/\(name)", object.text, type: LabelChange.type)
        }
        guard 200...201 ~= answer.status else {
            let words = String(decoding: answer.body, as: UTF8.self)
            throw BenchError.command("\(path)/\(name): \(answer.status) \(words)")
        }
    }

    /// Rules do not ask for images; an API server does.
    private static func withImages(_ object: JSONValue) -> JSONValue {
        var object = object
        object.change("spec") { spec in
            guard let containers = spec["containers"]?.items else { return }
            spec["containers"] = .array(containers.map { $0.adding(["image": .string("registry.example.com/all")]) })
        }
        return object
    }

    /// Where objects of its kind are made, and what it is called there.
    private static func place(of object: JSONValue) -> (path: String, name: String) {
        let (metadata, kind) = (object["metadata"], object["kind"]?.string ?? "")
        let space = metadata?["namespace"]?.string.map { "/namespaces/\($0)" } ?? ""
        let resource = kind == "NetworkPolicy" ? "networkpolicies" : "\(kind.lowercased())s"
        let version = object["apiVersion"]?.string ?? ""
        return ("\(version == "v1" ? "/api" : "/apis")/\(version)\(space)/\(resource)", metadata?["name"]?.string ?? "")
    }
}
