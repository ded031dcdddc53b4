import JSON
import KubernetesModel

/// That a pod gets some labels, as anybody asks an API server for it.
struct LabelChange {
    /// The kind of patch that it is.
    static let type = "application/merge-patch+json"

    /// Where the pod is in the API.
    let path: String
    /// The labels; others stay as they are.
    let labels: Labels

    /// A change of this pod.
    init(_ pod: ObjectKey, _ labels: Labels) {
        path = "/api/v1/namespaces/\(pod.namespace)/pods/\(pod.name)"
        self.labels = labels
    }

    /// What stands in the text of the pod then, of one label.
    var marker: String { String(members.text.dropFirst().dropLast()) }

    /// Asks for it; the answer is still to be read.
    func send(by line: HTTPLine) throws(BenchError) {
        let body = JSONValue.members(["metadata": .members(["labels": members])])
        try line.send("PATCH", path, body.text, type: Self.type)
    }

    private var members: JSONValue { .object(labels.sorted.map { .init($0.key, .string($0.value)) }) }
}
