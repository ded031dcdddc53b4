import JSON
import ServerSupport
import TestSupport

/// A folder of deploy/kustomize, built as kubectl builds it.
struct Kustomization {
    /// All of them.
    static let all = ["base", "overlays/audit", "overlays/without-host-path", "overlays/kubeconfig", "uninstall"]

    /// Its objects.
    let objects: [JSONValue]

    /// Builds one.
    init(_ folder: String) throws {
        objects = try Repository.documents(
            try Command.output(of: Self.kubectl + ["kustomize", "\(Repository.root)/deploy/kustomize/\(folder)"]))
    }

    /// Those of a kind.
    func objects(_ kind: String) -> [JSONValue] { objects.filter { $0["kind"] == .string(kind) } }

    /// What the pods of its DaemonSet are made of.
    var template: JSONValue { objects("DaemonSet").first?[path: "spec", "template"] ?? .null }

    /// A container of that, the only one or the first that prepares.
    func container(_ list: String = "containers") -> JSONValue {
        template["spec"]?[list]?.items?.first ?? .null
    }

    /// What it mounts where.
    func volume(at path: String) -> JSONValue? {
        let mount = container()["volumeMounts"]?.items?.first { $0["mountPath"] == .string(path) }
        return template[path: "spec", "volumes"]?.items?.first { $0["name"] == mount?["name"] }
    }

    /// A pod such as its DaemonSet makes, as a text.
    var pod: String {
        JSONValue.members([
            "apiVersion": "v1", "kind": "Pod",
            "metadata": .members([
                "name": "made", "namespace": "default", "labels": template[path: "metadata", "labels"],
            ]),
            "spec": template["spec"],
        ]).text
    }

    /// The kubectl that knows how to build, and speaks to nobody that it is not told of.
    static var kubectl: [String] {
        let folder = "\(Repository.root)/.build/kubectl"
        return ["env", "-u", "KUBECONFIG", "HOME=\(folder)", "\(folder)/new"]
    }
}
