internal import JSON
internal import KubernetesAPI

/// The objects that every cluster has from the beginning.
enum FirstObjects {
    private static let namespaces = ["default", "kube-system"]

    /// Makes those that are missing in a store that is empty.
    static func make(in store: ObjectStore, _ surroundings: Surroundings) throws(APIFailure) {
        let kind = ResourceKind.namespace
        guard store.list(kind.qualifiedName, namespace: nil).objects.isEmpty else { return }
        let writer = ObjectWriter(store: store, surroundings: surroundings)
        for name in namespaces {
            let body = JSONValue.members(["metadata": .members(["name": .string(name)])])
            let errand = ObjectWriter.Errand(
                route: ObjectRoute(kind), options: RequestOptions(), manager: "martlet-apiserver")
            _ = try writer.create(body, errand)
        }
    }
}
